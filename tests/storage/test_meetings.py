"""Meetings and who came, as they are kept."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import text

from knowledge.meetings.kinds import Kind
from knowledge.partners.sectors import Sector
from storage import meetings, revisions
from tests.conftest import NOW

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def add(tools, workspace):
    def made(start, **more):
        asked = {"kind": Kind.WEEKLY_CALL, "title": "Weekly call", "minutes": 30, "by": "p1"} | more
        with tools.begin() as session:
            return meetings.add(session, workspace=workspace, start=start, now=NOW, **asked)

    return made


@pytest.fixture
def change(tools, workspace):
    def made(meeting, **changed):
        with tools.begin() as session:
            return meetings.change(
                session, workspace=workspace, meeting=meeting.id, changed=changed, by="p1", now=NOW
            )

    return made


@pytest.fixture
def count(tools, workspace):
    def made(meeting, sector, more=1):
        with tools.begin() as session:
            return meetings.count_in(
                session, workspace=workspace, meeting=meeting.id, sector=sector, more=more
            )

    return made


def test_meeting_is_read_as_it_was_kept(tools, workspace, add):
    made = add(NOW + DAY, where="Library", channel="C1")

    with tools.read() as session:
        assert meetings.find(session, workspace=workspace, meeting=made.id) == made
    assert (made.where, made.channel, made.created_by) == ("Library", "C1", "p1")


def test_coming_is_what_is_not_over_and_not_cancelled(tools, workspace, add, change):
    later, on_now = add(NOW + 2 * DAY), add(NOW - HOUR / 4)
    add(NOW - 3 * HOUR)
    change(add(NOW + DAY), cancelled=True)

    with tools.read() as session:
        found = meetings.coming(session, workspace=workspace, now=NOW, limit=5)
        second = meetings.coming(session, workspace=workspace, now=NOW, limit=5, skip=1)
    assert [one.id for one in found] == [on_now.id, later.id]
    assert [one.id for one in second] == [later.id]


def test_past_is_paged_from_the_newest(tools, workspace, add):
    old, newer = add(NOW - 9 * DAY), add(NOW - DAY)
    add(NOW + DAY)

    with tools.read() as session:
        first = meetings.past(session, workspace=workspace, now=NOW, limit=1)
        second = meetings.past(session, workspace=workspace, now=NOW, limit=1, skip=1)
    assert [one.id for one in (*first, *second)] == [newer.id, old.id]


def test_closed_meetings_are_left_out_unless_they_are_asked_for(tools, workspace, add):
    coming, past = (add(start, kind=Kind.STEERING) for start in (NOW + DAY, NOW - DAY))
    asked = {"workspace": workspace, "now": NOW, "limit": 5}

    with tools.read() as session:
        assert not meetings.coming(session, **asked)
        assert not meetings.past(session, **asked)
        assert meetings.coming(session, **asked, closed=True) == [coming]
        assert meetings.past(session, **asked, closed=True) == [past]


def test_change_makes_a_version_and_remembers_what_was(tools, workspace, add, change):
    made = add(NOW + DAY)

    changed = change(made, start=(NOW + 2 * DAY).isoformat(), location="Library")

    assert (changed.version, changed.start, changed.where) == (2, NOW + 2 * DAY, "Library")
    with tools.read() as session:
        (edit,) = revisions.since(
            session, workspace=workspace, noun=meetings.NOUN, item=made.id, version=1
        )
    assert edit.changed["location"] == ("", "Library")


def test_minutes_are_sealed_and_read_apart(tools, workspace, add, change):
    made = add(NOW - DAY)
    change(made, notes="Marked words")

    with tools.read() as session:
        assert meetings.notes(session, workspace=workspace, meeting=made.id) == "Marked words"
        (kept,) = session.execute(text("SELECT notes FROM meetings")).scalars()
    assert "Marked" not in kept


def test_meeting_before_is_the_last_of_its_kind(tools, workspace, add, change):
    first, other = add(NOW - 9 * DAY), add(NOW - 2 * DAY, kind=Kind.STEERING)
    change(add(NOW - 3 * DAY), cancelled=True)
    this = add(NOW + DAY)

    with tools.read() as session:
        assert meetings.before(session, workspace=workspace, meeting=this).id == first.id
        assert meetings.before(session, workspace=workspace, meeting=other) is None


def test_people_of_a_sector_are_counted_and_taken_away(tools, workspace, add, count):
    made = add(NOW)

    assert [count(made, Sector.YOUTH), count(made, Sector.YOUTH)] == [1, 2]
    assert count(made, Sector.YOUTH, -1) == 1
    assert count(made, Sector.SCHOOL, -1) == 0
    with tools.read() as session:
        found = meetings.attendance(session, workspace=workspace, meeting=made.id)
    assert found == {Sector.YOUTH: 1}


def test_people_who_count_at_once_all_count(tools, workspace, add, count):
    made = add(NOW)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _one: count(made, Sector.YOUTH), range(8)))

    with tools.read() as session:
        found = meetings.attendance(session, workspace=workspace, meeting=made.id)
    assert found == {Sector.YOUTH: 8}


def test_sector_that_went_to_none_is_gone(tools, workspace, add, count):
    made = add(NOW)
    count(made, Sector.YOUTH)

    count(made, Sector.YOUTH, -1)

    with tools.read() as session:
        assert meetings.attendance(session, workspace=workspace, meeting=made.id) == {}


def test_attendance_counts_meetings_of_each_sector_since_a_moment(
    tools, workspace, add, count, change
):
    old, first, second, off = (add(NOW - days * DAY) for days in (99, 9, 2, 1))
    for meeting in (old, first, second, off):
        count(meeting, Sector.YOUTH)
    count(second, Sector.YOUTH)
    count(second, Sector.SCHOOL)
    change(off, cancelled=True)

    with tools.read() as session:
        found = meetings.attendance_by_sector(session, workspace=workspace, since=NOW - 90 * DAY)
    assert found == {Sector.YOUTH: 2, Sector.SCHOOL: 1}


def test_held_is_what_somebody_came_to(tools, workspace, add, count):
    held, review = add(NOW - 2 * DAY), add(NOW - DAY, kind=Kind.SHOOTING_REVIEW)
    add(NOW - 3 * DAY)
    for meeting in (held, review):
        count(meeting, Sector.YOUTH)

    with tools.read() as session:
        asked = {"workspace": workspace, "since": NOW - 9 * DAY, "until": NOW}
        every = meetings.held(session, **asked)
        calls = meetings.held(session, **asked, kind=Kind.WEEKLY_CALL)
    assert [one.id for one in every] == [held.id, review.id]
    assert [one.id for one in calls] == [held.id]


def test_meetings_of_one_workspace_are_not_seen_from_another(tools, workspace, add, count):
    made = add(NOW - HOUR / 4)
    count(made, Sector.YOUTH)
    other = workspace + 1
    long_ago = NOW - 9 * DAY

    with tools.read() as session:
        assert meetings.find(session, workspace=other, meeting=made.id) is None
        assert not meetings.coming(session, workspace=other, now=NOW, limit=9)
        assert not meetings.past(session, workspace=other, now=NOW, limit=9)
        assert not meetings.between(session, workspace=other, since=long_ago, until=NOW)
        assert not meetings.held(session, workspace=other, since=long_ago, until=NOW)
        assert not meetings.attendance(session, workspace=other, meeting=made.id)
        assert not meetings.attendance_by_sector(session, workspace=other, since=long_ago)
        assert meetings.notes(session, workspace=other, meeting=made.id) == ""
