"""Sums by cell and month, and by place and day, counted again where incidents changed."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Column as Of
from sqlalchemy import (
    ColumnElement,
    Date,
    FromClause,
    Integer,
    MetaData,
    String,
    Table,
    and_,
    case,
    delete,
    func,
    insert,
    literal,
    select,
    text,
    tuple_,
)
from sqlalchemy.orm import Session

from storage.tables import EVERYWHERE, CellMonth, Incident, PiecePlace, PlaceDay

#: Every day of the months in which an incident changed; ``exact`` is 1 on the day itself.
STAGED = Table(
    "staged_days",
    MetaData(),
    Of("category", String, primary_key=True),
    Of("day", Date, primary_key=True),
    Of("month", Integer, nullable=False),
    Of("exact", Integer, nullable=False),
    prefixes=["TEMPORARY"],
)

#: The hours [from, to) of each part of the day.
PARTS = {"night": (0, 6), "morning": (6, 12), "afternoon": (12, 18), "evening": (18, 24)}

#: The workspace is part of the key that finds a piece's places; without it all are read.
AT_PLACE = and_(
    PiecePlace.workspace_id == Incident.workspace_id, PiecePlace.piece_id == Incident.piece_id
)


def stage(session: Session, touched: Collection[tuple[str, date]]) -> None:
    """Note the (category, day) that are to be counted again, and the rest of their months."""
    months = {(category, day.replace(day=1)) for category, day in touched}
    rows = [
        {
            "category": category,
            "day": day,
            "month": day.year * 12 + day.month - 1,
            "exact": int((category, day) in touched),
        }
        for category, first in months
        for day in _days(first)
    ]
    session.execute(text(f"DROP TABLE IF EXISTS {STAGED.name}"))
    STAGED.create(session.connection())
    if rows:
        session.execute(insert(STAGED), rows)


def recount(session: Session, *, workspace: int) -> None:
    """Count again the days that were staged, and their months."""
    day, one = STAGED.c, Incident
    cell_month, place_day = CellMonth, PlaceDay
    months = select(day.category, day.month).distinct()
    session.execute(
        delete(cell_month).where(
            cell_month.workspace_id == workspace,
            tuple_(cell_month.category, cell_month.month).in_(months),
        )
    )
    days = select(day.category, day.day).where(day.exact == 1)
    session.execute(
        delete(place_day).where(
            place_day.workspace_id == workspace,
            tuple_(place_day.category, place_day.day).in_(days),
        )
    )
    on_day = and_(one.workspace_id == workspace, one.category == day.category, one.day == day.day)
    incidents = STAGED.join(Incident.__table__, on_day)
    _count_cells(session, workspace, incidents)
    _count_places(session, workspace, incidents, literal(EVERYWHERE), day.exact == 1)
    placed = incidents.join(PiecePlace.__table__, AT_PLACE)
    _count_places(session, workspace, placed, PiecePlace.place_id, day.exact == 1)


def rebuild_places(session: Session, *, workspace: int) -> None:
    """Count every place's days again, after places were imported."""
    of = PlaceDay
    session.execute(delete(of).where(of.workspace_id == workspace, of.place_id != EVERYWHERE))
    placed = Incident.__table__.join(PiecePlace.__table__, AT_PLACE)
    ours = Incident.workspace_id == workspace
    _count_places(session, workspace, placed, PiecePlace.place_id, ours)


def _days(first: date) -> list[date]:
    """Return every day of the month that begins on ``first``."""
    days = (first + timedelta(days=ahead) for ahead in range(31))
    return [day for day in days if day.month == first.month]


def _count_cells(session: Session, workspace: int, incidents: FromClause) -> None:
    one, day = Incident, STAGED.c
    columns: dict[str, ColumnElement[Any]] = {
        "workspace_id": literal(workspace),
        "category": day.category.label("category"),
        "cell": one.cell.label("cell"),
        "month": day.month.label("month"),
        **_people(),
    }
    counts = (
        select(*columns.values())
        .select_from(incidents)
        .where(one.cell.is_not(None))
        .group_by(day.category, one.cell, day.month)
    )
    session.execute(insert(CellMonth).from_select(list(columns), counts))


def _count_places(
    session: Session,
    workspace: int,
    incidents: FromClause,
    place: Any,
    which: ColumnElement[bool],
) -> None:
    one = Incident
    columns: dict[str, ColumnElement[Any]] = {
        "workspace_id": literal(workspace),
        "category": one.category.label("category"),
        "place_id": place,
        "day": one.day.label("day"),
        **_people(),
        "unlocated": func.count() - func.count(one.cell),
        **{
            name: _number(one.hour >= start, one.hour < end) for name, (start, end) in PARTS.items()
        },
    }
    by = [one.category, one.day]
    if place is PiecePlace.place_id:
        by.append(place)
    counts = select(*columns.values()).select_from(incidents).where(which).group_by(*by)
    session.execute(insert(PlaceDay).from_select(list(columns), counts))


def _people() -> dict[str, ColumnElement[Any]]:
    return {
        "incidents": func.count(),
        "fatal_incidents": _number(Incident.fatal > 0),
        "victims": func.sum(Incident.victims),
        "fatal": func.sum(Incident.fatal),
    }


def _number(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((and_(*conditions), 1), else_=0))
