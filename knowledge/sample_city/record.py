"""Three years of made-up incidents, with the rhythms and the gaps of a real record."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
import shapely

from knowledge.sample_city.ground import TIMEZONE, quarters, to_wgs84, whole
from knowledge.sample_city.plan import QUARTERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.random import Generator
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

TITLE = "Northfield (synthetic) shootings"

SEED = 20_261_122
#: Thirteen quarters: one year to learn from and more than eight to look back on. [days]
DAYS = 1_187
#: Incidents on an ordinary day of an ordinary season: about 3,000 in all.
_A_DAY = 2_920 / DAYS
_SEASON, _PEAK_DAY = 0.24, 200
_WEEK = (0.90, 0.86, 0.88, 0.92, 1.10, 1.22, 1.12)
_HOURS = (9, 8, 7, 4, 2, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 5, 6, 7, 8, 10, 11, 10)
_CORNERS = 430
_UNEVEN = 1.08  # spread of the corners' log weights: a few carry many
_SCATTER = 0.045  # km around a corner
_VICTIMS = (0.84, 0.11, 0.035, 0.015)  # 1, 2, 3 or 4 people shot
_FATAL = 0.18
_UNLOCATED = 0.01
#: The record has an incident after so many days; by the third it has nearly all.
_DELAYS = (0.42, 0.27, 0.19, 0.12)


class Row(NamedTuple):
    """One row as a city would publish it; several share a number when several were shot."""

    number: str
    occurred_at: str
    lat: float | None
    lon: float | None
    victims: int
    fatal: int


class Corners(NamedTuple):
    """Where things happen: street corners [km] ``(n, 2)`` and their share of incidents ``(n,)``."""

    at: NDArray[np.float64]
    share: NDArray[np.float64]


def incidents(today: date) -> list[Row]:
    """Return the record as it stands on the morning of ``today``, oldest first.

    Each day has a seed of its own, so that tomorrow's record is today's with one more day,
    and with what was reported late.
    """
    days = (today - timedelta(days=ago) for ago in range(DAYS, 0, -1))
    return [row for day in days for row in _day(day, known=(today - day).days)]


@lru_cache(maxsize=1)
def corners() -> Corners:
    """Return the corners: unevenly used, and the same from year to year."""
    chance = np.random.default_rng(SEED)
    places, weights = [], []
    lands = quarters()
    total = sum(land.area for land in lands)
    for quarter, land in zip(QUARTERS, lands, strict=True):
        count = round(_CORNERS * land.area / total)
        places.append(_inside(land, count, chance))
        weights.append(quarter.intensity * np.exp(_UNEVEN * chance.standard_normal(count)))
    share = np.concatenate(weights)
    return Corners(np.concatenate(places), share / share.sum())


def _inside(land: BaseGeometry, count: int, chance: Generator) -> NDArray[np.float64]:
    left, low, right, high = land.bounds
    tries = chance.uniform((left, low), (right, high), size=(40 * count, 2))
    return np.asarray(tries[shapely.contains_xy(land, tries)][:count])


def _day(day: date, *, known: int) -> Iterator[Row]:
    chance = np.random.default_rng((SEED, day.toordinal()))
    season = 1 + _SEASON * np.cos(2 * np.pi * (day.timetuple().tm_yday - _PEAK_DAY) / 365.25)
    count = int(chance.poisson(_A_DAY * season * _WEEK[day.weekday()]))
    happened = sorted((_moment(day, chance), *_one(chance)) for _ in range(count))
    for order, (moment, delay, at, shot, killed, apart) in enumerate(happened, start=1):
        if delay < known:
            number = f"SYN-{day:%y%m%d}-{order:02d}"
            people = _rows(shot, killed) if apart else [(shot, killed)]
            for victims, fatal in people:
                yield Row(number, moment, *at, victims, fatal)


def _moment(day: date, chance: Generator) -> str:
    weights = np.array(_HOURS) / sum(_HOURS)
    clock = time(int(chance.choice(24, p=weights)), int(chance.integers(60)))
    local = datetime.combine(day, clock, tzinfo=ZoneInfo(TIMEZONE))
    return _real(local).isoformat(timespec="minutes")


def _real(local: datetime) -> datetime:
    """Return the time as clocks showed it: none falls in the hour that is skipped in spring."""
    zone = local.tzinfo
    return local.astimezone(ZoneInfo("UTC")).astimezone(zone).replace(tzinfo=None)


def _one(chance: Generator) -> tuple[int, tuple[float | None, float | None], int, int, bool]:
    delay = int(chance.choice(len(_DELAYS), p=_DELAYS))
    at = _place(chance)
    shot = int(chance.choice(len(_VICTIMS), p=_VICTIMS)) + 1
    killed = int(chance.binomial(shot, _FATAL))
    located = chance.random() >= _UNLOCATED
    return delay, at if located else (None, None), shot, killed, bool(chance.random() < 1 / 2)


def _place(chance: Generator) -> tuple[float, float]:
    used = corners()
    corner = used.at[chance.choice(len(used.share), p=used.share)]
    near = corner + chance.normal(scale=_SCATTER, size=2)
    point = near if shapely.contains_xy(_land(), near[0], near[1]) else corner
    lon, lat = to_wgs84(point[np.newaxis])[0].tolist()
    return lat, lon


@lru_cache(maxsize=1)
def _land() -> BaseGeometry:
    land = whole()
    shapely.prepare(land)
    return land


def _rows(shot: int, killed: int) -> list[tuple[int, int]]:
    """Return one row a person, those who were killed first."""
    return [(1, int(person < killed)) for person in range(shot)]
