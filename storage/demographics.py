"""Residents of places: tables read, written a layer at a time, and queried."""

import csv
import io
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from knowledge.errors import DataError
from knowledge.places.census import Residents
from knowledge.places.kinds import Kind
from knowledge.words import _
from storage.opening import Form, form, opened
from storage.tables import Demographics, Layer, Place


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, and the line it ends on."""

    line: int
    values: Mapping[str, str]


def read(file: Path) -> list[Row]:
    """Return the rows of a CSV file, plain or packed.

    Raises
    ------
    DataError
        When the file is missing, damaged, not CSV, or has no rows.
    """
    if form(file) is not Form.CSV:
        raise DataError(_("{file} is not CSV. Save the table as CSV.").format(file=file.name))
    with opened(file) as source:
        text = source.stream.read().decode("utf-8-sig", "replace")
    reader = csv.DictReader(io.StringIO(text, newline=""), restval="")
    try:
        rows = [Row(reader.line_num, {key: row[key] for key in row if key}) for row in reader]
    except csv.Error:
        raise DataError(_("{file} is not a whole CSV file.").format(file=file.name)) from None
    if not rows:
        raise DataError(_("{file} has no rows.").format(file=file.name))
    return rows


def replace(
    session: Session,
    found: Mapping[int, Residents],
    *,
    workspace: int,
    kind: Kind,
    origin: str,
) -> None:
    """Put the residents of the layer's places in the place of those that were known."""
    ids = (
        select(Place.id)
        .join(Layer, Layer.id == Place.layer_id)
        .where(Place.workspace_id == workspace, Layer.kind == kind)
    )
    session.execute(
        delete(Demographics).where(
            Demographics.workspace_id == workspace, Demographics.place_id.in_(ids)
        )
    )
    ours = set(session.scalars(ids))
    rows = [
        {"workspace_id": workspace, "place_id": place, "origin": origin, **asdict(residents)}
        for place, residents in found.items()
        if place in ours
    ]
    if rows:
        session.execute(insert(Demographics), rows)


def residents(
    session: Session, ids: Collection[int], *, workspace: int
) -> dict[int, tuple[Residents, str]]:
    """Return who lives in places, and where the figures come from, by place id."""
    found = session.scalars(
        select(Demographics)
        .where(Demographics.workspace_id == workspace, Demographics.place_id.in_(ids))
        .order_by(Demographics.place_id)
    )
    names = [each.name for each in fields(Residents)]
    return {
        row.place_id: (Residents(**{name: getattr(row, name) for name in names}), row.origin)
        for row in found
    }
