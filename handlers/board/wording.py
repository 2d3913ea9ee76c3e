"""How the end of a need's time is written."""

from datetime import datetime, timedelta, tzinfo

from knowledge.windows import spell
from knowledge.words import _

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_NOON = 12


def moment(until: datetime, zone: tzinfo) -> str:
    """Return a moment as people there write it; midnight is the end of the day before."""
    local = until.astimezone(zone)
    if (local.hour, local.minute) == (0, 0):
        before = local - timedelta(days=1)
        return _("the end of {day}").format(day=_day(before))
    half = _("am") if local.hour < _NOON else _("pm")
    hour = (local.hour - 1) % _NOON + 1
    minute = f":{local.minute:02}" if local.minute else ""
    return f"{_day(local)}, {hour}{minute} {half}"


def _day(local: datetime) -> str:
    return f"{_(_WEEKDAYS[local.weekday()])} {spell(local.date())}"
