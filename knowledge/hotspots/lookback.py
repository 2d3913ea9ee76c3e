"""How well the ranking did here so far, and whether that is well enough to show one."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np

from knowledge.hotspots.backtest import paired
from knowledge.hotspots.bands import cells_in
from knowledge.hotspots.origins import ENOUGH_CUTS, HORIZON, quarters, split
from knowledge.hotspots.phrases import one_in
from knowledge.hotspots.ranking import METHOD, rank
from knowledge.words import _

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from knowledge.hotspots.origins import Origin
    from knowledge.hotspots.ranking import Neighbours

QUARTERS = 28
"""At most this many of the last quarters are looked back on."""

ENOUGH_CELLS = 100

TRAINING = 182
"""Days of data before the first quarter that is looked back on. [days]"""

MARKED, WIDER = 0.02, 0.05
"""The shares of cells that are tried; the first is the one told."""

MOST = 0.5
"""Above this share of cells, "most" of them."""


class Reason(StrEnum):
    """Why no place is ranked."""

    FEW_CELLS = "few cells"
    FEW_QUARTERS = "few quarters"
    FEW_INCIDENTS = "few incidents"
    CHANCE = "no better than chance"


@dataclass(frozen=True, slots=True)
class Rate:
    """How much of what came next a share of the cells caught, over all quarters.

    Attributes
    ----------
    hit
        Share of the incidents that fell on the marked cells.
    area
        Share of the cells that was marked: what chance would catch.
    low, high
        95 % interval of ``hit − area``, paired bootstrap over quarters.
    """

    hit: float
    area: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class LookBack:
    """What is stored after each import; a snapshot only reads it.

    Attributes
    ----------
    method
        Name of the ranking that was tried.
    through
        Last day of the data it was tried on.
    cells, quarters, incidents
        Cells of the study area, quarters looked back on, incidents in their 90 days.
    marked, wider
        The rates at 2 and at 5 % of the cells; None when there is nothing to try.
    empty
        Share of the cells marked at 2 % that saw no incident in the next 90 days.
    reason
        Why nothing is ranked; None when places are ranked.
    """

    method: str
    through: date
    cells: int
    quarters: int
    incidents: int
    marked: Rate | None
    wider: Rate | None
    empty: float
    reason: Reason | None

    @property
    def ranks(self) -> bool:
        """Whether places may be ranked here."""
        return self.reason is None

    def as_json(self) -> dict[str, Any]:
        """Return it as plain values, to be stored."""
        return {**asdict(self), "through": self.through.isoformat(), "ranks": self.ranks}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> LookBack:
        """Read it back from what :meth:`as_json` returned."""
        values = {name: value for name, value in stored.items() if name != "ranks"}
        for share in ("marked", "wider"):
            values[share] = Rate(**values[share]) if values[share] else None
        values["through"] = date.fromisoformat(values["through"])
        values["reason"] = Reason(values["reason"]) if values["reason"] else None
        return cls(**values)


def look_back(
    cell_index: ArrayLike, day: ArrayLike, near: Neighbours, *, first: date, until: date
) -> LookBack:
    """Try the ranking on up to the last 28 quarters and say whether it may be shown.

    Places are ranked when at least 100 cells and 8 quarters were tried, at least as many cells
    have ever had an incident as would be marked at 2 %, and the interval of the hit rate lies
    above the share of the area, at 2 and at 5 %.

    Parameters
    ----------
    cell_index
        Position of each incident's cell in ``near.cells``; −1 outside the study area. (m,)
    day
        Local days, ``date.toordinal()``. (m,)
    near
        The study area, from :func:`knowledge.hotspots.ranking.neighbours`.
    first, until
        The data is complete over ``[first, until)``.
    """
    cells = len(near.cells)
    begin, end = first + timedelta(days=TRAINING), until - timedelta(days=HORIZON)
    cuts = quarters(begin, end)[-QUARTERS:] if cells and begin <= end else ()
    tried = [_trial(one, near) for one in split(cell_index, day, cells, cuts)]
    marked, wider = _rate(tried, cells, MARKED), _rate(tried, cells, WIDER)
    known = int((np.unique(np.asarray(cell_index, dtype=np.int64)) >= 0).sum())
    return LookBack(
        method=METHOD,
        through=until - timedelta(days=1),
        cells=cells,
        quarters=len(cuts),
        incidents=int(sum(one.sum() for one in tried)),
        marked=marked,
        wider=wider,
        empty=_empty(tried, cells),
        reason=_reason(cells, len(cuts), known, (marked, wider)),
    )


def _trial(origin: Origin, near: Neighbours) -> NDArray[np.float64]:
    """Return the incidents of the next 90 days in each cell, highest rank first, (n,)."""
    return origin.after[rank(origin.cell_index, origin.day, near).order]


def _rate(tried: list[NDArray[np.float64]], cells: int, share: float) -> Rate | None:
    total = np.array([one.sum() for one in tried])
    if not total.sum():
        return None
    k = cells_in(share, cells)
    area = k / cells
    caught = np.array([one[:k].sum() for one in tried])
    beyond = paired((caught - area * total)[:, None], total)
    return Rate(float(caught.sum() / total.sum()), area, beyond.low[0], beyond.high[0])


def _empty(tried: list[NDArray[np.float64]], cells: int) -> float:
    if not tried:
        return 1.0
    k = cells_in(MARKED, cells)
    return float(np.mean([(one[:k] == 0).mean() for one in tried]))


def _reason(
    cells: int, cuts: int, known: int, rates: tuple[Rate | None, Rate | None]
) -> Reason | None:
    if cells < ENOUGH_CELLS:
        return Reason.FEW_CELLS
    if cuts < ENOUGH_CUTS:
        return Reason.FEW_QUARTERS
    if known < cells_in(MARKED, cells) or None in rates:
        return Reason.FEW_INCIDENTS
    return None if all(rate and rate.low > 0 for rate in rates) else Reason.CHANCE


def how_well(result: LookBack, *, what: str) -> str:
    """Say how well the ranking did here, or why nothing is ranked.

    Parameters
    ----------
    what
        The incidents that are ranked, in the plural: "shootings".
    """
    if result.reason is not None or result.marked is None:
        return f"{_('Too few incidents here to rank places.')} {_why(result)}"
    return _(
        "Over the last {quarters} quarters, {hit} of the next three months' {what} fell on"
        " the cells marked top 2 %; {missed} did not, and {empty}."
    ).format(
        quarters=result.quarters,
        what=what,
        hit=one_in(result.marked.hit),
        missed=one_in(1 - result.marked.hit),
        empty=_empty_words(result.empty),
    )


def _empty_words(empty: float) -> str:
    if empty > MOST:
        return _("most of the marked cells had none")
    if not empty:
        return _("every marked cell had at least one")
    return _("{share} of the marked cells had none").format(share=one_in(empty))


def _why(result: LookBack) -> str:
    if result.reason is Reason.FEW_CELLS:
        return _("The area has {cells} map cells, and a ranking takes {enough}.").format(
            cells=result.cells, enough=ENOUGH_CELLS
        )
    if result.reason is Reason.FEW_QUARTERS:
        return _("It was tried on {quarters} quarters, and that takes {enough}.").format(
            quarters=result.quarters, enough=ENOUGH_CUTS
        )
    if result.reason is Reason.FEW_INCIDENTS:
        return _("Fewer cells have ever had one than a ranking would mark.")
    return _("A ranking did no better than chance on what came next.")
