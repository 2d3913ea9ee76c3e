"""A database that does not answer within a moment, of each kind: nothing is said that is not so."""

import threading
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import text

from handlers.day import service
from handlers.day.known import Known
from handlers.day.request import Press
from handlers.promptly import UnansweredError, promptly
from knowledge.access import Member, Role
from knowledge.events.day import EntryKind
from knowledge.events.kinds import EventType
from knowledge.events.profile import Profile
from storage import events, people
from storage.events import entries
from tests.conftest import NOW


@pytest.fixture
def member(tools, workspace):
    with tools.begin() as session:
        person = people.ensure(session, workspace=workspace, slack_user="U1", now=NOW).id
    return Member(workspace, "U1", person, Role.MEMBER)


@pytest.fixture
def event(tools, member):
    with tools.begin() as session:
        profile = Profile(EventType.VIGIL, NOW + timedelta(hours=1))
        return events.add(
            session, workspace=member.workspace, profile=profile, by=member.person, now=NOW
        ).id


@pytest.fixture
def log(tools, member, event):
    def found():
        with tools.read() as session:
            return entries.load(session, workspace=member.workspace, event=event)

    return found


@contextmanager
def blocked(tools, engine):
    """Hold what a writer of the log has to wait for."""
    with tools.begin() as session:
        if engine.dialect.name == "postgresql":
            session.execute(text("LOCK TABLE event_entries IN ACCESS EXCLUSIVE MODE"))
        else:
            session.connection()  # begins, and with that takes the write lock
        yield


def line(event, mark="m1"):
    return Press(event=event, id=mark, kind=EntryKind.QUICK, text="stopped")


def test_writer_is_told_within_a_moment_and_the_second_try_is_one_line(
    tools, engine, member, event, log
):
    with blocked(tools, engine), pytest.raises(UnansweredError):
        service.record(tools, member, [line(event)])

    receipt = service.record(tools, member, [line(event)])

    assert len(log()) == 1
    assert [one.id for one in receipt.entries] == ["m1"]


def test_what_was_tried_first_is_when_it_happened(tools, member, event):
    first = NOW - timedelta(minutes=8)

    kept = service.record(tools, member, [line(event).tried(first)]).entries[0]

    assert kept.at == first


@pytest.mark.parametrize("claimed", [NOW + timedelta(hours=1), NOW - timedelta(days=2)])
def test_a_time_that_cannot_be_true_is_not_believed(tools, member, event, claimed):
    kept = service.record(tools, member, [line(event).tried(claimed)]).entries[0]

    assert kept.at == NOW


def test_several_lines_are_written_all_or_none(tools, member, event, log):
    lines = [line(event, "m1"), line(event + 1, "m2")]

    with pytest.raises(Exception, match="You are not named"):
        service.record(tools, member, lines)

    assert log() == []


def test_work_that_hangs_holds_nobody_up():
    done = threading.Event()

    with pytest.raises(UnansweredError):
        promptly(done.wait, within=0.01)
    done.set()


def test_what_goes_wrong_itself_is_not_taken_for_silence():
    def broken():
        raise ValueError("a mistake of ours")

    with pytest.raises(ValueError, match="a mistake"):
        promptly(broken)


def test_last_screen_is_each_persons_own_and_the_oldest_goes_first(tools, member, event):
    known, screen = Known(most=2), service.look(tools, member, event)
    others = [Member(1, user) for user in ("U2", "U3")]
    known.keep(member, screen)

    assert known.find(member) is screen
    assert known.find(member, event) is screen
    assert known.find(member, event + 1) is None
    assert known.find(others[0]) is None
    for other in others:
        known.keep(other, screen)
    assert known.find(member) is None
    known.forget(others[0])
    assert known.find(others[0]) is None
