"""Keeping the ranking and its look-back true to the data, and trying it against others."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from handlers.hotspots.inquiry import Inquiry
from handlers.hotspots.scope import reach_of
from handlers.toolbox import Toolbox
from knowledge.errors import NothingKnownError
from knowledge.hotspots import backtest, lookback, ranking
from knowledge.hotspots.origins import cuts_between
from knowledge.windows import Window
from knowledge.words import _
from storage import hotspots, places, process
from storage.incidents import queries as incidents


def refresh(tools: Toolbox, *, workspace: int, category: str) -> None:
    """Rank the study area anew and look back on how well that did; store both.

    Called after each import. Where another import came in meanwhile, its own refresh is the
    newer one and is kept; a tick mends what neither did.
    """
    read_at = tools.now()
    with tools.read() as session:
        reach = reach_of(session, workspace=workspace, category=category)
        extent = hotspots.extent(session, workspace=workspace, category=category)
        cells, at, day = _history(session, workspace=workspace, category=category)
    if reach is None or extent is None:
        return
    near = ranking.neighbours(cells)
    ranked = ranking.rank(at, day, near)
    until = reach.through + timedelta(days=1)
    result = lookback.look_back(at, day, near, first=extent.start, until=until)
    with tools.begin() as session:
        kept = hotspots.look_back(session, workspace=workspace, category=category)
        if kept is not None and kept.computed_at > read_at:
            return
        hotspots.store_ranking(
            session,
            workspace=workspace,
            category=category,
            cells=cells,
            score=ranked.score,
            rank=ranked.rank.astype(np.int64),
        )
        hotspots.store_look_back(
            session,
            workspace=workspace,
            category=category,
            computed_at=read_at,
            through=result.through,
            method=result.method,
            result=result.as_json(),
        )


def refresh_all(tools: Toolbox, *, workspace: int) -> None:
    """Do so for every category, as after a change of the study area."""
    with tools.read() as session:
        known = hotspots.categories(session, workspace=workspace)
    for category in known:
        refresh(tools, workspace=workspace, category=category)


def refresh_stale(tools: Toolbox) -> None:
    """Mend what an import left behind that died before it could refresh."""
    with tools.read() as session:
        stale = process.stale_rankings(session, method=ranking.METHOD)
    for workspace, category in stale:
        refresh(tools, workspace=workspace, category=category)


def rank_at(
    session: Session, *, workspace: int, category: str, as_of: date
) -> tuple[NDArray[np.int64], ranking.Ranking]:
    """Rank the study area by what happened before ``as_of`` 00:00.

    Returns
    -------
    cells
        The study area. [H3 index] (n,)
    ranked
        Its ranking, in the same order.

    Raises
    ------
    NothingKnownError
        When there is no study area.
    """
    month = _month(as_of)
    cells = places.study_cells(session, workspace=workspace)
    if not len(cells):
        raise NothingKnownError(
            _("No study area yet. Import one:  coalition import places FILE --kind city")
        )
    whole = hotspots.months(session, workspace=workspace, category=category, before=month)
    part = _begun_month(session, workspace, category, as_of)
    sums = pd.concat([whole, part.assign(month=month)])
    at = _positions(cells, sums["cell"].to_numpy())
    near = ranking.neighbours(cells)
    return cells, ranking.rank_sums(at, sums["month"], sums["incidents"], near)


def highest(inquiry: Inquiry, many: int) -> dict[int, int]:
    """Return the rank of the ``many`` highest cells: the stored one, or that of a past day."""
    session, scope = inquiry.session, inquiry.scope
    if inquiry.past is None:
        return hotspots.highest_cells(
            session, workspace=scope.workspace, category=scope.category, highest=many
        )
    cells, ranked = rank_at(
        session, workspace=scope.workspace, category=scope.category, as_of=inquiry.past
    )
    return {int(cells[at]): rank for rank, at in enumerate(ranked.order[:many], start=1)}


def look_back_at(inquiry: Inquiry) -> lookback.LookBack | None:
    """Return how well the ranking did: as stored, or as it was known on a past day."""
    session, scope = inquiry.session, inquiry.scope
    if inquiry.past is None:
        kept = hotspots.look_back(session, workspace=scope.workspace, category=scope.category)
        return None if kept is None else lookback.LookBack.from_json(kept.result)
    cells, at, day = _history(session, workspace=scope.workspace, category=scope.category)
    before = day < inquiry.past.toordinal()
    return lookback.look_back(
        at[before],
        day[before],
        ranking.neighbours(cells),
        first=scope.extent.start,
        until=scope.through + timedelta(days=1),
    )


def _begun_month(session: Session, workspace: int, category: str, as_of: date) -> pd.DataFrame:
    """Return counts by cell of the days of ``as_of``'s month before it."""
    if as_of.day == 1:
        return pd.DataFrame({"cell": [], "incidents": []}, dtype=np.int64)
    return incidents.window_by_cell(
        session,
        workspace=workspace,
        category=category,
        start=as_of.replace(day=1),
        end=as_of,
        fatal=None,
    )


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def cell_counts(
    session: Session, *, workspace: int, category: str, window: Window, fatal: bool | None
) -> dict[int, int]:
    """Return exact counts by cell over a window; for the data's owner."""
    found = incidents.window_by_cell(
        session,
        workspace=workspace,
        category=category,
        start=window.start,
        end=window.end,
        fatal=fatal,
    )
    return dict(zip(found["cell"].tolist(), found["incidents"].tolist(), strict=True))


def try_ranking(
    tools: Toolbox,
    *,
    workspace: int,
    category: str,
    first: date | None = None,
    last: date | None = None,
) -> backtest.Backtest:
    """Score the ranking and the reference methods on the quarters of this data.

    Parameters
    ----------
    first, last
        Only cuts from ``first`` to ``last``, both included.

    Raises
    ------
    NothingKnownError
        When there is no study area or too little data to cut anywhere.
    """
    with tools.read() as session:
        extent = hotspots.extent(session, workspace=workspace, category=category)
        cells, at, day = _history(session, workspace=workspace, category=category)
    if extent is None or not len(cells):
        raise NothingKnownError(
            _("A back-test needs incidents and a study area: import places and incidents first.")
        )
    cuts = _between(cuts_between(extent.start, extent.end), first, last)
    if not cuts:
        raise NothingKnownError(_("There is no quarter here with data before and after it."))
    return backtest.backtest(at, day, ranking.neighbours(cells), cuts)


def _between(cuts: Sequence[date], first: date | None, last: date | None) -> tuple[date, ...]:
    return tuple(cut for cut in cuts if (first or cut) <= cut <= (last or cut))


def _history(
    session: Session, *, workspace: int, category: str
) -> tuple[NDArray[np.int64], NDArray[np.intp], NDArray[np.int64]]:
    """Return the study area (n,), and the place in it (−1 outside) and day of each incident."""
    cells = places.study_cells(session, workspace=workspace)
    cell, day = incidents.cell_days(session, workspace=workspace, category=category)
    return cells, _positions(cells, cell), day


def _positions(cells: NDArray[np.int64], cell: NDArray[np.int64]) -> NDArray[np.intp]:
    """Return the place of each ``cell`` among the sorted ``cells``, −1 where it is not."""
    if not len(cells):
        return np.full(len(cell), -1, dtype=np.intp)
    at = np.minimum(np.searchsorted(cells, cell), len(cells) - 1)
    return np.where(cells[at] == cell, at, -1)
