"""From what is known of an event to the points of its factors, each with its reason."""

from bisect import bisect_right
from datetime import datetime, time
from zoneinfo import ZoneInfo

from knowledge.events.dusk import daylight
from knowledge.events.factors import SCALES, Factor
from knowledge.events.kinds import Venue
from knowledge.events.profile import Profile
from knowledge.events.risk import Answer
from knowledge.moments import time_of
from knowledge.words import _

#: From how many people 1, 2, 3 and 4 points count: the lines of the codes (E10, E11, E20).
CROWDS = (50, 250, 1000, 2500)
#: Ends by these local times have 1 and 2 points, unless it is still light (E35, E18).
EVENING, NIGHT = time(21), time(22, 30)
#: Where nobody knows the place, it is surely light until then: civil dusk comes later all year in
#: the contiguous states.
SURELY_LIGHT = time(16)

#: Latitude and longitude. [degrees]
Point = tuple[float, float]


def answered(
    profile: Profile, zone: ZoneInfo, *, around: Point | None = None
) -> dict[Factor, Answer]:
    """Return the answers that a profile holds; the others come from data, outreach and the plan.

    Parameters
    ----------
    zone
        The coalition's.
    around
        A point of the city, for dusk where the event's own cell is not known.
    """
    return {
        Factor.ATTENDANCE: _attendance(profile.attendance),
        Factor.ENTRY_CONTROL: _banded(Factor.ENTRY_CONTROL, profile.entry),
        Factor.VENUE: _venue(profile.venue),
        Factor.END_TIME: _end_time(profile, zone, _point(profile.cell) or around),
        Factor.ALCOHOL: _banded(Factor.ALCOHOL, profile.alcohol),
        Factor.AUDIENCE: _banded(Factor.AUDIENCE, profile.audience),
        Factor.HISTORY: _banded(Factor.HISTORY, profile.history),
        Factor.ENVIRONMENT: _banded(Factor.ENVIRONMENT, profile.environment),
    }


def _attendance(people: int | None) -> Answer:
    if people is None:
        return Answer(None, _("nobody knows yet how many"))
    reason = _("{people} people expected").format(people=f"{people:,}")
    return Answer(bisect_right(CROWDS, people), reason)


def _venue(venue: Venue | None) -> Answer:
    return _banded(Factor.VENUE, None if venue is None else tuple(Venue).index(venue))


def _banded(factor: Factor, points: int | None) -> Answer:
    return Answer(points, "" if points is None else SCALES[factor].bands[points])


def _end_time(profile: Profile, zone: ZoneInfo, point: Point | None) -> Answer:
    if profile.end is None:
        return Answer(None, _("nobody has set when it ends"))
    start, end = profile.start.astimezone(zone), profile.end.astimezone(zone)
    points = _by_the_clock(start, end, point)
    reason = _("ends {day} at {time}, {band}").format(
        day=_weekdays()[end.weekday()],
        time=time_of(end),
        band=SCALES[Factor.END_TIME].bands[points],
    )
    return Answer(points, reason)


def _by_the_clock(start: datetime, end: datetime, point: Point | None) -> int:
    nights = (end.date() - start.date()).days
    if nights and (end.time() > time() or nights > 1):
        return 4
    if nights:
        return 3  # midnight itself
    if _before_dawn(end, point):
        return 4
    if _light(end, point):
        return 0
    return 1 if end.time() <= EVENING else 2 if end.time() <= NIGHT else 3


def _before_dawn(end: datetime, point: Point | None) -> bool:
    if point is None:
        return end.time() < time(5)
    sun = daylight(end.date(), *point)
    return end < sun.dawn if sun.dawn is not None else not sun.bright and end.time() < time(5)


def _light(end: datetime, point: Point | None) -> bool:
    if point is None:
        return end.time() <= SURELY_LIGHT
    sun = daylight(end.date(), *point)
    return end <= sun.dusk if sun.dusk is not None else sun.bright


def _point(cell: int | None) -> Point | None:
    if cell is None:
        return None
    import h3.api.basic_int as h3

    lat, lon = h3.cell_to_latlng(cell)
    return float(lat), float(lon)


def _weekdays() -> tuple[str, ...]:
    """Name the days: the weekend adds no points, but is seen (A3)."""
    return (
        *(_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday")),
        *(_("Friday"), _("Saturday"), _("Sunday")),
    )
