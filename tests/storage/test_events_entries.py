"""The log of an event as it is kept: once under each id; decisions that nobody changes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

from knowledge.events.day import Entry, EntryKind
from knowledge.events.kinds import EventType
from knowledge.events.profile import Profile
from storage import events
from storage.engine import hurried
from storage.events import decisions, entries
from storage.tables import EventEntry
from tests.conftest import NOW

MINUTE = timedelta(minutes=1)


@pytest.fixture
def event(tools, workspace):
    with tools.begin() as session:
        profile = Profile(EventType.VIGIL, NOW + timedelta(days=1))
        return events.add(session, workspace=workspace, profile=profile, by="p1", now=NOW).id


@pytest.fixture
def write(tools, workspace, event):
    def written(mark, kind=EntryKind.NOTE, **more):
        one = Entry(**({"id": mark, "kind": kind, "by": "p1", "at": NOW} | more))
        with tools.begin() as session:
            return entries.write(session, workspace=workspace, event=event, entry=one)

    return written


@pytest.fixture
def log(tools, workspace, event):
    def found(**more):
        with tools.read() as session:
            return entries.load(session, workspace=workspace, event=event, **more)

    return found


def test_line_is_read_as_it_was_written(write, log):
    made, new = write("a", EntryKind.COUNT, number=120, text="at the gate", doubtful=True)

    assert new
    assert log() == [made]
    assert (made.number, made.text, made.doubtful) == (120, "at the gate", True)


def test_same_id_is_the_same_line_and_its_first_words_stay(write, log):
    first, _new = write("a", text="first words")

    again, new = write("a", text="other words", at=NOW + 5 * MINUTE)

    assert (again, new) == (first, False)
    assert log() == [first]


def test_ten_who_send_the_same_line_at_once_write_it_once(write, log):
    with ThreadPoolExecutor(10) as pool:
        made = list(pool.map(lambda _at: write("a", text="one"), range(10)))

    assert sum(new for _one, new in made) == 1
    assert len(log()) == 1


def test_lines_come_in_their_order_and_by_kind(write, log):
    write("b", text="later", at=NOW + MINUTE)
    write("a", EntryKind.FLASH)

    assert [one.id for one in log()] == ["a", "b"]
    assert [one.id for one in log(kinds=[EntryKind.NOTE])] == ["b"]


def test_words_are_sealed_where_they_are_kept(tools, write, engine):
    write("a", text="words that are sealed")

    with engine.connect() as connection:
        raw = connection.exec_driver_sql("SELECT text FROM event_entries").scalar()
    assert "sealed" not in raw


def test_doubtful_words_are_replaced_for_good(tools, workspace, event, write, log):
    write("a", text="John left", doubtful=True)

    with tools.begin() as session:
        entries.reword(session, workspace=workspace, event=event, entry="a", text="[removed] left")

    assert [(one.text, one.doubtful) for one in log()] == [("[removed] left", False)]


def test_lines_of_some_kinds_are_deleted_and_others_stay(tools, workspace, event, write, log):
    write("a", text="who was there")
    write("b", EntryKind.COUNT, number=90)
    write("c", text="today", at=NOW + MINUTE)

    with tools.begin() as session:
        gone = entries.erase(
            session, workspace=workspace, event=event, kinds=[EntryKind.NOTE], before=NOW + MINUTE
        )

    assert gone == 1
    assert [one.id for one in log()] == ["b", "c"]


def test_line_of_another_coalition_is_not_found(tools, workspace, event, write):
    write("a")

    with tools.read() as session:
        assert entries.find(session, workspace=workspace, event=event, entry="a") is not None
        assert entries.find(session, workspace=workspace + 1, event=event, entry="a") is None
        assert entries.load(session, workspace=workspace + 1, event=event) == []


def test_decisions_follow_one_another_and_none_is_changed(tools, workspace, event):
    with tools.begin() as session:
        made = [
            decisions.record(
                session, workspace=workspace, event=event, kind=kind, words=f"{kind} words",
                people=["p1", "p2"], now=NOW,
            )
            for kind in ("postponed", "ready")
        ]  # fmt: skip

    with tools.read() as session:
        assert decisions.decisions(session, workspace=workspace, event=event) == made
    assert [one.seq for one in made] == [1, 2]


def test_what_is_for_those_inside_is_kept_beside_a_decision_and_sealed(
    tools, workspace, event, engine
):
    with tools.begin() as session:
        made = decisions.record(
            session, workspace=workspace, event=event, kind="covered", words="C05\nfor all",
            inside="S05\nwords inside", people=["p1"], now=NOW,
        )  # fmt: skip

    with tools.read() as session:
        assert decisions.decisions(session, workspace=workspace, event=event) == [made]
    assert (made.words, made.inside) == ("C05\nfor all", "S05\nwords inside")
    with engine.connect() as connection:
        raw = connection.exec_driver_sql("SELECT inside FROM event_decisions").scalar()
    assert "words" not in raw


def test_decisions_at_once_are_both_kept(tools, workspace, event):
    def record(kind):
        with tools.begin() as session:
            decisions.record(
                session, workspace=workspace, event=event, kind=kind, words="", people=["p1"],
                now=NOW,
            )  # fmt: skip

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(record, ["ready", "changed", "postponed"] * 2))

    with tools.read() as session:
        kept = decisions.decisions(session, workspace=workspace, event=event)
    assert [one.seq for one in kept] == [1, 2, 3, 4, 5, 6]


def test_hurried_transaction_gives_up_where_others_wait(tools, workspace, event):
    hurry = hurried(tools.begin, patience=50)
    row = {"workspace_id": workspace, "event_id": event, "kind": "note", "by": "p1", "at": NOW}

    with tools.begin() as holder:
        holder.add(EventEntry(id="a", text="", **row))
        holder.flush()
        with pytest.raises(OperationalError), hurry() as session:
            entries.write(
                session, workspace=workspace, event=event,
                entry=Entry(id="a", kind=EntryKind.NOTE, by="p1", at=NOW),
            )  # fmt: skip

    with hurry() as session:  # and the connection it used waits as long as before
        assert len(entries.load(session, workspace=workspace, event=event)) == 1
