"""Files of incidents for tests, and what a database holds after importing them."""

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.incidents.request import ImportRequest, ImportSummary
from handlers.incidents.service import import_incidents
from handlers.places.request import PlacesRequest
from handlers.places.service import import_places
from handlers.toolbox import Toolbox
from knowledge.places.kinds import Kind
from storage.tables import (
    Base,
    CellMonth,
    Incident,
    IncidentNumber,
    PiecePlace,
    PlaceDay,
)

HEADER = ("number", "occurred_at", "lat", "lon", "victims", "fatal")

#: Points in different cells, some 2 km apart, and one in the first cell some 30 m away.
SPOTS = ((39.990, -75.120), (39.990, -75.145), (39.972, -75.120), (39.9903, -75.120))

Line = tuple[Any, ...]


def line(
    number: object, minute: int, spot: int | None = 0, victims: int = 1, fatal: int = 0
) -> Line:
    """Return a row ``minute`` minutes after noon of 1 March 2026."""
    at = (datetime(2026, 3, 1, 12, tzinfo=UTC) + timedelta(minutes=minute)).strftime(
        "%Y-%m-%d %H:%M"
    )
    lat, lon = ("", "") if spot is None else SPOTS[spot]
    return (number, at, lat, lon, victims, fatal)


def write(file: Path, lines: Iterable[Line]) -> Path:
    """Write lines as a CSV in the generic layout."""
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([HEADER, *lines])
    return file


def take_in(tools: Toolbox, *files: Path, **asked: Any) -> ImportSummary:
    """Import files in Philadelphia's zone."""
    return import_incidents(
        tools, ImportRequest(**{"files": files, "timezone": "America/New_York"} | asked)
    )


def incidents(tools: Toolbox) -> list[Incident]:
    """Return every incident, the earliest first."""
    with tools.read() as session:
        return list(session.scalars(select(Incident).order_by(Incident.minute, Incident.id)))


def snapshot(tools: Toolbox) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table, as text."""
    with tools.read() as session:
        return everything(session)


def assert_true(tools: Toolbox) -> None:
    """Compare the kept sums with a count of the incidents, one by one."""
    with tools.read() as session:
        assert_sums_are_true(session)


def take_in_layer(tools: Toolbox, file: Path, kind: Kind) -> None:
    """Import places."""
    import_places(tools, PlacesRequest(file=file, kind=kind))


def strips(folder: Path, name: str, *edges: float) -> Path:
    """Write strips between longitudes as a layer of places."""
    shapes = [
        [[[west, 39.9], [east, 39.9], [east, 40.1], [west, 40.1], [west, 39.9]]]
        for west, east in pairwise(edges)
    ]
    features = [
        {
            "type": "Feature",
            "properties": {"name": f"{name} {at}"},
            "geometry": {"type": "Polygon", "coordinates": shape},
        }
        for at, shape in enumerate(shapes)
    ]
    file = folder / f"{name}.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return file


def everything(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table, as text."""
    return {
        table.name: sorted(tuple(map(repr, row)) for row in session.execute(select(table)))
        for table in Base.metadata.sorted_tables
    }


def assert_sums_are_true(session: Session) -> None:
    """Compare the kept sums with a count of the incidents, one by one."""
    places = defaultdict(list)
    for link in session.scalars(select(PiecePlace)):
        places[link.piece_id].append(link.place_id)
    months: dict[tuple[Any, ...], Counter[str]] = defaultdict(Counter)
    days: dict[tuple[Any, ...], Counter[str]] = defaultdict(Counter)
    for one in session.scalars(select(Incident)):
        people = {
            "incidents": 1,
            "fatal_incidents": int(one.fatal > 0),
            "victims": one.victims,
            "fatal": one.fatal,
        }
        part = ("night", "morning", "afternoon", "evening")[one.hour // 6]
        day = people | {"unlocated": int(one.cell is None), part: int(one.hour >= 0)}
        if one.cell is not None:
            month = one.day.year * 12 + one.day.month - 1
            months[one.workspace_id, one.category, one.cell, month].update(people)
        for place in (0, *places[one.piece_id]):
            days[one.workspace_id, one.category, one.day, place].update(day)
    assert _kept(session, CellMonth, 4) == {key: +count for key, count in months.items()}
    assert _kept(session, PlaceDay, 4) == {key: +count for key, count in days.items()}


def assert_numbers_are_true(session: Session) -> None:
    """Check that every number belongs to an incident, and brings in its part of it."""
    victims: Counter[int] = Counter()
    for number in session.scalars(select(IncidentNumber)):
        victims[number.incident_id] += number.victims
    assert victims == {one.id: one.victims for one in session.scalars(select(Incident))}


def _kept(session: Session, of: Any, keys: int) -> dict[tuple[Any, ...], Counter[str]]:
    names = [column.name for column in of.__table__.columns]
    return {
        tuple(row[:keys]): +Counter(dict(zip(names[keys:], row[keys:], strict=True)))
        for row in session.execute(select(of.__table__))
    }
