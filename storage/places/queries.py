"""What others ask of places."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry
from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.places.kinds import AREAS, Kind
from knowledge.places.naming import Named
from knowledge.places.pieces import AreaLayer
from storage.tables import CellPlace, Layer, Place, StudyCell


@dataclass(frozen=True, slots=True)
class LayerInfo:
    """A layer as others see it.

    Attributes
    ----------
    approximate
        Files whose incidents it holds only by the cell's largest place; import them again
        to make the layer exact.
    """

    id: int
    kind: Kind
    file: str
    attribution: str
    imported_at: datetime
    approximate: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceOutline:
    """A place as it is drawn: simplified shape in WGS84, and where its name goes."""

    id: int
    name: str
    shape: BaseGeometry
    lat: float
    lon: float
    kind: Kind


def layers(session: Session, *, workspace: int) -> list[LayerInfo]:
    """Return the workspace's layers, in the order in which they were first imported."""
    found = session.scalars(select(Layer).where(Layer.workspace_id == workspace).order_by(Layer.id))
    return [
        LayerInfo(
            each.id, Kind(each.kind), each.file, each.attribution, each.imported_at,
            tuple(each.approximate),
        )
        for each in found
    ]  # fmt: skip


def study_cells(session: Session, *, workspace: int) -> NDArray[np.int64]:
    """Return the H3 cells of the study area, sorted, shape ``(n,)``; none without places."""
    found = select(StudyCell.cell).where(StudyCell.workspace_id == workspace)
    return np.sort(np.fromiter(session.scalars(found), np.int64))


def area_layers(
    session: Session, *, workspace: int, leave_out: Collection[Kind] = ()
) -> list[AreaLayer]:
    """Return every layer of areas with its whole shapes, for ``Pieces``, ordered by id."""
    kinds = [kind for kind in AREAS if kind not in leave_out]
    found = session.execute(
        select(Place.layer_id, Place.key, Place.id, Place.geometry)
        .join(Layer, Layer.id == Place.layer_id)
        .where(Place.workspace_id == workspace, Layer.kind.in_(kinds))
    )
    rows = sorted((layer, key, id_, shape) for layer, key, id_, shape in found)
    by_layer: dict[int, list[tuple[int, bytes]]] = {}
    for layer, _key, id_, shape in rows:
        by_layer.setdefault(layer, []).append((id_, shape))
    return [
        AreaLayer(
            layer,
            np.array([id_ for id_, _shape in places], np.int64),
            np.asarray(shapely.from_wkb(np.array([shape for _id, shape in places], np.object_))),
        )
        for layer, places in by_layer.items()
    ]


def names(session: Session, *, workspace: int) -> list[Named]:
    """Return every place by its names, ordered by id."""
    found = session.execute(
        select(Place.id, Place.name, Place.aliases, Layer.kind)
        .join(Layer, Layer.id == Place.layer_id)
        .where(Place.workspace_id == workspace)
        .order_by(Place.id)
    )
    return [Named(id_, name, tuple(aliases), Kind(kind)) for id_, name, aliases, kind in found]


def around(session: Session, *, workspace: int, cell: int, kind: Kind) -> list[int]:
    """Return the ids of a kind's places that hold most of a cell, in order."""
    found = (
        select(CellPlace.place_id)
        .join(Layer, Layer.id == CellPlace.layer_id)
        .where(CellPlace.workspace_id == workspace, CellPlace.cell == cell, Layer.kind == kind)
        .order_by(CellPlace.place_id)
    )
    return list(session.scalars(found))


def outlines(session: Session, *, workspace: int, kinds: Sequence[Kind]) -> list[PlaceOutline]:
    """Return the places of some kinds as they are drawn, ordered by id; sites are points."""
    found = session.execute(
        select(Place.id, Place.name, Place.outline, Place.lat, Place.lon, Layer.kind)
        .join(Layer, Layer.id == Place.layer_id)
        .where(Place.workspace_id == workspace, Layer.kind.in_(kinds))
        .order_by(Place.id)
    )
    return [
        PlaceOutline(id_, name, shapely.from_wkb(outline), lat, lon, Kind(kind))
        for id_, name, outline, lat, lon, kind in found
    ]


def by_key(session: Session, *, workspace: int, kind: Kind) -> dict[str, int]:
    """Return the ids of a layer's places by key, and by name where no place has that key."""
    found = session.execute(
        select(Place.key, Place.name, Place.id)
        .join(Layer, Layer.id == Place.layer_id)
        .where(Place.workspace_id == workspace, Layer.kind == kind)
        .order_by(Place.id.desc())
    )
    rows = found.all()
    return {name: id_ for _key, name, id_ in rows} | {key: id_ for key, _name, id_ in rows}
