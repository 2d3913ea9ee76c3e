"""Areas and lengths of WGS84 shapes, exact enough for a city, without a projection library.

References
----------
Snyder (1987), Map Projections: A Working Manual, USGS Professional Paper 1395: equations
3-12 (authalic ``q``) and 10-15 (cylindrical equal-area), 4-19 and 4-20 (length of a degree).
"""

import numpy as np
import shapely
from numpy.typing import NDArray

#: WGS84: equatorial radius [m] and first eccentricity squared.
RADIUS = 6_378_137.0
ECCENTRICITY_SQUARED = 0.006694379990141317


def square_metres(shapes: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return the area of each shape on the ellipsoid.

    Parameters
    ----------
    shapes
        Geometries in longitude and latitude, shape ``(n,)``. [degrees]

    Returns
    -------
    ndarray
        Areas, shape ``(n,)``. [m²] Edges are straight in longitude and sine of latitude,
        which for edges under 10 km changes an area by less than one part in 10,000.
    """
    return np.asarray(shapely.area(shapely.transform(shapes, _equal_area)), np.float64)


def metres_per_degree(lat: float) -> tuple[float, float]:
    """Return how long [m] a degree of longitude and one of latitude are at ``lat``."""
    sine = np.sin(np.radians(lat))
    curve = 1 - ECCENTRICITY_SQUARED * sine**2
    east = np.radians(1) * RADIUS * np.cos(np.radians(lat)) / np.sqrt(curve)
    north = np.radians(1) * RADIUS * (1 - ECCENTRICITY_SQUARED) / curve**1.5
    return float(east), float(north)


def _equal_area(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
    """Project ``(n, 2)`` longitudes and latitudes to the cylindrical equal-area [m]."""
    eccentricity = np.sqrt(ECCENTRICITY_SQUARED)
    sine = np.sin(np.radians(degrees[:, 1]))
    bent = eccentricity * sine
    q = (1 - ECCENTRICITY_SQUARED) * (
        sine / (1 - bent**2) + np.arctanh(bent) / eccentricity  # arctanh is 3-12's logarithm
    )
    return np.column_stack([RADIUS * np.radians(degrees[:, 0]), RADIUS * q / 2])
