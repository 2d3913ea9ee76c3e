"""When it gets light and dark: civil dawn and dusk, the sun 6° below the horizon.

Formulas: NOAA Global Monitoring Laboratory, "General Solar Position Calculations" (fractional
year, equation of time, declination, hour angle at a zenith); good to a few minutes away from the
poles. No network, no tables.
"""

import math
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

#: The sun's zenith at civil dawn and dusk. [degrees]
_ZENITH = 96.0


@dataclass(frozen=True, slots=True)
class Daylight:
    """Civil dawn and dusk of a day in UTC; both None in polar day (``bright``) and night."""

    dawn: datetime | None
    dusk: datetime | None
    bright: bool = False


def daylight(day: date, lat: float, lon: float) -> Daylight:
    """Return civil dawn and dusk of a local calendar day at a place, east positive [degrees]."""
    turn = 2 * math.pi / 365 * (day.timetuple().tm_yday - 1)
    slant, place = _declination(turn), math.radians(lat)
    reach = math.cos(math.radians(_ZENITH)) / (math.cos(place) * math.cos(slant))
    angle = reach - math.tan(place) * math.tan(slant)
    if abs(angle) > 1:
        return Daylight(None, None, bright=angle < 0)
    half = math.degrees(math.acos(angle)) * 4
    noon = 720 - 4 * lon - _equation_of_time(turn)
    midnight = datetime.combine(day, time(), UTC)
    return Daylight(
        midnight + timedelta(minutes=noon - half), midnight + timedelta(minutes=noon + half)
    )


def _equation_of_time(turn: float) -> float:
    """Return how far the sun's noon lies before the clock's [minutes]."""
    return 229.18 * (
        0.000075
        + 0.001868 * math.cos(turn)
        - 0.032077 * math.sin(turn)
        - 0.014615 * math.cos(2 * turn)
        - 0.040849 * math.sin(2 * turn)
    )


def _declination(turn: float) -> float:
    """Return how far the sun stands from the equator [radians]."""
    return (
        0.006918
        - 0.399912 * math.cos(turn)
        + 0.070257 * math.sin(turn)
        - 0.006758 * math.cos(2 * turn)
        + 0.000907 * math.sin(2 * turn)
        - 0.002697 * math.cos(3 * turn)
        + 0.00148 * math.sin(3 * turn)
    )
