"""Two clock times as people write them, and which half of the day they mean."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.errors import UsageError
from knowledge.words import _

_DAY, _HALF = 1440, 720
_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2})|h)?(a|p|am|pm)?$")
_FOUR_DIGITS = re.compile(r"(\d{2})(\d{2})$")
#: From these hours on, without a half of the day, both halves are likely.
_UNSURE = frozenset({5, 6, 7})
_LATEST_UNSURE = 11
_AFTERNOON_UNTIL = 4


@dataclass(frozen=True, slots=True)
class Clock:
    """A time as written.

    Attributes
    ----------
    minute
        Minute of the day; where ``half`` is None and the hour is 1 to 12, of either half.
    half
        "am", "pm", "24" for a time of 24 hours, None where nothing says.
    """

    minute: int
    half: str | None

    def readings(self) -> Iterator[int]:
        """Yield the minutes of the day that may be meant."""
        if self.half == "24":
            yield self.minute % _DAY
            return
        if self.half != "pm":
            yield self.minute % _HALF
        if self.half != "am":
            yield self.minute % _HALF + _HALF


def clock(word: str) -> Clock | None:
    """Return the time that a word writes, None where it is none."""
    if word in ("noon", "midday", "mediodia"):
        return Clock(_HALF, "24")
    if word in ("midnight", "medianoche"):
        return Clock(0, "24")
    four = _FOUR_DIGITS.match(word)
    found = _TIME.match(word)
    if four:
        hour, minute, half = int(four[1]), int(four[2]), "24"
    elif found:
        hour, minute = int(found[1]), int(found[2] or 0)
        half = f"{found[3][0]}m" if found[3] else "24" if _is_long(found[0], hour) else ""
    else:
        return None
    if minute > 59 or hour > 24 or (hour == 24 and minute) or (half in ("am", "pm") and hour > 12):
        return None
    return Clock(hour * 60 + minute, half or None)


def _is_long(text: str, hour: int) -> bool:
    """Tell whether a time is written for 24 hours: 17, 09:00, 9h."""
    return hour > 12 or hour == 0 or text.startswith("0") or "h" in text


def span(start: Clock, end: Clock) -> tuple[int, int]:
    """Return ``[start, end)`` in minutes of the day; past midnight the end is beyond 1440.

    Where a half of the day is not written, the shortest span is meant when the other time
    has one ("9-5pm", "10pm-2"), and what offices keep when neither has: "9-5", "1-5".

    Raises
    ------
    UsageError
        When morning and evening are as likely ("6-9"), or nothing lies between the two.
    """
    if "24" in (start.half, end.half) and None in (start.half, end.half):
        start, end = _long(start, end), _long(end, start)
    if start.half is None and end.half is None:
        start = _from_an_office(start, end)
    length, begins = min(
        ((to - begin - 1) % _DAY + 1, begin) for begin in start.readings() for to in end.readings()
    )
    if length == _DAY and begins:
        raise UsageError(
            _("Hours from one time to the same time: write `24 hours`, or another end.")
        )
    if "24" in (start.half, end.half) and _reads_as_afternoon(start, end, length):
        raise _unsure()
    return begins, begins + length


def _long(time: Clock, other: Clock) -> Clock:
    """Read an unmarked time as the other is written, where that one is surely of 24 hours."""
    sure = other.minute > _HALF or time.minute > _HALF
    return Clock(time.minute, "24") if time.half is None and sure else time


def _from_an_office(start: Clock, end: Clock) -> Clock:
    hour, ends = start.minute // 60, end.minute // 60
    if hour in _UNSURE and start.minute < end.minute and ends <= _LATEST_UNSURE:
        raise _unsure()
    return Clock(start.minute, "pm" if hour <= _AFTERNOON_UNTIL or hour == 12 else "am")


def _reads_as_afternoon(start: Clock, end: Clock, length: int) -> bool:
    """Tell whether "09:00-05:00" is written where 5 in the afternoon may be meant."""
    return length > _HALF and 0 < end.minute < start.minute <= _HALF


def _unsure() -> UsageError:
    return UsageError(
        _("I cannot tell morning from evening there. Add am and pm: `6am-9am` or `6pm-9pm`.")
    )
