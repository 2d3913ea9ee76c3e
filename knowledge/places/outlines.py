"""Places as a map shows them: simpler outlines, and a point where a name goes."""

import numpy as np
import shapely
from numpy.typing import NDArray

from knowledge.places.measures import metres_per_degree
from knowledge.places.mending import polygonal

#: How far a drawn border may lie from the real one: under a pixel on a map of a city. [m]
TOLERANCE = 40.0
#: Gaps between neighbours up to this wide are drawn closed. [m]
GAP = 20.0


def simplified(areas: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return the areas, shape ``(p,)``, simplified so that neighbours still share borders."""
    scale = _scale(areas)
    flat = shapely.transform(areas, lambda degrees: degrees * scale)
    if shapely.coverage_is_valid(flat):
        closed = flat
    else:
        cleaned = shapely.coverage_clean(flat, gap_width=GAP)  # type: ignore[attr-defined]
        closed = polygonal(cleaned)
    drawn = polygonal(shapely.coverage_simplify(closed, TOLERANCE))
    lost = shapely.is_empty(drawn) | ~shapely.is_valid(drawn)
    drawn[lost] = shapely.simplify(flat[lost], TOLERANCE)
    return np.asarray(shapely.transform(drawn, lambda metres: metres / scale))


def label_points(areas: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return for each area a point well inside its largest part: ``(p, 2)``, lat, lon."""
    scale = _scale(areas)
    flat = shapely.transform(areas, lambda degrees: degrees * scale)
    single, owner = shapely.get_parts(flat, return_index=True)
    order = np.lexsort((-shapely.area(single), owner))
    biggest = single[order][np.unique(owner[order], return_index=True)[1]]
    radius = shapely.maximum_inscribed_circle(biggest, tolerance=TOLERANCE)
    middle = shapely.get_coordinates(shapely.get_point(radius, 0)) / scale
    return np.asarray(middle[:, ::-1], np.float64)


def _scale(areas: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return how long a degree is to the east and to the north in the middle. [m/degree]."""
    _west, south, _east, north = shapely.total_bounds(areas)
    return np.array(metres_per_degree((south + north) / 2))
