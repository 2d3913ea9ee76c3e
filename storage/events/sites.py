"""Where an event can be, by the places that are known: of a named site only its cell is kept."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.places.kinds import RESOLUTION, Kind
from storage.tables import Layer, Place


@dataclass(frozen=True, slots=True)
class Site:
    """A place that somebody chose; only a named public place, which is a point, has a cell."""

    name: str
    cell: int | None


def site(session: Session, *, workspace: int, place: int) -> Site | None:
    """Return a place by its id, if it is there."""
    wanted = (Place.workspace_id == workspace, Place.id == place)
    found = session.execute(
        select(Place.name, Place.lat, Place.lon, Layer.kind)
        .join(Layer, Layer.id == Place.layer_id)
        .where(*wanted)
    ).first()
    if found is None:
        return None
    name, lat, lon, kind = found
    return Site(name, cell_at(lat, lon) if kind == Kind.SITE else None)


def cell_at(lat: float, lon: float) -> int:
    """Return the cell that a point lies in."""
    import h3.api.basic_int as h3

    return int(h3.latlng_to_cell(lat, lon, RESOLUTION))
