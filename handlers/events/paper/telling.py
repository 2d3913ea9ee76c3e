"""Moments, names and blanks as an event's papers write them."""

from datetime import date, datetime
from textwrap import shorten

from knowledge.events.sheet import EventSheet
from knowledge.partners.hours import clock
from knowledge.windows import spell
from knowledge.words import _

BLANK = "________"
"""To be filled in with a pen."""

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def day(moment: datetime, sheet: EventSheet) -> str:
    """Return the local day of a moment, such as "Sat 5 Dec 2026"."""
    local = moment.astimezone(sheet.zone)
    return f"{_(_DAYS[local.weekday()])} {spell(local.date())}"


def hour(moment: datetime, sheet: EventSheet) -> str:
    """Return the local time of a moment."""
    local = moment.astimezone(sheet.zone)
    return clock(local.hour * 60 + local.minute)


def when(sheet: EventSheet) -> str:
    """Return the day and the hours of an event."""
    said = f"{day(sheet.start, sheet)}, {hour(sheet.start, sheet)}"
    if sheet.end is None:
        return said
    last = hour(sheet.end, sheet)
    same = sheet.start.astimezone(sheet.zone).date() == sheet.end.astimezone(sheet.zone).date()
    return f"{said} – {last}" if same else f"{said} – {day(sheet.end, sheet)}, {last}"


def conflict(checked: date | None) -> str:
    """Say how far the conflict check is, and nothing of what was answered."""
    if checked is None:
        return _("Conflict check: open")
    return _("Conflict check: done on {day}").format(day=spell(checked))


def footer(sheet: EventSheet, *, numbers: bool = False) -> str:
    """Return what stands at the foot of each page: whom it is for, and what to do with it after."""
    if numbers:
        return _("Names and numbers: for those who work here. Shred it after the event.")
    if not sheet.facts.open:
        return _("Closed: only for the people named on the plan. Do not post or copy it.")
    return sheet.title


def cut(text: str, most: int) -> str:
    """Return as much of a text as there is room for [letters], also of one endless word."""
    whole = " ".join(text.split())
    said = shorten(whole, most, placeholder="…")
    return said if len(said) > 1 or len(whole) <= 1 else whole[: most - 1] + "…"
