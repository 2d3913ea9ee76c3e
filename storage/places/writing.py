"""A layer of places written as a whole, over the one of its kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from knowledge.places.drawing import Drawn
from knowledge.places.kinds import Kind
from storage.tables import CellPlace, Layer, Place, StudyCell


@dataclass(frozen=True, slots=True)
class NewLayer:
    """A layer ready to be written.

    Attributes
    ----------
    places
        In the order of their keys.
    cells, most
        Touched cells, and the position in ``places`` of the place that holds most of each.
    """

    kind: Kind
    file: str
    attribution: str
    places: Sequence[Drawn]
    cells: NDArray[np.int64]
    most: NDArray[np.int64]


def replace(session: Session, new: NewLayer, *, workspace: int, now: datetime) -> tuple[int, bool]:
    """Write a layer over the one of its kind; return its id, and whether its ground changed.

    A place keeps its id for as long as its key stays in the file.
    """
    mine = (Layer.workspace_id == workspace, Layer.kind == new.kind)
    layer = session.scalars(select(Layer).where(*mine)).one_or_none()
    if layer is None:
        layer = Layer(workspace_id=workspace, kind=new.kind, approximate=[])
        session.add(layer)
    layer.file, layer.attribution, layer.imported_at = new.file, new.attribution, now
    session.flush()
    return layer.id, _write(session, layer.id, new, workspace=workspace)


def keep_study_area(session: Session, cells: NDArray[np.int64], *, workspace: int) -> None:
    """Put these cells in the place of the study area."""
    session.execute(delete(StudyCell).where(StudyCell.workspace_id == workspace))
    rows = [{"workspace_id": workspace, "cell": cell} for cell in cells.tolist()]
    if rows:
        session.execute(insert(StudyCell), rows)


def _write(session: Session, layer: int, new: NewLayer, *, workspace: int) -> bool:
    """Write a layer's places and, where its ground changed, its cells; return whether it did."""
    mine = (Place.workspace_id == workspace, Place.layer_id == layer)
    before = {
        key: (id_, geometry)
        for key, id_, geometry in session.execute(
            select(Place.key, Place.id, Place.geometry).where(*mine)
        )
    }
    rows = [_row(place, layer, workspace) for place in new.places]
    ground = {row["key"]: row["geometry"] for row in rows}
    changed = ground != {key: geometry for key, (_id, geometry) in before.items()}
    gone = [id_ for key, (id_, _geometry) in before.items() if key not in ground]
    session.execute(delete(Place).where(Place.workspace_id == workspace, Place.id.in_(gone)))
    known = [{**row, "id": before[row["key"]][0]} for row in rows if row["key"] in before]
    fresh = [row for row in rows if row["key"] not in before]
    if known:
        session.execute(update(Place), known)
    if fresh:
        session.execute(insert(Place), fresh)
    if changed:
        _write_cells(session, layer, new, workspace=workspace)
    return changed


def _write_cells(session: Session, layer: int, new: NewLayer, *, workspace: int) -> None:
    session.execute(
        delete(CellPlace).where(CellPlace.workspace_id == workspace, CellPlace.layer_id == layer)
    )
    mine = (Place.workspace_id == workspace, Place.layer_id == layer)
    ids = dict(session.execute(select(Place.key, Place.id).where(*mine)).all())
    owner = [ids[place.key] for place in new.places]
    rows = [
        {"workspace_id": workspace, "layer_id": layer, "cell": cell, "place_id": owner[most]}
        for cell, most in zip(new.cells.tolist(), new.most.tolist(), strict=True)
    ]
    if rows:
        session.execute(insert(CellPlace), rows)


def _row(place: Drawn, layer: int, workspace: int) -> dict[str, Any]:
    return {
        "workspace_id": workspace,
        "layer_id": layer,
        "key": place.key,
        "name": place.name,
        "aliases": list(place.aliases),
        "geometry": shapely.to_wkb(place.shape),
        "outline": shapely.to_wkb(place.outline),
        "area_km2": place.area_km2,
        "lat": place.lat,
        "lon": place.lon,
    }
