"""Days and times of day as people here write them, the same in every feature."""

from datetime import datetime

from knowledge.windows import spell
from knowledge.words import _

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DAY, _HOUR, _NOON = 1440, 60, 12


def clock(minute: int) -> str:
    """Return a minute of a day as people read it: "9 am", "9:30 pm", "noon", "midnight"."""
    hour, rest = divmod(minute % _DAY, _HOUR)
    if not rest and hour in (0, _NOON):
        return _("noon") if hour else _("midnight")
    half = _("pm") if hour >= _NOON else _("am")
    short = (hour - 1) % _NOON + 1
    return f"{short}:{rest:02} {half}" if rest else f"{short} {half}"


def time_of(local: datetime) -> str:
    """Return the time of day of a local moment, such as "2:30 pm"."""
    return clock(local.hour * _HOUR + local.minute)


def day_of(local: datetime) -> str:
    """Return the day of a local moment, such as "Sat 28 Nov 2026"."""
    return f"{_(WEEKDAYS[local.weekday()])} {spell(local.date())}"


def moment_of(local: datetime) -> str:
    """Return a local moment, such as "Sat 28 Nov 2026, 2:30 pm"."""
    return f"{day_of(local)}, {time_of(local)}"
