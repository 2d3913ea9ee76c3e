"""Killing the process between any two steps of the day's log: nothing lost, nothing doubled.

A child process writes a line as the button does, and kills itself at the n-th line of code that
it runs, for every n. What it said was recorded must be there; tried again, it is there once.
"""

import os
import signal
import sys
from datetime import timedelta
from pathlib import Path

import pytest

import handlers.day.service
import storage.engine
import storage.events.entries
from handlers.day import service
from handlers.day.request import Press
from knowledge.access import Member, Role
from knowledge.events.day import EntryKind
from knowledge.events.kinds import EventType
from knowledge.events.profile import Profile
from storage import events, people, workspaces
from storage.engine import connect
from storage.events import entries
from tests.conftest import BOX, NOW, toolbox_over

#: Where a line is written, and between whose lines the process dies.
STEPS = {
    Path(one.__file__).as_posix()
    for one in (handlers.day.service, storage.events.entries, storage.engine)
}
MARK = "6f1c6d1e-0000-4000-8000-000000000001"


@pytest.fixture
def begun(sqlite_engine):
    tools = toolbox_over(sqlite_engine)
    with tools.begin() as session:
        workspace = workspaces.only(session, now=NOW).id
        person = people.ensure(session, workspace=workspace, slack_user="U1", now=NOW).id
        profile = Profile(EventType.VIGIL, NOW + timedelta(hours=1))
        event = events.add(session, workspace=workspace, profile=profile, by=person, now=NOW)
    member = Member(workspace, "U1", person, Role.MEMBER)
    sqlite_engine.dispose()  # nothing of it is carried into the children
    return str(sqlite_engine.url), member, event.id


def press(event, kind, text):
    return Press(event=event, id=MARK, kind=kind, text=text)


def killed_at(step, url, member, line):
    """Write a line in a child that dies at a step; return whether it died and what it said."""
    said, says = os.pipe()
    child = os.fork()
    if not child:
        _write_and_die(step, url, member, line, says)
    os.close(says)
    with os.fdopen(said) as pipe:
        told = pipe.read()
    _pid, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status), told


def _write_and_die(step, url, member, line, says):
    left = step

    def trace(frame, event, _arg):
        nonlocal left
        if frame.f_code.co_filename not in STEPS:
            return None
        if event == "line":
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    try:
        tools = toolbox_over(connect(url, BOX))
        sys.settrace(trace)
        receipt = service._record(tools, member, [line])
        sys.settrace(None)
        os.write(says, f"recorded {receipt.entries[0].id}".encode())
    finally:
        os._exit(0)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (EntryKind.NOTE, "seen with Terrence Hobbs"),
        pytest.param(EntryKind.CLOSED, "", marks=pytest.mark.slow),
    ],
)
def test_no_line_that_was_acknowledged_is_lost_and_none_is_doubled(begun, kind, text):
    url, member, event = begun
    line = press(event, kind, text)
    steps, outcomes = 0, set()
    while True:
        steps += 1
        engine = connect(url, BOX)
        tools = toolbox_over(engine)
        with tools.begin() as session:
            entries.erase(
                session, workspace=member.workspace, event=event, kinds=list(EntryKind),
                before=NOW + timedelta(days=1),
            )  # fmt: skip
        engine.dispose()

        died, told = killed_at(steps, url, member, line)

        tools = toolbox_over(engine)
        with tools.read() as session:
            there = entries.load(session, workspace=member.workspace, event=event)
        if told:
            assert [one.id for one in there] == [MARK], f"lost at step {steps}"
        again = service._record(tools, member, [line])  # without the moment's patience
        assert again.new is not bool(there)
        with tools.read() as session:
            assert len(entries.load(session, workspace=member.workspace, event=event)) == 1
        engine.dispose()
        outcomes.add((died, bool(there)))
        if not died:
            break

    assert steps > 20
    # it died before the commit, after the commit, and at last not at all
    assert outcomes == {(True, False), (True, True), (False, True)}
