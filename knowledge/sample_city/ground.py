"""The ground of the made-up city: its outline, neighbourhoods, river and public places."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from knowledge.sample_city.plan import QUARTERS, SITES, tract

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely import Point, Polygon
    from shapely.geometry.base import BaseGeometry

NAME = "Northfield (synthetic)"
TIMEZONE = "America/New_York"
ATTRIBUTION = "Synthetic data: a made-up city, no real people or incidents"

#: Its centre, in a state forest. [degrees]
LAT, LON = 41.33, -77.62
_KM_PER_DEGREE = 111.195
_STEP = 0.09  # a vertex about every so many km keeps borders smooth
_DIGITS = 6  # of a degree: 0.1 m
_RIVER_HALF_WIDTH = 0.13

#: Waves that bend straight borders: reach [km], phase, and wave numbers east and north.
_BENDS = (
    (0.22, 0.4, 1.1, 0.7),
    (0.11, 2.1, -1.9, 2.3),
    (0.05, 4.4, 4.6, -3.9),
    (0.025, 1.3, -8.3, 9.1),
)


def to_wgs84(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn kilometres east and north of the centre into longitude and latitude, ``(n, 2)``."""
    scale = np.array([_KM_PER_DEGREE * np.cos(np.radians(LAT)), _KM_PER_DEGREE])
    return np.asarray(np.round(points / scale + np.array([LON, LAT]), _DIGITS))


def bent(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Move points [km] by a smooth field, the same for all, so that shared borders stay shared."""
    moved = points.copy()
    for reach, phase, east, north in _BENDS:
        angle = points @ np.array([east, north])
        moved[:, 0] += reach * np.sin(angle * 1.3 + phase)
        moved[:, 1] += reach * np.cos(angle + 2 * phase)
    return moved


@lru_cache(maxsize=1)
def quarters() -> tuple[BaseGeometry, ...]:
    """Return the neighbourhoods [km] in the order of the plan; together they are the city."""
    middles = np.array([(quarter.east, quarter.north) for quarter in QUARTERS])
    shapes = shapely.get_parts(
        shapely.voronoi_polygons(shapely.MultiPoint(middles), extend_to=_town().envelope)
    )
    parts = (_part(shapes, shapely.Point(middle)) for middle in middles)
    return tuple(shapely.transform(part, _bent_on_grid) for part in parts)


def neighborhoods() -> dict[str, Any]:
    """Return the twelve neighbourhoods as GeoJSON; properties ``name``, ``GEOID``."""
    return _collection(
        _feature(shape, name=quarter.name, GEOID=tract(quarter))
        for quarter, shape in zip(QUARTERS, quarters(), strict=True)
    )


def city() -> dict[str, Any]:
    """Return the city limits as GeoJSON, one part on each side of the river."""
    return _collection([_feature(whole(), name=NAME)])


def whole() -> BaseGeometry:
    """Return the city [km]: the neighbourhoods together."""
    return shapely.coverage_union_all(quarters())


def sites() -> dict[str, Any]:
    """Return the public places as GeoJSON points; properties ``name``, ``use``."""
    return _collection(
        _feature(
            shapely.transform(shapely.Point(site.east, site.north), bent),
            name=site.name,
            use=site.use,
        )
        for site in SITES
    )


def _town() -> Polygon:
    angle = np.linspace(0, 2 * np.pi, 90, endpoint=False)
    radius = (
        1 + 0.06 * np.sin(3 * angle + 0.8) + 0.04 * np.cos(5 * angle) + 0.03 * np.sin(9 * angle)
    )
    east, north = 4.35 * radius * np.cos(angle), 3.75 * radius * np.sin(angle)
    return shapely.Polygon(np.column_stack([east, north]))


def _river() -> Polygon:
    north = np.linspace(-6, 6, 120)
    east = -1.65 + 0.34 * np.sin(0.95 * north + 0.6) + 0.12 * np.sin(2.4 * north)
    return shapely.LineString(np.column_stack([east, north])).buffer(_RIVER_HALF_WIDTH)


def _part(shapes: NDArray[Any], middle: Point) -> BaseGeometry:
    """Return the dry land of the cell around a middle, on the middle's own side of the river."""
    cell = next(shape for shape in shapes if shape.contains(middle))
    land = shapely.segmentize(cell, _STEP).intersection(_town()).difference(_river())
    dry: BaseGeometry = next(part for part in shapely.get_parts(land) if part.contains(middle))
    return shapely.segmentize(dry, _STEP)


def _bent_on_grid(points: NDArray[np.float64]) -> NDArray[np.float64]:
    return bent(np.round(points, 5))


def _feature(shape: BaseGeometry, **properties: str) -> dict[str, Any]:
    geometry = shapely.geometry.mapping(shapely.transform(shape, to_wgs84))
    return {
        "type": "Feature",
        "properties": {**properties, "synthetic": True},
        "geometry": geometry,
    }


def _collection(features: Any) -> dict[str, Any]:
    return {
        "type": "FeatureCollection",
        "name": NAME,
        "attribution": ATTRIBUTION,
        "features": list(features),
    }
