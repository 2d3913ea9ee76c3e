from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from knowledge.actions.item import ActionItem, State
from knowledge.meetings.agenda import LISTED, agenda
from knowledge.meetings.kinds import Kind, MeetingKind, kinds, of
from knowledge.meetings.meeting import Meeting

#: A Sunday.
TODAY = date(2026, 11, 22)
CALL = ActionItem(id=1, text="Call the school", owner="p7", due=date(2026, 11, 27))


def test_eight_kinds_stand_in_their_order():
    assert [one.kind for one in kinds()] == list(Kind)


def test_closed_meetings_are_those_about_people():
    closed = {one.kind for one in kinds() if one.closed}

    assert closed == {Kind.SHOOTING_REVIEW, Kind.STEERING, Kind.HUDDLE, Kind.DEBRIEF}


def test_an_agenda_that_does_not_fill_its_time_is_refused():
    kind = of(Kind.GENERAL).model_dump()

    with pytest.raises(ValidationError, match="do not add up"):
        MeetingKind.model_validate({**kind, "shortest": 50})


def test_weekly_call_brings_incidents_events_and_actions_late_first():
    late = replace(CALL, id=2, text="Book the hall", owner=None, due=date(2026, 11, 20))
    seen = agenda(
        Kind.WEEKLY_CALL,
        today=TODAY,
        open_actions=[CALL, late],
        incidents=["Kensington, 2 shootings since Monday"],
        events=["Vigil, McPherson Square, 25 Nov 2026"],
        owner_name={"p7": "Maria"}.__getitem__,
    )

    assert [(line.title, line.minutes) for line in seen] == [
        ("New incidents", 8),
        ("Where help is needed this week", 5),
        ("Coming events", 5),
        ("Referrals that are stuck", 5),
        ("Open actions", 5),
        ("What each of us asks for", 2),
    ]
    assert seen[0].details == ("Kensington, 2 shootings since Monday",)
    assert seen[4].details == (
        "Book the hall (no owner yet, was due 20 Nov 2026)",
        "Call the school (Maria, by 27 Nov 2026)",
    )


def test_an_empty_week_is_said_rather_than_left_blank():
    seen = agenda(Kind.WEEKLY_CALL, today=TODAY, events=())

    assert [line.details for line in seen if line.details] == [
        ("Nothing new is recorded.",),
        ("No events are coming up.",),
        ("No open actions.",),
    ]


def test_done_and_snoozed_actions_stay_off_the_agenda_but_offered_ones_do_not():
    actions = [
        replace(CALL, id=1, state=State.DONE),
        replace(CALL, id=2, snoozed_until=date(2026, 12, 1)),
        replace(CALL, id=4, offered_to="p9", snoozed_until=date(2026, 12, 1)),
        replace(CALL, id=3, text="Print cards", offered_to="p9", due=None),
    ]

    seen = agenda(Kind.WORKING_GROUP, today=TODAY, open_actions=actions)
    assert seen[0].details == ("Print cards (p7)",)


def test_a_long_list_is_cut_and_counted():
    seen = agenda(Kind.HUDDLE, today=TODAY, incidents=[f"Place {n}" for n in range(LISTED + 3)])

    assert len(seen[0].details) == LISTED + 1
    assert seen[0].details[-1] == "and 3 more"


def test_a_debrief_brings_nothing_from_the_data():
    seen = agenda(Kind.DEBRIEF, today=TODAY, open_actions=[CALL], incidents=["x"], events=["y"])

    assert all(line.details == () for line in seen)


@given(st.sampled_from(Kind), st.integers(15, 240))
def test_lines_add_up_to_the_meetings_length(kind, minutes):
    assert sum(line.minutes for line in agenda(kind, today=TODAY, minutes=minutes)) == minutes


def test_a_meeting_knows_its_end():
    start = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
    meeting = Meeting(1, Kind.GENERAL, "November", start, 60)

    assert meeting.end == datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


def test_a_meeting_without_time_zone_or_length_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        Meeting(1, Kind.GENERAL, "November", datetime(2026, 11, 23, 14, 0), 60)  # noqa: DTZ001
    with pytest.raises(ValueError, match="at least a minute"):
        Meeting(1, Kind.GENERAL, "November", datetime(2026, 11, 23, tzinfo=UTC), 0)


def test_where_nobody_keeps_events_nothing_is_said_of_them():
    seen = agenda(Kind.WEEKLY_CALL, today=TODAY)

    assert next(line for line in seen if line.title == "Coming events").details == ()
