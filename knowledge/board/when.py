"""Until when a need is open, read out of its words; rather too late than too early."""

import re
from datetime import date, datetime, time, timedelta

from knowledge.actions.dues import Dues
from knowledge.errors import UsageError
from knowledge.words import _

#: How long a need is open that names no day, and the longest that any is. [days]
USUAL, LONGEST = 7, 90

_WORD = re.compile(r"[^\s,;!?()]+")
_TIME = r"(?P<{hour}>\d{{1,2}})(?::(?P<{minute}>\d{{2}}))?\s*(?:(?P<{half}>[ap])\.?m\b\.?)?"
_START = _TIME.format(hour="from_hour", minute="from_minute", half="from_half")
_END = _TIME.format(hour="hour", minute="minute", half="half")
_RANGE = re.compile(rf"(?<![\w/.:-]){_START}\s*(?:-|–|—|to|until|till)\s*{_END}(?![\w/:-])")
_UNTIL = re.compile(rf"\b(?:at|by|until|till|before)\s+{_END}(?![\w/:-])")
_MARKED = re.compile(
    r"(?<![\w/.:-])(?P<hour>\d{1,2})(?::(?P<minute>\d{2}))?\s*(?P<half>[ap])\.?m\b"
)
_NOON, _HALF_DAY, _WHOLE_DAY = 12, 12, 24


def until(text: str, now: datetime) -> datetime:
    """Return when the time of a need is over.

    Parameters
    ----------
    now
        The present moment in the coalition's zone.

    Raises
    ------
    UsageError
        When that was before now.
    """
    said = text.lower()
    last = _last_day(said, now.date())
    hours = _hours(said, marked=last is None)
    if last is None and hours is None:
        return _midnight(now.date() + timedelta(days=USUAL), now)
    day = last or now.date()
    found = _midnight(day, now) if hours is None else _at(day, hours, now)
    if found <= now and last is None:
        found = _at(day + timedelta(days=1), hours or (_WHOLE_DAY, 0), now)
    if found <= now:
        raise UsageError(
            _("That time is over already. Say when it is needed, such as “tomorrow 2–5”.")
        )
    return min(found, _midnight(now.date() + timedelta(days=LONGEST), now))


def _last_day(said: str, today: date) -> date | None:
    """Return the last of the days that words name, None where they name none."""
    words = [word.rstrip(".") for word in _WORD.findall(said)]
    dues = Dues(words, today)
    found: list[date] = []
    at = 0
    while at < len(words):
        ahead = at > 0 and words[at - 1] == "in"
        read = (dues.span(at) if ahead else None) or dues.day(at)
        if read is not None and read.last >= today:
            found.append(read.last)
        at += read.taken if read is not None else 1
    return max(found, default=None)


def _hours(said: str, *, marked: bool) -> tuple[int, int] | None:
    """Return the hour and minute at which it is over; the hour is beyond 24 in the night after.

    Parameters
    ----------
    marked
        Whether only what is surely a time counts: "2-5 boxes" names none.
    """
    for pattern in (_RANGE, _UNTIL, _MARKED):
        for found in pattern.finditer(said):
            parts = found.groupdict()
            if marked and not (parts["half"] or parts["minute"]):
                continue
            if (read := _end(parts)) is not None:
                return read
    return None


def _end(parts: dict[str, str | None]) -> tuple[int, int] | None:
    start = _hour(parts.get("from_hour"), parts.get("from_half"))
    hour = _hour(parts["hour"], parts["half"])
    minute = int(parts["minute"] or 0)
    if hour is None or minute >= 60 or (parts.get("from_hour") and start is None):
        return None
    morning = parts.get("from_half") == "a" and start is not None and start < hour
    if not parts["half"] and 0 < hour < _NOON and not morning:
        hour += _HALF_DAY  # the later reading: a need is never closed too early
    if parts.get("from_half") and start is not None and hour <= start:
        hour += _WHOLE_DAY
    return hour, minute


def _hour(said: str | None, half: str | None) -> int | None:
    """Return an hour as written, in 24 hours where "am" or "pm" marks it; None for none."""
    if said is None:
        return None
    hour = int(said)
    if half and not 0 < hour <= _NOON:
        return None
    if half:
        return hour % _NOON + _HALF_DAY * (half == "p")
    return hour if hour <= _WHOLE_DAY else None


def _at(day: date, hours: tuple[int, int], now: datetime) -> datetime:
    days, hour = divmod(hours[0], _WHOLE_DAY)
    return datetime.combine(day + timedelta(days=days), time(hour, hours[1]), now.tzinfo)


def _midnight(day: date, now: datetime) -> datetime:
    """Return the end of a day."""
    return datetime.combine(day + timedelta(days=1), time(), now.tzinfo)
