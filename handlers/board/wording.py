"""How the end of a need's time is written."""

from datetime import datetime, timedelta, tzinfo

from knowledge.moments import day_of, moment_of
from knowledge.words import _


def moment(until: datetime, zone: tzinfo) -> str:
    """Return a moment as people there write it; midnight is the end of the day before."""
    local = until.astimezone(zone)
    if (local.hour, local.minute) == (0, 0):
        before = local - timedelta(days=1)
        return _("the end of {day}").format(day=day_of(before))
    return moment_of(local)
