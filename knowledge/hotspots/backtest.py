"""How well a ranking would have done: rolling origins, each scored on the days after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from knowledge.hotspots import references
from knowledge.hotspots.bands import SHARES, cells_in
from knowledge.hotspots.origins import split
from knowledge.hotspots.ranking import rank

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from numpy.typing import ArrayLike, NDArray

    from knowledge.hotspots.ranking import Neighbours

OURS = "ours"
SEED = 20190101
RESAMPLES = 10_000


@dataclass(frozen=True, slots=True)
class Score:
    """How one method did at each of the shares of ``bands.SHARES``, (3,).

    Attributes
    ----------
    hit
        Share of the incidents that fell on the marked cells, pooled over cuts.
    pai
        Predictive accuracy index: hit rate over the share of cells marked.
    pei
        Predictive efficiency index: hit rate over the best that as many cells could have had.

    References
    ----------
    Chainey, Tompson & Uhlig (2008), Security Journal 21, 4–28. Hunt (2016), National Institute
    of Justice, for PEI.
    """

    hit: tuple[float, ...]
    pai: tuple[float, ...]
    pei: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Hit rate of our ranking minus that of another, as a fraction (0.005 is half a point), (3,).

    ``low`` and ``high`` bound the 95 % interval of a paired bootstrap over cuts.
    """

    difference: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Backtest:
    """The outcome for one study area; ``methods`` has ours under ``OURS``.

    Attributes
    ----------
    cells
        Cells of the study area.
    cuts
        First day of each test window.
    tested, outside
        Incidents in the test windows inside the study area, and all incidents outside it,
        which count nowhere.
    """

    cells: int
    cuts: tuple[date, ...]
    methods: Mapping[str, Score]
    paired: Mapping[str, Difference]
    tested: int
    outside: int

    def as_json(self) -> dict[str, Any]:
        """Return it as plain values; each list follows the shares 1, 2 and 5 %."""
        return {
            "cells": self.cells,
            "cuts": [cut.isoformat() for cut in self.cuts],
            "methods": {
                name: {"hit": list(one.hit), "pai": list(one.pai), "pei": list(one.pei)}
                for name, one in self.methods.items()
            },
            "paired": {
                name: {
                    "difference": list(one.difference),
                    "low": list(one.low),
                    "high": list(one.high),
                }
                for name, one in self.paired.items()
            },
            "tested": self.tested,
            "outside": self.outside,
        }


def caught(score: NDArray[np.float64], after: NDArray[np.float64], marked: int) -> float:
    """Return how many incidents the ``marked`` highest cells caught; ties share what is left.

    Parameters
    ----------
    score
        Higher is marked first. (n,)
    after
        Incidents of the test window. (n,)
    marked
        How many cells are marked, at least 1.
    """
    last = np.partition(score, len(score) - marked)[len(score) - marked]
    above, tied = score > last, score == last
    room = marked - int(above.sum())
    return float(after[above].sum() + after[tied].sum() * room / int(tied.sum()))


def backtest(
    cell_index: ArrayLike,
    day: ArrayLike,
    near: Neighbours,
    cuts: Sequence[date],
    *,
    seed: int = SEED,
) -> Backtest:
    """Score our ranking and every reference method on the same incidents, cells and cuts.

    At each cut a method sees what happened strictly before it and marks the top 1, 2 and 5 %
    of cells, ``max(1, round(share × cells))``; it is scored on the incidents of the 90 days
    from the cut. Rates pool incidents over cuts. Equal scores of a reference share their
    incidents by fractions; our ranking has no ties.

    Parameters
    ----------
    cell_index
        Position of each incident's cell in ``near.cells``; −1 outside the study area. (m,)
    day
        Local days, ``date.toordinal()``. (m,)
    near
        The study area, from :func:`knowledge.hotspots.ranking.neighbours`.
    cuts
        First days of the test windows, such as ``origins.cuts_between`` gives.
    seed
        Of the bootstrap over cuts.

    Raises
    ------
    ValueError
        If there is no cut, or no incident in any test window.
    """
    cells = len(near.cells)
    marked = [cells_in(share, cells) for share in SHARES]
    area = references.area_of(near.cells)
    hits: dict[str, list[list[float]]] = {name: [] for name in (OURS, *references.METHODS)}
    best, totals = [], []
    for origin in split(cell_index, day, cells, cuts):
        after = origin.after
        past = references.History(origin.cell_index, origin.cut - origin.day)
        ours = rank(origin.cell_index, origin.day, near).order
        hits[OURS].append([float(after[ours[:k]].sum()) for k in marked])
        for name, method in references.METHODS.items():
            score = method(past, area)
            hits[name].append([caught(score, after, k) for k in marked])
        best.append([caught(after, after, k) for k in marked])
        totals.append(after.sum())
    if not sum(totals):
        raise ValueError("There is no incident in any test window.")
    total = np.array(totals)
    table = {name: np.array(rows) for name, rows in hits.items()}
    return Backtest(
        cells=cells,
        cuts=tuple(cuts),
        methods={
            name: _score(rows, np.array(best), total, np.array(marked) / cells)
            for name, rows in table.items()
        },
        paired={
            name: paired(table[OURS] - rows, total, seed=seed)
            for name, rows in table.items()
            if name != OURS
        },
        tested=int(total.sum()),
        outside=int((np.asarray(cell_index) < 0).sum()),
    )


def paired(
    more: NDArray[np.float64], total: NDArray[np.float64], *, seed: int = SEED
) -> Difference:
    """Pool a difference over cuts, with the 95 % percentile interval of resampled cuts.

    Parameters
    ----------
    more
        Incidents caught more than by the other, at each cut and share. (c, s)
    total
        Incidents of each test window. (c,)
    seed
        Of the resampling.

    References
    ----------
    Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapter 13.
    """
    cuts = len(total)
    drawn = np.random.default_rng(seed).multinomial(cuts, np.full(cuts, 1 / cuts), size=RESAMPLES)
    incidents = np.maximum(drawn @ total, 1.0)[:, None]
    low, high = np.quantile((drawn @ more) / incidents, (0.025, 0.975), axis=0)
    return Difference(_plain(more.sum(axis=0) / max(total.sum(), 1.0)), _plain(low), _plain(high))


def _score(
    rows: NDArray[np.float64],
    best: NDArray[np.float64],
    total: NDArray[np.float64],
    share: NDArray[np.float64],
) -> Score:
    hit = rows.sum(axis=0) / total.sum()
    pei = rows.sum(axis=0) / best.sum(axis=0)
    return Score(_plain(hit), _plain(hit / share), _plain(pei))


def _plain(values: NDArray[np.float64]) -> tuple[float, ...]:
    return tuple(float(value) for value in values)
