"""What a window asks for, done as the person who looks at it."""

import json
from datetime import datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from sandbox import names
from sandbox.delivery import pressing, screen, shortcuts, suggesting, typing
from sandbox.hub import Hub
from sandbox.page.scene import known
from sandbox.state.channels import Channel
from sandbox.state.files import File
from sandbox.state.messages import Message
from sandbox.state.people import Person
from sandbox.state.views import View
from sandbox.words import told
from sandbox.words.inputs import Filled, Raw

Wanted = dict[str, Any]


class MisshapenError(Exception):
    """What a window asks for lacks a part, or holds something else in its place."""


def act(hub: Hub, person: Person, wanted: Wanted) -> None:
    """Do what somebody asked for in their window."""
    do = wanted.get("do")
    if not isinstance(do, str) or do not in ACTS:
        raise MisshapenError
    _expect(wanted, *NEEDED[do])
    ACTS[do](hub, person, wanted)


def _expect(wanted: Wanted, *names: str) -> None:
    """Refuse unless each of some parts is text, and what was filled in is in threes."""
    if "" in names:
        names = (*names, *(("view",) if wanted.get("view") else ("channel", "ts")))
    if not all(isinstance(wanted.get(name), str) for name in names if name):
        raise MisshapenError
    filled = wanted.get("filled", [])
    if not isinstance(filled, list):
        raise MisshapenError
    for each in filled:
        whole = isinstance(each, list) and len(each) == 3
        if not whole or not all(isinstance(name, str) for name in each[:2]):
            raise MisshapenError


def _type(hub: Hub, person: Person, wanted: Wanted) -> None:
    channel = _channel(hub, person, wanted)
    if channel.sort == "im" and wanted["text"].strip():
        channel = hub.state.direct(*channel.members)
    typing.types(hub, person, channel, wanted["text"], thread_ts=wanted.get("thread", ""))


def _press(hub: Hub, person: Person, wanted: Wanted) -> None:
    key = (wanted["block"], wanted["action"])
    where = _where(hub, person, wanted)
    choice = _raw(hub, person, wanted.get("choice"))
    pressing.presses(hub, person, where, key, choice, _filled(hub, person, wanted))


def _submit(hub: Hub, person: Person, wanted: Wanted) -> None:
    view = screen.view(hub.state, person, wanted["view"])
    pressing.submits(hub, person, view, _filled(hub, person, wanted))


def _close(hub: Hub, person: Person, wanted: Wanted) -> None:
    view = screen.view(hub.state, person, wanted["view"])
    pressing.closes(hub, person, view, everything=bool(wanted.get("all")))


def _open(hub: Hub, person: Person, wanted: Wanted) -> None:
    channel = _channel(hub, person, wanted)
    pressing.opens(hub, person, channel, wanted.get("tab", "messages"))


def _shortcut(hub: Hub, person: Person, wanted: Wanted) -> None:
    if wanted.get("ts"):
        _expect(wanted, "channel", "ts")
        message = screen.message(hub.state, person, wanted["channel"], wanted["ts"])
        shortcuts.runs_on(hub, person, message, wanted["name"])
    else:
        shortcuts.runs(hub, person, wanted["name"])


def uploaded(hub: Hub, person: Person, name: str, content: bytes) -> File:
    """Keep a file that somebody chose."""
    now = hub.clock.now().isoformat()
    file = File(names.fresh("F"), name, len(content), person.id, title=name, completed=now)
    with hub.state.changed:
        hub.state.journal.put_bytes(file.id, content)
        hub.state.keep(file)
    return file


def suggestions(hub: Hub, person: Person, wanted: Wanted) -> list[dict[str, Any]]:
    """Return what the app offers for what somebody wrote in an external select."""
    _expect(wanted, "block", "action", "query", "")
    key = (wanted["block"], wanted["action"])
    where = _where(hub, person, wanted)
    offered = suggesting.suggests(hub, person, where, key, wanted["query"])
    return [
        {"value": each["value"], "text": told.text(each["text"], hub.state.named)}
        for group in offered
        for each in group.get("options", [group])
    ]


def _channel(hub: Hub, person: Person, wanted: Wanted) -> Channel:
    """Return the channel of an identifier, or the direct message nobody has begun yet."""
    state, identifier = hub.state, wanted["channel"]
    if identifier in state.channels:
        return state.channels[identifier]
    for each in (*known(state, person), hub.bot):
        between = state.between(person.id, each.id)
        if between.id == identifier:
            return between
    raise screen.NotOnScreenError("There is no such channel.")


def _where(hub: Hub, person: Person, wanted: Wanted) -> Message | View:
    if wanted.get("view"):
        return screen.view(hub.state, person, wanted["view"])
    return screen.message(hub.state, person, wanted["channel"], wanted["ts"])


def _filled(hub: Hub, person: Person, wanted: Wanted) -> Filled:
    listed = wanted.get("filled", [])
    return {(block, action): _raw(hub, person, raw) for block, action, raw in listed}


def _raw(hub: Hub, person: Person, raw: Any) -> Raw:
    """Return what an element holds; a browser's times and uploads said in the workspace's terms."""
    if not isinstance(raw, dict):
        return cast("Raw", raw)
    if "local" in raw:
        if not isinstance(raw["local"], str):
            raise MisshapenError
        naive = datetime.fromisoformat(raw["local"])
        return str(int(naive.replace(tzinfo=ZoneInfo(person.tz)).timestamp()))
    if not isinstance(raw.get("files"), list):
        raise MisshapenError
    files = [hub.state.files.get(str(each)) for each in raw["files"]]
    mine = [file for file in files if file and file.user == person.id]
    return [json.dumps(file.as_slack(base=hub.base, usable=True)) for file in mine]


ACTS = {
    "type": _type,
    "press": _press,
    "submit": _submit,
    "close": _close,
    "open": _open,
    "shortcut": _shortcut,
}
#: The parts of each that are text; the empty name stands for where: a view, or a message.
NEEDED: dict[str, tuple[str, ...]] = {
    "type": ("channel", "text"),
    "press": ("block", "action", ""),
    "submit": ("view",),
    "close": ("view",),
    "open": ("channel",),
    "shortcut": ("name",),
}
