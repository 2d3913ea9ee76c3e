import json
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import structlog

from bot import clock, settings
from knowledge.errors import UsageError
from sandbox.testing import Workspace

MONDAY = datetime(2026, 11, 30, 13, tzinfo=UTC)


@pytest.fixture
def real(monkeypatch):
    """This machine's time, and the seconds since it started, both standing still."""
    held = {"now": datetime(2026, 11, 22, 17, tzinfo=UTC), "seconds": 100.0}
    monkeypatch.setattr(clock, "now", lambda: held["now"])
    monkeypatch.setattr(clock, "monotonic", lambda: held["seconds"])
    return held


@pytest.fixture
def workspace():
    """A workspace that tells the time it is given."""
    told = {"now": MONDAY.isoformat(), "asked": 0}

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            told["asked"] += 1
            body = json.dumps(told).encode()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    serving = threading.Thread(target=server.serve_forever, args=(0.01,))
    serving.start()
    told["url"] = f"http://127.0.0.1:{server.server_port}/_control/clock"
    yield told
    server.shutdown()
    server.server_close()
    serving.join()


def test_without_a_workspace_this_machine_tells_the_time():
    assert clock.told_by(None) is clock.now


def test_the_workspace_tells_the_time_and_that_is_said_loudly(real, workspace):
    with structlog.testing.capture_logs() as said:
        now = clock.told_by(workspace["url"])

    assert now() == MONDAY
    [line] = said
    assert line["log_level"] == "warning"
    assert "never do this with a real coalition" in line["event"]


def test_moving_the_local_workspaces_clock_moves_the_bot(real):
    with Workspace({"display_information": {"name": "Any"}}) as slack:
        now = clock.WorkspaceClock(f"{slack.address}/_control/clock")
        slack.clock.runs_at(0)
        slack.clock.moves_to(MONDAY)
        assert now() == MONDAY

        slack.clock.advance(days=3, hours=1)
        real["seconds"] += 1
        assert now() == MONDAY + timedelta(days=3, hours=1)


def test_it_is_asked_once_a_second_and_follows_a_clock_that_was_moved(real, workspace):
    now = clock.WorkspaceClock(workspace["url"])
    for _ in range(50):
        now()
    assert workspace["asked"] == 1

    workspace["now"] = (MONDAY + timedelta(days=3)).isoformat()
    real["seconds"] += 1

    assert now() == MONDAY + timedelta(days=3)


@pytest.mark.parametrize("said", ["not a time", None, "2026-11-30T13:00:00"])
def test_nonsense_is_not_believed(real, workspace, said):
    workspace["now"] = said

    assert clock.WorkspaceClock(workspace["url"])() == real["now"]


@pytest.mark.parametrize("said", ["not a time", "2026-11-30T13:00:00"])
def test_one_bad_answer_does_not_bring_the_bot_back_to_this_machines_time(real, workspace, said):
    now = clock.WorkspaceClock(workspace["url"])
    assert now() == MONDAY

    workspace["now"] = said
    real["seconds"] += 1

    assert now() == MONDAY


def test_a_silent_workspace_leaves_real_time_and_one_warning(real):
    now = clock.WorkspaceClock("http://127.0.0.1:9/_control/clock")
    with structlog.testing.capture_logs() as said:
        for _ in range(3):
            assert now() == real["now"]
            real["seconds"] += 2

    assert [line["log_level"] for line in said] == ["warning"]


@pytest.mark.parametrize(
    "address",
    ["http://example.org/_control/clock", "https://127.0.0.1/", "http://127.0.0.1.evil.example/"],
)
def test_only_this_machine_may_tell_the_time(monkeypatch, tmp_path, address):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COALITION_CLOCK_URL", address)

    with pytest.raises(UsageError, match="COALITION_CLOCK_URL should be empty, or an http"):
        settings.load()
