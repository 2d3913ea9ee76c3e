"""The ranking of places: a long memory, and a little borrowed from the cells next door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from knowledge.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

HALF_LIFE = 48
"""After how many months an incident counts half. [months]"""

HALFWAY = 1.0
"""Where a cell with incidents typically holds this many, half of the mean around is borrowed."""

HOW_IT_RANKS = _(
    "Each incident adds to the cell where it happened, and one from four years ago counts half"
    " as much as one from this month. A cell also gets part of what the cells around it have: a"
    " large part where shootings are few and scattered, a small part where the same cells"
    " return again and again."
)

METHOD = (
    f"recency-weighted counts, half-life {HALF_LIFE} months,"
    f" with part of the mean around, half at {HALFWAY:g} incident"
)
"""The ranking's name wherever a result is stored, so that an old result is recognised."""

_SIDES = 6
_ORIGIN = 2000 * 12  # any fixed month: the order does not depend on it
_BINARY_DIGITS = 2.0**20
_ORDINAL_OF_1970 = 719_163
_MONTH_OF_1970 = 1970 * 12


class Neighbours(NamedTuple):
    """The cells of a study area and who lies next to whom.

    Attributes
    ----------
    cells
        Cell numbers, in the order that every ``cell_index`` refers to. [H3 index] (n,)
    around
        For each cell the positions of the six cells around it; ``n`` where there is none in
        the study area. (6, n)
    """

    cells: NDArray[np.int64]
    around: NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The cells of a study area in order.

    Attributes
    ----------
    score
        Recency-weighted incidents with what is borrowed, in incidents of the latest month
        among them; 0 where there was nothing. [incidents] (n,)
    order
        Positions of the cells, highest first. (n,)
    rank
        Place of each cell in that order; 1 is the highest. (n,)
    """

    score: NDArray[np.float64]
    order: NDArray[np.intp]
    rank: NDArray[np.intp]


def neighbours(cells: Sequence[int] | NDArray[np.int64]) -> Neighbours:
    """Find the neighbours of each cell; compute once for a study area and keep.

    Parameters
    ----------
    cells
        Distinct cells of one resolution. [H3 index] (n,)

    Raises
    ------
    ValueError
        If a cell is given twice.
    """
    import h3.api.basic_int as h3

    numbers = np.asarray(cells, dtype=np.int64)
    position = {cell: index for index, cell in enumerate(numbers.tolist())}
    if len(position) != len(numbers):
        raise ValueError("Each cell of the study area must be given once.")
    around = np.full((_SIDES, len(numbers)), len(numbers), dtype=np.intp)
    for cell, index in position.items():
        beside = (position.get(other) for other in h3.grid_disk(cell, 1) if other != cell)
        inside = sorted(other for other in beside if other is not None)
        around[: len(inside), index] = inside
    return Neighbours(numbers, around)


def month_of(day: ArrayLike) -> NDArray[np.int64]:
    """Turn day ordinals (``date.toordinal()``) into month indices, ``year * 12 + month - 1``."""
    days = np.asarray(day, dtype=np.int64) - _ORDINAL_OF_1970
    months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return np.asarray(months + _MONTH_OF_1970, dtype=np.int64)


def weight_of(month: ArrayLike, half_life: int = HALF_LIFE) -> NDArray[np.float64]:
    """Return what an incident of each month weighs, ``2 ** (month / half_life)`` up to a factor.

    Because the decay is exponential, the weights of two months keep their ratio whatever the
    day of asking: without a new incident the order of cells does not change, so it can be
    stored. The weights keep 20 binary digits, which makes every sum of them exact: cells with
    the same history tie exactly, in whatever order the incidents came.

    Parameters
    ----------
    month
        Month indices, ``year * 12 + month - 1``. (m,)
    half_life
        [months]

    References
    ----------
    Bowers, Johnson & Pease (2004), British Journal of Criminology 44, 641–658: recent crimes
    near by weigh more.
    """
    halvings, rest = np.divmod(np.asarray(month, dtype=np.int64) - _ORIGIN, half_life)
    fraction = np.rint(np.exp2(rest / half_life) * _BINARY_DIGITS) / _BINARY_DIGITS
    return np.asarray(np.ldexp(fraction, halvings), dtype=np.float64)


def rank_sums(
    cell_index: ArrayLike, month: ArrayLike, incidents: ArrayLike, near: Neighbours
) -> Ranking:
    """Rank cells from sums by cell and month.

    Parameters
    ----------
    cell_index
        Position of each sum's cell in ``near.cells``; −1 outside the study area, left out. (m,)
    month
        Month indices, ``year * 12 + month - 1``. (m,)
    incidents
        Incidents in that cell and month; the same cell and month may come twice. (m,)
    near
        The study area, from :func:`neighbours`.
    """
    index, months = _inside(cell_index, month)
    if not len(index):
        return _rank(np.zeros(len(near.cells)), near, _ORIGIN)
    counts = np.asarray(incidents, dtype=np.float64)[np.asarray(cell_index) >= 0]
    return _rank(_own(index, weight_of(months) * counts, near), near, int(months.max()))


def rank(cell_index: ArrayLike, day: ArrayLike, near: Neighbours) -> Ranking:
    """Rank cells from incidents.

    Parameters
    ----------
    cell_index
        Position of each incident's cell in ``near.cells``; −1 outside the study area. (m,)
    day
        Local days, ``date.toordinal()``. [days] (m,)
    near
        The study area, from :func:`neighbours`.
    """
    index, days = _inside(cell_index, day)
    if not len(days):
        return _rank(np.zeros(len(near.cells)), near, _ORIGIN)
    first, last = month_of((days.min(), days.max())).tolist()
    months = np.arange(first, last + 2)
    begins = _first_day_of(months)
    by_day = np.repeat(weight_of(months[:-1]), np.diff(begins))
    return _rank(_own(index, by_day[days - begins[0]], near), near, last)


def _inside(cell_index: ArrayLike, when: ArrayLike) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
    index, times = np.asarray(cell_index, dtype=np.intp), np.asarray(when, dtype=np.int64)
    inside = index >= 0
    return (index, times) if inside.all() else (index[inside], times[inside])


def _first_day_of(month: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the ordinal of each month's first day."""
    days = (month - _MONTH_OF_1970).astype("datetime64[M]").astype("datetime64[D]")
    return np.asarray(days.astype(np.int64) + _ORDINAL_OF_1970, dtype=np.int64)


