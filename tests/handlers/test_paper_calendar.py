from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from handlers.paper.calendar import Entry, ics

UPDATED = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
MEETING = Entry(
    uid="meeting-7@coalition",
    title="Monthly meeting; bring water, chairs",
    start=datetime(2026, 12, 3, 18, 0, tzinfo=ZoneInfo("America/New_York")),
    end=datetime(2026, 12, 3, 19, 30, tzinfo=ZoneInfo("America/New_York")),
    updated=UPDATED,
    where="McPherson Square Library",
    about="First line\nSecond line",
    url="https://example.org/m?a=1&b=2",
    sequence=3,
)


def read(made):
    return Calendar.from_ical(made)


def only(made):
    [event] = read(made).walk("VEVENT")
    return event


def test_a_meeting_comes_back_as_it_was_written():
    event = only(ics([MEETING], name="North"))

    assert event["uid"] == MEETING.uid
    assert event["summary"] == MEETING.title
    assert event["location"] == MEETING.where
    assert event["description"] == MEETING.about
    assert event["url"] == MEETING.url
    assert event["sequence"] == 3
    assert event["dtstart"].dt == MEETING.start
    assert event["dtend"].dt == MEETING.end
    assert event["dtstamp"].dt == UPDATED


def test_times_are_in_utc_on_both_sides_of_a_clock_change():
    zone = ZoneInfo("America/New_York")
    days = [datetime(2027, 3, 13, 18, tzinfo=zone), datetime(2027, 3, 14, 18, tzinfo=zone)]

    made = ics([Entry(str(n), "Walk", day, UPDATED) for n, day in enumerate(days)], name="North")

    assert b"DTSTART:20270313T230000Z" in made
    assert b"DTSTART:20270314T220000Z" in made


def test_a_due_day_is_a_day_and_keeps_nobody_busy():
    event = only(ics([Entry("a-1", "Send the MOU", date(2026, 12, 4), UPDATED)], name="North"))

    assert event["dtstart"].dt == date(2026, 12, 4)
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert event["transp"] == "TRANSPARENT"
    assert "dtend" not in event


def test_the_last_of_several_days_belongs_to_the_entry():
    days = Entry("a", "Training", date(2026, 12, 4), UPDATED, end=date(2026, 12, 6))

    assert only(ics([days], name="North"))["dtend"].dt == date(2026, 12, 7)


def test_the_calendar_is_named_and_may_be_empty():
    made = read(ics([], name="North, and south"))

    assert made["x-wr-calname"] == "North, and south"
    assert not made.walk("VEVENT")


def test_the_same_entries_give_the_same_bytes():
    assert ics([MEETING], name="North") == ics([MEETING], name="North")


def test_lines_are_no_longer_than_calendars_read():
    long = Entry("a", "Ünterstützung " * 40, date(2026, 12, 4), UPDATED)

    assert max(map(len, ics([long], name="N").split(b"\r\n"))) <= 75


@settings(deadline=None)
@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=80))
def test_no_text_adds_a_line_of_its_own(title, about, where):
    entry = Entry("a", title, date(2026, 12, 4), UPDATED, about=about, where=where)

    made = ics([entry], name=title)

    unfolded = made.replace(b"\r\n ", b"").split(b"\r\n")
    known = {b"BEGIN", b"END", b"PRODID", b"VERSION", b"CALSCALE", b"METHOD", b"X-WR-CALNAME"}
    known |= {b"UID", b"DTSTAMP", b"LAST-MODIFIED", b"SEQUENCE", b"SUMMARY", b"DTSTART", b"TRANSP"}
    known |= {b"LOCATION", b"DESCRIPTION", b""}
    assert {line.partition(b":")[0].partition(b";")[0] for line in unfolded} <= known
    assert b"\r" not in b"".join(unfolded)
    assert b"\n" not in b"".join(unfolded)
    assert len(read(made).walk("VEVENT")) == 1


def test_text_with_commas_and_backslashes_comes_back():
    tricky = r"C:\new; a, b \n c: BEGIN:VEVENT"

    event = only(ics([Entry("a", tricky, date(2026, 12, 4), UPDATED)], name="N"))

    assert event["summary"] == tricky


@pytest.mark.parametrize(
    ("start", "end", "why"),
    [
        (UPDATED.replace(tzinfo=None), None, "zone"),
        (date(2026, 12, 3), datetime(2026, 12, 3, 18, tzinfo=UTC), "not both"),
        (date(2026, 12, 3), date(2026, 12, 2), "ends"),
        (UPDATED, UPDATED - timedelta(hours=1), "ends"),
    ],
)
def test_an_entry_that_no_calendar_could_show_is_the_callers_mistake(start, end, why):
    with pytest.raises(ValueError, match=why):
        Entry("a", "Title", start, UPDATED, end=end)


def test_any_zone_will_do():
    start = datetime(2026, 12, 3, 18, tzinfo=timezone(timedelta(hours=5, minutes=30)))

    assert b"DTSTART:20261203T123000Z" in ics([Entry("a", "T", start, UPDATED)], name="N")
