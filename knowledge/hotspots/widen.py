"""A window with too few incidents grows until it can say something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

ENOUGH = 10
YEARS = (1, 3, 5)


@dataclass(frozen=True, slots=True)
class Widened:
    """The window that was taken.

    Attributes
    ----------
    since, until
        ``[since, until)``.
    incidents
        In that window.
    years
        How many years it was widened to; None when it is the window that was asked for.
    """

    since: date
    until: date
    incidents: int
    years: int | None


def widen(since: date, until: date, count: Callable[[date], int]) -> Widened:
    """Keep the window when it has 10 incidents, else take the shortest of 1, 3 or 5 years that has.

    When none has, the longest is taken. Windows all end at ``until`` and never get shorter.

    Parameters
    ----------
    since, until
        ``[since, until)``.
    count
        Incidents in ``[its argument, until)``; called only as often as needed.

    Raises
    ------
    ValueError
        If the window is empty.
    """
    if since >= until:
        raise ValueError("A window ends after it begins.")
    window = Widened(since, until, count(since), None)
    for years in YEARS:
        earlier = _years_before(until, years)
        if window.incidents >= ENOUGH:
            break
        if earlier < since:
            window = Widened(earlier, until, count(earlier), years)
    return window


def _years_before(day: date, years: int) -> date:
    if day.month == 2 and day.day == 29:
        return day.replace(year=day.year - years, day=28)
    return day.replace(year=day.year - years)
