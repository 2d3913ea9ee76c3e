"""The part of the world that a map shows, in Web Mercator like every tile server's."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_EQUATOR = 40_075_016.686  # [m]
_LEAST = 1_500.0  # no view is narrower: a place of one cell still shows what is around it [m]
_POLE = 85.0  # beyond it Web Mercator has no room [degrees]


@dataclass(frozen=True, slots=True)
class View:
    """A window on the world.

    Attributes
    ----------
    x, y
        Its centre; the world runs from 0 to 1, eastward and southward.
    scale
        Pixels to the whole world. [px]
    width, height
        [px]
    """

    x: float
    y: float
    scale: float
    width: int
    height: int

    @property
    def lat(self) -> float:
        """Latitude of the centre, in degrees."""
        return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * self.y))))

    @property
    def lon(self) -> float:
        """Longitude of the centre, in degrees."""
        return self.x * 360 - 180

    @property
    def metres(self) -> float:
        """How many metres a pixel is at the centre."""
        return _EQUATOR * math.cos(math.radians(self.lat)) / self.scale

    def pixels(self, lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        """Turn longitude and latitude ``(n, 2)`` [degrees] into pixels of the view ``(n, 2)``."""
        middle = np.array([self.width / 2, self.height / 2])
        return np.asarray((world(lonlat) - (self.x, self.y)) * self.scale + middle)

    def lonlat(self, pixels: NDArray[np.float64]) -> NDArray[np.float64]:
        """Turn pixels of the view ``(n, 2)`` into longitude and latitude [degrees]."""
        middle = np.array([self.width / 2, self.height / 2])
        at = (pixels - middle) / self.scale + (self.x, self.y)
        lat = np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * at[:, 1]))))
        return np.column_stack([at[:, 0] * 360 - 180, lat])


def world(lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn longitude and latitude ``(n, 2)`` [degrees] into the square from 0 to 1."""
    lon = lonlat[:, 0]
    lat = np.radians(np.clip(lonlat[:, 1], -_POLE, _POLE))
    return np.column_stack([(lon + 180) / 360, (1 - np.arcsinh(np.tan(lat)) / np.pi) / 2])


def fit(bounds: Sequence[float], width: int, height: int, *, margin: int) -> View:
    """Return the view that shows bounds ``(west, south, east, north)`` whole, with a margin."""
    west, south, east, north = bounds
    (left, top), (right, bottom) = world(np.array([(west, north), (east, south)])).tolist()
    least = _LEAST / (_EQUATOR * math.cos(math.radians(min(abs(north + south) / 2, _POLE))))
    scale = min(
        (width - 2 * margin) / max(right - left, least),
        (height - 2 * margin) / max(bottom - top, least),
    )
    return View((left + right) / 2, (top + bottom) / 2, scale, width, height)
