"""Rolling origins: the days at which a ranking is tried, and what each knew and did not know."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import ArrayLike, NDArray

HORIZON = 90
"""Each cut is scored on this many days from it. [days]"""

ENOUGH_CUTS = 8
"""Fewer quarters than this show nothing."""

_TRAINING_YEARS = (4, 3, 2, 1)


class Origin(NamedTuple):
    """One cut: what was known before it, and what came after.

    Attributes
    ----------
    cut
        First day of the test window. [ordinal]
    cell_index, day
        Incidents strictly before the cut, inside the study area. (m,)
    after
        Incidents of ``[cut, cut + 90 days)`` in each cell. (n,)
    """

    cut: int
    cell_index: NDArray[np.intp]
    day: NDArray[np.int64]
    after: NDArray[np.float64]


def quarters(first: date, last: date) -> tuple[date, ...]:
    """Return the first days of quarters from ``first`` to ``last``, both included."""
    starts = (
        date(year, month, 1) for year in range(first.year, last.year + 1) for month in (1, 4, 7, 10)
    )
    return tuple(start for start in starts if first <= start <= last)


def cuts_between(first: date, until: date) -> tuple[date, ...]:
    """Return the quarter starts that have years of data before them and 90 days after.

    Four years of training where that leaves at least 8 cuts, else three, two, or one.

    Parameters
    ----------
    first, until
        The data covers ``[first, until)``.
    """
    last = date.fromordinal(max(until.toordinal() - HORIZON, 1))
    found: tuple[date, ...] = ()
    for years in _TRAINING_YEARS:
        found = quarters(date.fromordinal(first.toordinal() + years * 1461 // 4), last)
        if len(found) >= ENOUGH_CUTS:
            break
    return found


def split(
    cell_index: ArrayLike, day: ArrayLike, cells: int, cuts: Sequence[date]
) -> Iterator[Origin]:
    """Split incidents at each cut; those outside the study area (−1) are left out.

    Parameters
    ----------
    cell_index
        Position of each incident's cell; −1 outside. (m,)
    day
        Local days, ``date.toordinal()``. (m,)
    cells
        Cells of the study area.
    cuts
        First days of the test windows.
    """
    index = np.asarray(cell_index, dtype=np.intp)
    days = np.asarray(day, dtype=np.int64)
    inside = np.flatnonzero(index >= 0)
    inside = inside[np.argsort(days[inside], kind="stable")]
    index, days = index[inside], days[inside]
    for cut in (each.toordinal() for each in cuts):
        start, stop = np.searchsorted(days, (cut, cut + HORIZON))
        after = np.bincount(index[start:stop], minlength=cells).astype(np.float64)
        yield Origin(cut, index[:start], days[:start], after)
