"""Places with what a map and an answer need of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from shapely.geometry.base import BaseGeometry

from knowledge.places.gathering import Area
from knowledge.places.kinds import Kind
from knowledge.places.measures import square_metres
from knowledge.places.outlines import label_points, simplified


@dataclass(frozen=True, slots=True)
class Drawn:
    """A place ready to be kept: whole and simplified shape, area, and where its name goes."""

    key: str
    name: str
    aliases: tuple[str, ...]
    shape: BaseGeometry
    outline: BaseGeometry
    area_km2: float
    lat: float
    lon: float


def draw(places: Sequence[Area], kind: Kind) -> list[Drawn]:
    """Return the places of a layer with outline, area [km²] and label point [degrees]."""
    shapes = np.array([place.shape for place in places], np.object_)
    if kind is Kind.SITE:
        points = np.array([(shape.y, shape.x) for shape in shapes])
        return _together(places, shapes, np.zeros(len(shapes)), points)
    outlines = simplified(shapes)
    return _together(places, outlines, square_metres(shapes) / 1e6, label_points(outlines))


def _together(
    places: Sequence[Area],
    outlines: np.ndarray[tuple[int], np.dtype[np.object_]],
    km2: np.ndarray[tuple[int], np.dtype[np.float64]],
    points: np.ndarray[tuple[int, int], np.dtype[np.float64]],
) -> list[Drawn]:
    return [
        Drawn(
            place.key, place.name, place.aliases, place.shape, outline, float(area), *map(float, at)
        )
        for place, outline, area, at in zip(places, outlines, km2, points, strict=True)
    ]
