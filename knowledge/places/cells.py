"""H3 cells and areas: which cells an area touches, how much of each it holds, the study area."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import mapping

from knowledge.places.kinds import RESOLUTION
from knowledge.places.measures import square_metres
from knowledge.places.mending import polygonal


@dataclass(frozen=True, slots=True)
class Parts:
    """What areas hold of cells: one row for each pair that shares some ground.

    Sorted by cell, then by area's position.

    Attributes
    ----------
    cell, area
        Positions in the cells and areas that were given, shape ``(m,)``.
    shape
        The part of the cell inside the area, shape ``(m,)``.
    size
        How large the part is, shape ``(m,)``. [m²]
    whole
        Whether the area holds all of the cell, shape ``(m,)``.
    """

    cell: NDArray[np.int64]
    area: NDArray[np.int64]
    shape: NDArray[np.object_]
    size: NDArray[np.float64]
    whole: NDArray[np.bool_]


def polygons(cells: NDArray[np.int64]) -> NDArray[np.object_]:
    """Return the outline [degrees] of each cell, shape ``(n,)``, longitude first."""
    from h3.api import numpy_int as h3

    if not len(cells):
        return np.empty(0, np.object_)
    rings = [h3.cell_to_boundary(cell) for cell in cells.tolist()]
    corner = np.array([point for ring in rings for point in ring])
    ring = np.repeat(np.arange(len(rings)), [len(each) for each in rings])
    return np.asarray(shapely.polygons(shapely.linearrings(corner[:, ::-1], indices=ring)))


def geojson(cells: NDArray[np.int64], **columns: Sequence[object]) -> dict[str, Any]:
    """Return the cells as a GeoJSON collection, each with its H3 index and its columns' values.

    Parameters
    ----------
    columns
        Values by name, each of shape ``(n,)``.
    """
    from h3.api import numpy_int as h3

    rows = zip(cells.tolist(), polygons(cells), *columns.values(), strict=True)
    features = [
        {
            "type": "Feature",
            "geometry": mapping(outline),
            "properties": {"cell": h3.int_to_str(cell), **dict(zip(columns, values, strict=True))},
        }
        for cell, outline, *values in rows
    ]
    return {"type": "FeatureCollection", "features": features}


def cell_at(lat: float, lon: float) -> int:
    """Return the H3 index of the cell that a point lies in."""
    from h3.api import numpy_int as h3

    return int(h3.latlng_to_cell(lat, lon, RESOLUTION))


def snapped(point: shapely.Point) -> shapely.Point:
    """Return the centre of the cell that a point lies in."""
    from h3.api import numpy_int as h3

    lat, lon = h3.cell_to_latlng(h3.latlng_to_cell(point.y, point.x, RESOLUTION))
    return shapely.Point(lon, lat)


def touching(areas: NDArray[np.object_]) -> NDArray[np.int64]:
    """Return the cells that share at least a point with one of the areas, sorted."""
    from h3.api import numpy_int as h3

    single = shapely.get_parts(areas)
    found = [
        h3.h3shape_to_cells_experimental(h3.geo_to_h3shape(one), RESOLUTION, "overlap")
        for one in single[~shapely.is_empty(single)]
    ]
    if not found:
        return np.empty(0, np.int64)
    return np.unique(np.concatenate(found)).astype(np.int64)


def clip(outlines: NDArray[np.object_], areas: NDArray[np.object_]) -> Parts:
    """Return what each area holds of each cell outline; parts without any area are left out.

    Parameters
    ----------
    outlines
        Cell polygons, shape ``(n,)``. [degrees]
    areas
        Valid polygons and multipolygons, shape ``(p,)``. [degrees]
    """
    shapely.prepare(areas)
    cell, area = shapely.STRtree(areas).query(outlines)
    whole = shapely.covers(areas[area], outlines[cell])
    near = whole | shapely.intersects(areas[area], outlines[cell])
    cell, area, whole = cell[near], area[near], whole[near]
    shape = outlines[cell]
    crossed = ~whole
    shape[crossed] = polygonal(shapely.intersection(areas[area[crossed]], shape[crossed]))
    size = square_metres(shape)
    kept = np.flatnonzero(size > 0)
    kept = kept[np.lexsort((area[kept], cell[kept]))]
    return Parts(cell[kept], area[kept], shape[kept], size[kept], whole[kept])


def largest(areas: NDArray[np.object_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the touched cells, sorted, and the position of the area that holds most of each.

    Of areas that hold equally much, the first counts.
    """
    cells = touching(areas)
    parts = clip(polygons(cells), areas)
    order = np.lexsort((parts.area, -parts.size, parts.cell))
    first, at = np.unique(parts.cell[order], return_index=True)
    return cells[first], parts.area[order][at]


def study_area(areas: NDArray[np.object_]) -> NDArray[np.int64]:
    """Return the cells at least half inside the union of ``areas``, sorted, shape ``(n,)``."""
    cells = touching(areas)
    outlines = polygons(cells)
    parts = clip(outlines, shapely.get_parts(shapely.union_all(areas)))
    inside = np.bincount(parts.cell, parts.size, minlength=len(cells))
    return cells[inside >= square_metres(outlines) / 2]
