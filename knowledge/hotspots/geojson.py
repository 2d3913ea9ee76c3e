"""Ranked cells as GeoJSON, exact, for the owner of the data."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.places.cells import polygons


def collection(
    cells: NDArray[np.int64],
    *,
    rank: Sequence[int],
    score: Sequence[float],
    incidents: Sequence[int],
) -> dict[str, Any]:
    """Return a FeatureCollection (RFC 7946) with one hexagon a cell, all of length n.

    Parameters
    ----------
    cells
        [H3 index] (n,)
    rank
        1 is highest.
    score
        Recency-weighted incidents.
    incidents
        Exact counts over the window that was asked for.
    """
    from shapely.geometry import mapping

    rows = zip(cells.tolist(), polygons(cells), rank, score, incidents, strict=True)
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": mapping(shape),
                "properties": {
                    "cell": f"{cell:x}",
                    "rank": place,
                    "score": high,
                    "incidents": count,
                },
            }
            for cell, shape, place, high, count in rows
        ],
    }
