"""``python -m sandbox`` as a process of its own."""

import json
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import contextmanager

import psutil
import pytest
from slack_sdk import WebClient

from tests.sandbox.greeter import MANIFEST, png


@pytest.fixture
def serve(tmp_path):
    """Start the workspace as `coalition demo` would, and end it afterwards."""
    manifest = tmp_path / "manifest.json"
    manifest.write_text(json.dumps(MANIFEST))

    @contextmanager
    def start(*more):
        command = [sys.executable, "-m", "sandbox", "--manifest", str(manifest), *more]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            try:
                yield process, json.loads(_first_line(process))
            finally:
                process.terminate()
                process.wait(10)

    return start


def _first_line(process, seconds=20):
    """Return what a process says first; one that says nothing is ended, which ends the wait."""
    bound = threading.Timer(seconds, process.kill)
    bound.start()
    try:
        return process.stdout.readline()
    finally:
        bound.cancel()


def test_it_says_where_it_is_within_a_second_and_stays_small(serve, tmp_path):
    began = time.monotonic()
    with serve("--ready-file", str(tmp_path / "ready")) as (process, facts):
        with urllib.request.urlopen(facts["address"]) as page:
            assert b"hotspots" in page.read()
        took = time.monotonic() - began
        resident = psutil.Process(process.pid).memory_info().rss

        assert json.loads((tmp_path / "ready").read_text()) == facts
    assert process.returncode == 0
    assert took < 3, "a second on an idle machine; shared runners get three"
    assert resident < 150e6


def test_what_was_posted_survives_a_kill(serve, tmp_path):
    home = ("--home", str(tmp_path / "home"), "--bot-token", "xoxb-t", "--file-delay", "0")
    with serve(*home) as (process, facts):
        client = WebClient(token="xoxb-t", base_url=facts["api"])
        [channel] = [
            each for each in client.conversations_list()["channels"] if each["name"] == "hotspots"
        ]
        client.chat_postMessage(channel=channel["id"], text="kept")
        file = client.files_upload_v2(content=png(), filename="map.png")["file"]["id"]
        process.kill()
        process.wait(10)

    with serve(*home) as (_, facts):
        client = WebClient(token="xoxb-t", base_url=facts["api"])
        told = client.conversations_history(channel=channel["id"])["messages"]
        later = client.chat_postMessage(channel=channel["id"], text="later")["ts"]

        assert [message["text"] for message in told] == ["kept"]
        assert client.files_info(file=file)["file"]["mimetype"] == "image/png"
        assert later > told[0]["ts"]


def test_it_serves_this_machine_only(serve, tmp_path):
    manifest = tmp_path / "manifest.json"
    command = [sys.executable, "-m", "sandbox", "--manifest", str(manifest), "--host", "0.0.0.0"]

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert "0.0.0.0 is not this machine's own address" in done.stderr


def test_a_page_elsewhere_cannot_reach_it_by_another_name(serve):
    with serve() as (_, facts):
        asked = urllib.request.Request(facts["address"], headers={"Host": "evil.example"})
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(asked)
        refused.value.close()

    assert refused.value.code == 400


def test_a_seed_of_ones_own_replaces_people_and_channels(serve, tmp_path):
    seed = tmp_path / "seed.yaml"
    seed.write_text(
        "team: Elsewhere\npeople:\n  - {name: joe, real_name: Joe Ruiz}\n"
        "channels:\n  - {name: here, bot: true, suggestions: [/greet]}\n"
    )
    with (
        serve("--seed", str(seed)) as (_, facts),
        urllib.request.urlopen(facts["address"]) as page,
    ):
        drawn = page.read().decode()

    assert page.url.endswith("/as/joe/here")
    assert 'data-send="/greet"' in drawn
