"""Coordinates as files give them: missing, zero, swapped, projected, far away."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

#: What publishers write where there is no value.
NOTHING = frozenset({"", "null", "<null>", "(null)", "none", "nan", "na", "n/a", "unknown"})


class Bounds(NamedTuple):
    """A box of longitudes and latitudes [degrees]."""

    west: float
    south: float
    east: float
    north: float

    def hold(self, lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Return which points, shape ``(n,)``, lie in the box."""
        inside: NDArray[np.bool_] = (
            (lon >= self.west) & (lon <= self.east) & (lat >= self.south) & (lat <= self.north)
        )
        return inside


#: Where a point can be expected when no area is known: the United States, islands included.
COUNTRY = Bounds(west=-180.0, south=13.0, east=-64.0, north=72.0)


#: How far beyond the imported places an incident may still lie; about 50 km. [degrees]
BEYOND = 0.5


def around(layers: Sequence[NDArray[np.object_]]) -> Bounds | None:
    """Return the box around layers of shapes, with a margin; None without any shape."""
    import shapely

    shapes = [shape for layer in layers for shape in layer]
    if not shapes:
        return None
    west, south, east, north = shapely.total_bounds(shapes).tolist()
    return Bounds(west - BEYOND, south - BEYOND, east + BEYOND, north + BEYOND)


class Fault(IntEnum):
    """What is wrong with a row's coordinates."""

    NONE = 0
    NOT_NUMBERS = 1
    PROJECTED = 2
    SWAPPED = 3
    FAR_AWAY = 4


@dataclass(frozen=True, slots=True)
class Points:
    """Settled coordinates, each of shape ``(n,)``.

    Attributes
    ----------
    lat, lon
        WGS84 [degrees]; NaN where there is no place.
    fault
        A ``Fault`` for each row. [int8]
    turned
        How many rows of a publisher who swaps the two were put right.
    """

    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    fault: NDArray[np.int8]
    turned: int = 0


def settle(
    lat: NDArray[np.object_],
    lon: NDArray[np.object_],
    *,
    home: Bounds | None,
    area: Bounds | None,
    swapped: bool = False,
) -> Points:
    """Return the coordinates that texts of shape ``(n,)`` mean, and what is wrong with them.

    Parameters
    ----------
    home
        The publisher's city, roughly; None for files of no known publisher.
    area
        Where points are expected then: around the places that were imported.
    swapped
        Whether the publisher swaps latitude and longitude; rows already right stay so.
    """
    north, bad_north = numbers(lat)
    east, bad_east = numbers(lon)
    nowhere = np.isnan(north) | np.isnan(east) | (north == 0) | (east == 0)
    turned = 0
    if swapped and home is not None:
        turn = ~nowhere & ~home.hold(north, east) & home.hold(east, north)
        north, east = np.where(turn, east, north), np.where(turn, north, east)
        turned = int(turn.sum())
    fault = _faults(north, east, home or area)
    fault[nowhere] = Fault.NONE
    fault[bad_north | bad_east] = Fault.NOT_NUMBERS
    north[nowhere] = np.nan
    east[nowhere] = np.nan
    return Points(lat=north, lon=east, fault=fault, turned=turned)


def _faults(
    lat: NDArray[np.float64], lon: NDArray[np.float64], area: Bounds | None
) -> NDArray[np.int8]:
    expected = area or COUNTRY
    fault = np.zeros(len(lat), dtype=np.int8)
    inside = expected.hold(lat, lon)
    if area is not None:
        fault[~inside] = Fault.FAR_AWAY
    fault[(np.abs(lat) > 90) | (np.abs(lon) > 180)] = Fault.FAR_AWAY
    fault[~inside & expected.hold(lon, lat)] = Fault.SWAPPED
    fault[(np.abs(lat) > 180) | (np.abs(lon) > 180)] = Fault.PROJECTED
    return fault


def numbers(texts: NDArray[np.object_]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return the numbers of texts, shape ``(n,)``, NaN where none; and which are not numbers."""
    values = np.array(pd.to_numeric(pd.Series(texts), errors="coerce"), dtype=np.float64)
    values[~np.isfinite(values)] = np.nan
    bad = np.isnan(values)
    if bad.any():
        bad[bad] = [text.lower() not in NOTHING for text in texts[bad]]
    return values, bad


def unproject(
    points: Points,
    x: NDArray[np.object_],
    y: NDArray[np.object_],
    *,
    crs: str,
    home: Bounds | None,
) -> Points:
    """Return points whose missing places are filled from projected coordinates in ``crs``.

    What does not come out in the publisher's city stays without a place.
    """
    east, _bad_x = numbers(x)
    north, _bad_y = numbers(y)
    empty = np.isnan(points.lat) & (points.fault == Fault.NONE)
    fill = np.flatnonzero(empty & (np.nan_to_num(east) > 0) & (np.nan_to_num(north) > 0))
    if not len(fill):
        return points
    from pyproj import Transformer

    to_degrees = Transformer.from_crs(crs, "EPSG:4326", always_xy=True)
    lon, lat = to_degrees.transform(east[fill], north[fill])
    home_too = np.ones(len(fill), dtype=bool) if home is None else home.hold(lat, lon)
    points.lat[fill[home_too]] = lat[home_too]
    points.lon[fill[home_too]] = lon[home_too]
    return points
