"""HTTP mode: what is signed, how long the app has, and what is sent again."""

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from slack_bolt import BoltResponse

from sandbox.delivery.signed import Signed
from sandbox.hub import NotAckedError
from sandbox.testing import Workspace
from tests.sandbox import starter


class App:
    """An app that answers what the test says, and remembers what it was sent."""

    def __init__(self):
        self.answers = []
        self.heard = []

    def __call__(self, request):
        self.heard.append(request)
        answer = self.answers.pop(0) if self.answers else BoltResponse(status=200)
        return answer() if callable(answer) else answer


@pytest.fixture
def app():
    return App()


@pytest.fixture
def slack(app):
    """A workspace that calls the app; an unanswered request is given up after 0.1 s."""
    with Workspace(starter.MANIFEST, ack_seconds=0.1) as workspace, starter.served(app) as url:
        workspace.server.calls_at(url, ack_seconds=0.1)
        yield workspace


def failing(status=500, **headers):
    return BoltResponse(status=status, headers={k.replace("_", "-"): v for k, v in headers.items()})


def late():
    time.sleep(0.3)
    return BoltResponse(status=200)


def retries(app):
    return [
        (
            each.headers.get("x-slack-retry-num", [""])[0],
            each.headers.get("x-slack-retry-reason", [""])[0],
        )
        for each in app.heard
    ]


def test_bolt_accepts_the_signature_and_refuses_another_secret(app):
    with Workspace(starter.MANIFEST, signing_secret="abc") as slack:
        bolt, _ = starter.make(slack)
        with starter.served(bolt.dispatch) as url:
            slack.calls_at(url)
            slack.waits_for_bot()
            slack.person("Ana").types("/sample-command")
            slack.person("Ana").sees("Responding to the sample command")

            slack.hub.deliver = Signed(slack.hub, url, secret="other").deliver
            seen = slack.person("Ana").types("/sample-command")

    assert 'failed with the error "dispatch_failed"' in seen


def test_the_bodies_are_slacks(slack, app):
    ana = slack.person("Ana")
    ana.types("/sample-command a&b=c", in_=slack.channel("hotspots"))
    ana.runs_shortcut("Run sample shortcut")
    ana.opens_home()

    command, shortcut, event = app.heard
    assert command.body["text"] == "a&b=c"
    assert command.headers["content-type"] == ["application/x-www-form-urlencoded"]
    assert shortcut.raw_body.startswith("payload=")
    assert shortcut.body["callback_id"] == "sample_shortcut_id"
    assert event.headers["content-type"] == ["application/json"]
    assert event.body["event"]["type"] == "app_home_opened"


def test_an_event_is_sent_again_at_once_then_after_one_and_five_minutes(slack, app):
    app.answers = [failing(), failing(404), failing(503)]
    began = slack.clock.now()

    slack.person("Ana").opens_home()
    assert retries(app) == [("", ""), ("1", "http_error")]

    slack.clock.advance(seconds=59)
    assert len(app.heard) == 2
    slack.clock.advance(seconds=2)
    assert retries(app)[-1] == ("2", "http_error")

    slack.clock.advance(minutes=5)
    assert retries(app)[-1] == ("3", "http_error")
    assert len({each.body["event_id"] for each in app.heard}) == 1
    assert (slack.clock.now() - began).total_seconds() >= 361


def test_after_three_retries_an_event_is_given_up(slack, app):
    app.answers = [failing() for _ in range(9)]
    slack.person("Ana").opens_home()

    slack.clock.advance(days=1)

    assert len(app.heard) == 4
    with pytest.raises(AssertionError, match=r"event app_home_opened .*http_error"):
        slack.check()
    slack.expects_refusal("http_error")


def test_an_app_can_say_that_it_wants_no_retry(slack, app):
    app.answers = [failing(x_slack_no_retry="1")]

    slack.person("Ana").opens_home()
    slack.clock.advance(hours=1)

    assert len(app.heard) == 1
    slack.expects_refusal("http_error")


def test_a_late_answer_is_a_timeout(slack, app):
    app.answers = [late]

    slack.person("Ana").opens_home()

    assert retries(app) == [("", ""), ("1", "http_timeout")]


def test_commands_and_buttons_are_not_sent_again_and_the_person_sees_it(slack, app):
    ana = slack.person("Ana")
    app.answers = [failing(), late, failing()]

    assert 'failed with the error "dispatch_failed"' in ana.types("/sample-command")
    assert 'failed with the error "operation_timeout"' in ana.types("/sample-command")
    assert "did not respond" in ana.runs_shortcut("Run sample shortcut")
    slack.clock.advance(hours=1)

    assert len(app.heard) == 3


def test_two_redirects_are_followed_and_no_more(slack, app):
    def elsewhere():
        return failing(302, location="/slack/events")

    app.answers = [elsewhere(), elsewhere()]
    slack.person("Ana").opens_home()
    assert len(app.heard) == 3

    app.answers = [elsewhere() for _ in range(3)]
    slack.person("Ana").opens_home()
    assert retries(app)[-1] == ("1", "too_many_redirects")


def test_an_app_that_is_not_there_is_tried_again(slack, app):
    away = Signed(slack.hub, "http://127.0.0.1:9/slack/events", secret="s")
    here, slack.hub.deliver = slack.server.signed, away.deliver
    slack.person("Ana").opens_home()

    slack.hub.deliver = here.deliver
    slack.clock.advance(minutes=1)

    assert retries(app) == [("2", "connection_failed")]
    assert not away.verified()


def test_only_this_machine_is_called(slack):
    with pytest.raises(ValueError, match="not an address of this machine"):
        slack.calls_at("https://example.org/slack/events")


def test_an_answer_that_trickles_in_has_one_deadline_for_all_of_it(slack):
    def trickle():
        line, _ = listening.accept()
        with line, suppress(OSError):
            line.recv(65536)
            for byte in b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n":
                line.send(bytes([byte]))
                time.sleep(0.05)

    with socket.create_server(("127.0.0.1", 0)) as listening, ThreadPoolExecutor(1) as pool:
        slow = pool.submit(trickle)
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        began = time.monotonic()
        with pytest.raises(NotAckedError, match="http_timeout"):
            Signed(slack.hub, url, secret="s", ack_seconds=0.2).deliver("slash_commands", {})
        took = time.monotonic() - began
        slow.result(10)

    assert took < 1
