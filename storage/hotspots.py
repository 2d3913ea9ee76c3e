"""What a snapshot reads: sums by place and day, the stored ranking and its look-back."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, case, delete, extract, func, insert, literal, select
from sqlalchemy.orm import Session

from knowledge.places.kinds import Kind
from knowledge.windows import Window
from storage.tables import (
    EVERYWHERE,
    CellMonth,
    CellPlace,
    Import,
    Incident,
    Layer,
    LookBackRow,
    PiecePlace,
    Place,
    PlaceDay,
    RankedCell,
    StudyCell,
)

#: What a count can be of: every incident, those in which somebody was killed, or nobody.
Fatal = bool | None


def sums_by_place(
    session: Session, *, workspace: int, category: str, window: Window, fatal: Fatal = None
) -> pd.DataFrame:
    """Return counts over ``window`` by place; ``place`` 0 sums everything.

    Columns: ``incidents``, ``victims``, ``fatal``, ``unlocated`` [counts], and
    ``fatal_incidents`` [count]. Index: ``place``. A place without incidents has no row.
    """
    if fatal is None:
        return _kept_sums(session, workspace, category, window)
    return _counted(session, workspace, category, window, fatal=fatal)


def count(
    session: Session,
    *,
    workspace: int,
    category: str,
    window: Window,
    place: int = EVERYWHERE,
    fatal: Fatal = None,
) -> int:
    """Return how many incidents one place had over ``window``; place 0 is everything."""
    of = PlaceDay
    counted = {
        None: of.incidents,
        True: of.fatal_incidents,
        False: of.incidents - of.fatal_incidents,
    }[fatal]
    found = session.scalar(
        select(func.sum(counted)).where(
            of.workspace_id == workspace,
            of.category == category,
            of.place_id == place,
            *_within(of.day, window),
        )
    )
    return int(found or 0)


def _kept_sums(session: Session, workspace: int, category: str, window: Window) -> pd.DataFrame:
    of = PlaceDay
    names = ("incidents", "victims", "fatal", "unlocated", "fatal_incidents")
    query = (
        select(of.place_id, *(func.sum(getattr(of, name)) for name in names))
        .where(of.workspace_id == workspace, of.category == category, *_within(of.day, window))
        .group_by(of.place_id)
    )
    return _by_place(session.execute(query).all())


def _counted(
    session: Session, workspace: int, category: str, window: Window, *, fatal: bool
) -> pd.DataFrame:
    """Count incidents one by one, which only the fatal and the non-fatal ones need."""
    of = Incident
    by_piece = (
        select(
            of.piece_id,
            func.count().label("incidents"),
            func.sum(of.victims).label("victims"),
            func.sum(of.fatal).label("fatal"),
            (func.count() - func.count(of.cell)).label("unlocated"),
            func.sum(case((of.fatal > 0, 1), else_=0)).label("fatal_incidents"),
        )
        .where(
            of.workspace_id == workspace,
            of.category == category,
            of.fatal > 0 if fatal else of.fatal == 0,
            *_within(of.day, window),
        )
        .group_by(of.piece_id)
        .subquery()
    )
    totals = [func.sum(column) for name, column in by_piece.c.items() if name != "piece_id"]
    everywhere = session.execute(select(literal(EVERYWHERE), *totals)).all()
    by_place = session.execute(
        select(PiecePlace.place_id, *totals)
        .join(by_piece, PiecePlace.piece_id == by_piece.c.piece_id)
        .where(PiecePlace.workspace_id == workspace)
        .group_by(PiecePlace.place_id)
    ).all()
    return _by_place([row for row in (*everywhere, *by_place) if row[1]])


def _by_place(rows: Sequence[Any]) -> pd.DataFrame:
    names = ["place", "incidents", "victims", "fatal", "unlocated", "fatal_incidents"]
    frame = pd.DataFrame([tuple(row) for row in rows], columns=names)
    return frame.set_index("place").astype(np.int64)


def weeks(
    session: Session, *, workspace: int, category: str, window: Window, places: Sequence[int]
) -> dict[int, NDArray[np.int64]]:
    """Return counts by weekday, Monday first, and part of the day for each place, (7, 4).

    Only incidents with a known time count; the parts begin at 0, 6, 12 and 18 o'clock. A
    place without any is left out.
    """
    of = PlaceDay
    sunday_first = extract("dow", of.day)
    query = (
        select(
            of.place_id,
            sunday_first,
            *(func.sum(part) for part in (of.night, of.morning, of.afternoon, of.evening)),
        )
        .where(
            of.workspace_id == workspace,
            of.category == category,
            of.place_id.in_(places),
            *_within(of.day, window),
        )
        .group_by(of.place_id, sunday_first)
    )
    found: dict[int, NDArray[np.int64]] = {}
    for place, weekday, *parts in session.execute(query):
        found.setdefault(place, np.zeros((7, 4), dtype=np.int64))[(int(weekday) - 1) % 7] = parts
    return found


def extent(session: Session, *, workspace: int, category: str) -> Window | None:
    """Return the days from the first incident to the last, or None without any."""
    of = PlaceDay
    ours = (of.workspace_id == workspace, of.category == category, of.place_id == EVERYWHERE)
    first = session.scalar(select(func.min(of.day)).where(*ours))
    last = session.scalar(select(func.max(of.day)).where(*ours))
    if first is None or last is None:
        return None
    return Window(first, last + timedelta(days=1))


def categories(session: Session, *, workspace: int) -> list[str]:
    """Return the categories that any incident has, by name."""
    of = PlaceDay
    counted = (of.workspace_id == workspace, of.place_id == EVERYWHERE)
    query = (
        select(Import.category)
        .where(
            Import.workspace_id == workspace,
            select(of.day).where(*counted, of.category == Import.category).exists(),
        )
        .distinct()
        .order_by(Import.category)
    )
    return list(session.scalars(query))


def areas_of_cell(session: Session, *, workspace: int, cell: int) -> list[tuple[int, str, Kind]]:
    """Return the places that hold most of a cell, one of each layer: id, name and kind."""
    query = (
        select(Place.id, Place.name, Layer.kind)
        .join(CellPlace, CellPlace.place_id == Place.id)
        .join(Layer, Layer.id == Place.layer_id)
        .where(CellPlace.workspace_id == workspace, CellPlace.cell == cell)
    )
    return [(place, name, Kind(kind)) for place, name, kind in session.execute(query)]


def study_size(session: Session, *, workspace: int) -> int:
    """Return how many cells the study area has."""
    of = StudyCell
    found = session.scalar(select(func.count()).where(of.workspace_id == workspace))
    return int(found or 0)


def months(
    session: Session, *, workspace: int, category: str, before: int | None = None
) -> pd.DataFrame:
    """Return sums by cell and month, before the month ``before`` where one is given.

    Columns: ``cell`` [H3 index], ``month`` [year × 12 + month − 1], ``incidents`` [count].
    """
    of = CellMonth
    query = select(of.cell, of.month, of.incidents).where(
        of.workspace_id == workspace, of.category == category
    )
    if before is not None:
        query = query.where(of.month < before)
    rows = [tuple(row) for row in session.execute(query)]
    table = np.array(rows, dtype=np.int64).reshape(-1, 3)
    return pd.DataFrame(table, columns=["cell", "month", "incidents"])


def store_ranking(
    session: Session,
    *,
    workspace: int,
    category: str,
    cells: NDArray[np.int64],
    score: NDArray[np.float64],
    rank: NDArray[np.int64],
) -> None:
    """Replace the stored ranking; arrays of shape ``(n,)``."""
    ours = (RankedCell.workspace_id == workspace, RankedCell.category == category)
    session.execute(delete(RankedCell).where(*ours))
    rows = [
        {"workspace_id": workspace, "category": category, "cell": cell, "score": high, "rank": at}
        for cell, high, at in zip(cells.tolist(), score.tolist(), rank.tolist(), strict=True)
    ]
    if rows:
        session.execute(insert(RankedCell), rows)


def highest_cells(
    session: Session, *, workspace: int, category: str, highest: int
) -> dict[int, int]:
    """Return the stored rank, 1 the highest, of the ``highest`` cells by their H3 index."""
    of = RankedCell
    query = select(of.cell, of.rank).where(
        of.workspace_id == workspace, of.category == category, of.rank <= highest
    )
    return {cell: rank for cell, rank in session.execute(query)}  # noqa: C416 - rows are no pairs


def store_look_back(
    session: Session,
    *,
    workspace: int,
    category: str,
    computed_at: datetime,
    through: date | None,
    method: str,
    result: dict[str, Any],
) -> None:
    """Replace the stored look-back."""
    session.merge(
        LookBackRow(
            workspace_id=workspace,
            category=category,
            computed_at=computed_at,
            through=through,
            method=method,
            result=result,
        )
    )


def look_back(session: Session, *, workspace: int, category: str) -> LookBackRow | None:
    """Return the stored look-back, if there is one."""
    return session.get(LookBackRow, (workspace, category))


def _within(day: Any, window: Window) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return day >= window.start, day < window.end
