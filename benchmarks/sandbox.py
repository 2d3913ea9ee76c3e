"""The local workspace: refreshes without loss, start, memory, throughput, and a whole flow."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from typing import TYPE_CHECKING, Any

import psutil
from slack_sdk import WebClient
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.response import SocketModeResponse

from sandbox.delivery import typing
from sandbox.hub import NotAckedError, NotConnectedError
from sandbox.testing import InlineExecutor, Workspace, inline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ENVELOPES, REFRESHES = 10_000, 100
COMMANDS, MESSAGES, FLOWS = 5_000, 10_000, 30
TYPISTS = 8
MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Trivial"},
    "features": {"slash_commands": [{"command": "/note", "description": "Take a note"}]},
    "oauth_config": {"scopes": {"bot": ["commands", "chat:write", "channels:read", "im:write"]}},
    "settings": {"interactivity": {"is_enabled": True}},
}
PLAIN = {"type": "plain_text"}
FORM = {
    "type": "modal",
    "callback_id": "form",
    "title": PLAIN | {"text": "A note"},
    "submit": PLAIN | {"text": "Save"},
    "blocks": [
        {
            "type": "input",
            "block_id": "note",
            "label": PLAIN | {"text": "Note"},
            "element": {"type": "plain_text_input", "action_id": "note"},
        }
    ],
}


def run() -> None:
    """Measure each promise of the workspace beside its bar; exit with 1 if one is missed."""
    print(f"{'what':<66}{'measured':>14}{'bar':>10}")
    lost, doubled, took = refreshed(ENVELOPES, REFRESHES)
    what = f"{ENVELOPES} envelopes over {REFRESHES} refreshes"
    _row(f"{what}: lost + doubled", f"{lost} + {doubled}", "0 + 0")
    kept = [lost == 0 and doubled == 0]
    _row(f"{what}: took [s]", f"{took:.1f}", "")
    rate = delivered()
    _row("commands delivered and acknowledged, Socket Mode [1/s]", f"{rate:.0f}", ">= 500")
    usable, resident = started()
    _row("start of the process to a usable page [s]", f"{usable:.2f}", "<= 1")
    _row(f"memory after {MESSAGES} messages [MB]", f"{resident:.0f}", "<= 150")
    whole = flow()
    _row("command to dialog to shared message, in line, median [ms]", f"{whole:.0f}", "<= 150")
    kept += [rate >= 500, usable <= 1, resident <= 150, whole <= 150]
    if not all(kept):
        sys.exit("a bar was missed")


def refreshed(envelopes: int, refreshes: int) -> tuple[int, int, float]:
    """Return how many envelopes were lost and doubled while connections were made anew."""
    heard: Counter[str] = Counter()
    stop = threading.Event()
    with Workspace(MANIFEST) as slack, _listening(slack, lambda note: heard.update([note])):
        hub = slack.hub

        def send(number: int) -> bool:
            try:
                hub.deliver("slash_commands", {"command": "/note", "text": str(number)})
            except (NotAckedError, NotConnectedError):
                return False
            return True

        def refresh() -> None:
            for _ in range(refreshes):
                slack.sockets.refresh()
                _until(lambda: slack.sockets.count == 1)
            stop.set()

        began = perf_counter()
        refreshing = threading.Thread(target=refresh)
        refreshing.start()
        with ThreadPoolExecutor(TYPISTS) as pool:
            # Spread over all the refreshes, so that each meets envelopes in flight.
            sent = []
            for number in range(envelopes):
                sent.append(pool.submit(send, number))
                if number % (envelopes // refreshes) == 0 and not stop.is_set():
                    sleep(0.1)
            arrived = sum(each.result() for each in sent)
        refreshing.join()
        took = perf_counter() - began
    lost = envelopes - min(len(heard), arrived)
    return lost, sum(each - 1 for each in heard.values()), took


def delivered(commands: int = COMMANDS) -> float:
    """Return how many commands a second somebody can type and the bot acknowledge."""
    with Workspace(MANIFEST) as slack, _listening(slack, lambda _: None):
        state = slack.hub.state
        people = [slack.person(name).person for name in ("Ana", "Marcus", "Priya", "Lee")]
        room = slack.channel("hotspots").channel

        def type_one(number: int) -> None:
            typing.types(slack.hub, people[number % len(people)], room, f"/note {number}")

        began = perf_counter()
        with ThreadPoolExecutor(TYPISTS) as pool:
            list(pool.map(type_one, range(commands)))
        took = perf_counter() - began
        if any(state.messages.values()) and slack.channel("hotspots").messages:
            raise AssertionError("a command was not acknowledged")
    return commands / took


def started() -> tuple[float, float]:
    """Return the seconds until the page can be used, and the megabytes after many messages."""
    with tempfile.TemporaryDirectory() as name:
        manifest = Path(name) / "manifest.json"
        manifest.write_text(json.dumps(MANIFEST), encoding="utf-8")
        command = [sys.executable, "-m", "sandbox", "--manifest", str(manifest), "--home", name]
        began = perf_counter()
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            facts = json.loads(process.stdout.readline() if process.stdout else "")
            urllib.request.urlopen(facts["address"]).close()
            usable = perf_counter() - began
            _fill(facts)
            urllib.request.urlopen(facts["address"]).close()
            resident = psutil.Process(process.pid).memory_info().rss / 1e6
            process.terminate()
    return usable, resident


def flow() -> float:
    """Return the median milliseconds from a command to the message shared after a dialog."""
    from slack_bolt import App

    with Workspace(MANIFEST) as slack:
        client = WebClient(token=slack.bot_token, base_url=slack.base_url)
        app = App(client=client, listener_executor=InlineExecutor())
        room, ana = slack.channel("hotspots"), slack.person("Ana")

        @app.command("/note")
        def note(ack: Any, command: Any) -> None:
            ack()
            client.views_open(trigger_id=command["trigger_id"], view=FORM)

        @app.view("form")
        def save(ack: Any, view: Any) -> None:
            ack()
            written = view["state"]["values"]["note"]["note"]["value"]
            client.chat_postMessage(channel=room.id, text=written)

        slack.delivers_to(inline(app))
        taken = []
        for number in range(FLOWS):
            began = perf_counter()
            ana.types("/note", in_=room)
            ana.fills("Note", f"Lights are out, {number}")
            ana.submits()
            ana.sees(f"Lights are out, {number}", in_=room)
            taken.append(1000 * (perf_counter() - began))
    return median(taken)


@contextmanager
def _listening(slack: Workspace, hear: Callable[[str], object]) -> Iterator[None]:
    """Connect slack_sdk's own client, unmodified, that acknowledges whatever comes."""
    web = WebClient(base_url=slack.base_url)
    client = SocketModeClient(app_token=slack.app_token, web_client=web)

    def listen(connected: Any, request: Any) -> None:
        hear(request.payload["text"])
        answer = SocketModeResponse(envelope_id=request.envelope_id)
        connected.send_socket_mode_response(answer)

    client.socket_mode_request_listeners.append(listen)
    client.connect()
    slack.waits_for_bot()
    try:
        yield
    finally:
        client.close()


def _fill(facts: dict[str, str]) -> None:
    client = WebClient(token=facts["bot_token"], base_url=facts["api"])
    channels = client.conversations_list()["channels"]
    room = next(each["id"] for each in channels if each["is_member"])
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "Three calls on *Elm*."}}]
    with ThreadPoolExecutor(4) as pool:
        list(
            pool.map(
                lambda n: client.chat_postMessage(channel=room, text=f"{n}", blocks=blocks),
                range(MESSAGES),
            )
        )


def _until(met: Callable[[], bool]) -> None:
    while not met():
        sleep(0.005)


def _row(what: str, measured: str, bar: str) -> None:
    print(f"{what:<66}{measured:>14}{bar:>10}", flush=True)