def _own(
    index: NDArray[np.intp], weights: NDArray[np.float64], near: Neighbours
) -> NDArray[np.float64]:
    own = np.bincount(index, weights=weights, minlength=len(near.cells))
    if len(own) > len(near.cells):
        raise ValueError("A cell index lies beyond the study area.")
    return np.asarray(own, dtype=np.float64)


def _rank(own: NDArray[np.float64], near: Neighbours, latest: int) -> Ranking:
    """Rank from each cell's own weighted incidents; ``latest`` is the last month among them."""
    scale = np.exp2((_ORIGIN - latest) / HALF_LIFE)
    beside = _sum_around(own, near)
    around = beside / _SIDES + _sum_around(beside, near) / (2 * _SIDES**2)
    score = own + _borrowed(own * scale) * around
    order = _ordered(score, own, near.cells)
    rank = np.empty(len(order), dtype=np.intp)
    rank[order] = np.arange(1, len(order) + 1)
    return Ranking(score * scale, order, rank)


def _sum_around(values: NDArray[np.float64], near: Neighbours) -> NDArray[np.float64]:
    total: NDArray[np.float64] = np.append(values, 0.0)[near.around].sum(axis=0)
    return total


def _borrowed(own: NDArray[np.float64]) -> float:
    """Return the part of the mean around that a cell is credited with, between 0 and 1.

    ``1 / (density + 1)``, where the density is how many weighted incidents the cell of an
    average incident holds. Dense histories speak for themselves; thin ones borrow.

    References
    ----------
    Bühlmann (1967), ASTIN Bulletin 4, 199–207: credibility ``n / (n + k)``.
    """
    total = float(own.sum())
    return HALFWAY / (float(np.square(own).sum()) / total + HALFWAY) if total else 0.0


def _ordered(
    score: NDArray[np.float64], own: NDArray[np.float64], cells: NDArray[np.int64]
) -> NDArray[np.intp]:
    """Order by score; of equal scores the higher own history first, then the lower cell number.

    Sorting by one key and then the ties by three is twice as fast as sorting all by three.
    """
    order = np.argsort(-score)
    falling = score[order]
    same = falling[1:] == falling[:-1]
    tied = np.zeros(len(order), dtype=np.bool_)
    tied[1:] |= same
    tied[:-1] |= same
    some = order[tied]
    order[tied] = some[np.lexsort((cells[some], -own[some], -score[some]))]
    return order
