"""Dates as a file that calendars take in (iCalendar, RFC 5545)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from handlers.paper.letters import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from icalendar import Event

_BY = "-//coalition-bot//coalition-bot//EN"


@dataclass(frozen=True, slots=True)
class Entry:
    """One date in a calendar.

    Parameters
    ----------
    uid
        The same for the same entry in each file, so that a calendar replaces what it had.
    start, end
        Aware times, half-open; or days, of which the last belongs to the entry.
    updated
        When it was last changed. An aware time.
    sequence
        How often it was changed; a calendar believes the highest.

    Raises
    ------
    ValueError
        When a time knows no zone, days and times are mixed, or the end is before the start.
    """

    uid: str
    title: str
    start: datetime | date
    updated: datetime
    end: datetime | date | None = None
    where: str = ""
    about: str = ""
    url: str = ""
    sequence: int = 0

    def __post_init__(self) -> None:
        moments = [self.start, self.updated, *([] if self.end is None else [self.end])]
        if any(isinstance(one, datetime) and one.utcoffset() is None for one in moments):
            raise ValueError("A time in a calendar needs a zone.")
        if self.end is None:
            return
        if isinstance(self.start, datetime) is not isinstance(self.end, datetime):
            raise ValueError("A calendar entry has days or times, not both.")
        if self.end < self.start:
            raise ValueError("A calendar entry ends after it starts.")


def ics(entries: Iterable[Entry], *, name: str) -> bytes:
    """Return a calendar file of these entries; times are in UTC, which every calendar shows right.

    The same entries give the same bytes.
    """
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", _BY)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", _line(name))
    for entry in entries:
        made.add_component(_event(entry))
    written: bytes = made.to_ical()
    return written


def _event(entry: Entry) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", _line(entry.uid))
    event.add("dtstamp", entry.updated.astimezone(UTC).replace(microsecond=0))
    event.add("last-modified", entry.updated.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", entry.sequence)
    event.add("summary", _line(entry.title))
    start, end = _moment(entry.start), _end(entry)
    event.add("dtstart", start)
    if end is not None and end != start:
        event.add("dtend", end)
    if not isinstance(entry.start, datetime):
        event.add("transp", "TRANSPARENT")  # a due day leaves its owner free for meetings
    for field, text in (
        ("location", _line(entry.where)),
        ("description", clean(entry.about).strip()),
        ("url", _line(entry.url)),
    ):
        if text:
            event.add(field, text)
    return event


def _moment(moment: datetime | date) -> datetime | date:
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).replace(microsecond=0)
    return moment


def _end(entry: Entry) -> datetime | date | None:
    """Return the end as the format has it: the day after the last one."""
    if entry.end is None or isinstance(entry.end, datetime):
        return None if entry.end is None else _moment(entry.end)
    return entry.end + timedelta(days=1)


def _line(text: str) -> str:
    return " ".join(clean(text).split())
