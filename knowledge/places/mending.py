"""Shapes as publishers draw them, made fit to compute with."""

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

_POLYGONAL = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)


def mend(shape: BaseGeometry) -> BaseGeometry:
    """Return a valid polygon or multipolygon of the same ground, empty where there is none.

    Heights are dropped; a ring that crosses itself is taken apart; lines and points that
    are left over are dropped.
    """
    flat = shapely.force_2d(shape)
    if not shapely.is_valid(flat):
        flat = shapely.make_valid(flat, method="structure", keep_collapsed=False)
    found: BaseGeometry = polygonal(np.array([flat], np.object_))[0]
    return found


def polygonal(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return the shapes, shape ``(n,)``, each with only what of it is area."""
    kept = np.array(shapes, np.object_)
    kind = shapely.get_type_id(kept)
    mixed = kind == shapely.GeometryType.GEOMETRYCOLLECTION
    kept[~np.isin(kind, _POLYGONAL) & ~mixed] = shapely.Polygon()
    for at in np.flatnonzero(mixed):
        parts = shapely.get_parts(kept[at])
        areas = parts[np.isin(shapely.get_type_id(parts), _POLYGONAL)]
        kept[at] = shapely.union_all(areas) if len(areas) else shapely.Polygon()
    return kept


def is_projected(shapes: NDArray[np.object_]) -> bool:
    """Return whether coordinates cannot be degrees of longitude and latitude."""
    if not len(shapes):
        return False
    west, south, east, north = shapely.total_bounds(shapes)
    return bool(west < -180 or east > 180 or south < -90 or north > 90)
