"""Reference methods from the literature that the ranking is compared with, on the same cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

YEAR = 365
EARTH = 6_371_008.8
"""Mean radius of the Earth. [m]"""

BANDWIDTHS = (100, 150, 200, 300, 500)
"""Standard deviations of the Gaussian kernels. [m]"""

NEAR = 400
"""Cells with centres this close are neighbours to Gi*: the six around a cell, and itself. [m]"""

_CUT_OFF = 4  # bandwidths; what lies beyond is 3 in 10,000 of the centre
_ROWS_AT_ONCE = 256


class Weights(NamedTuple):
    """A sparse matrix of weights between cells, one entry a pair, (p,)."""

    row: NDArray[np.intp]
    column: NDArray[np.intp]
    weight: NDArray[np.float64]

    def times(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Multiply the matrix with one value a cell, (n,)."""
        products = self.weight * values[self.column]
        return np.bincount(self.row, weights=products, minlength=len(values)).astype(np.float64)


@dataclass(frozen=True, slots=True)
class Area:
    """A study area as the reference methods need it: who lies how near to whom.

    Attributes
    ----------
    cells
        How many.
    kernels
        Gaussian weights by bandwidth [m], 1 on the diagonal, cut off at four bandwidths.
    near
        Weight 1 for centres within 400 m, the cell itself included.
    """

    cells: int
    kernels: Mapping[int, Weights]
    near: Weights


class History(NamedTuple):
    """Incidents before a cut, inside the study area.

    Attributes
    ----------
    cell_index
        Positions of their cells. (m,)
    age
        Days from each incident to the cut; the day before it is 1. [days] (m,)
    """

    cell_index: NDArray[np.intp]
    age: NDArray[np.int64]


def area_of(cells: NDArray[np.int64]) -> Area:
    """Measure the study area once: distances between cell centres, on a plane around its middle.

    Parameters
    ----------
    cells
        Cell numbers. [H3 index] (n,)
    """
    import h3.api.basic_int as h3

    degrees = np.array([h3.cell_to_latlng(cell) for cell in cells.tolist()]).reshape(-1, 2)
    lat, lon = np.radians(degrees).T
    metres = EARTH * np.column_stack((lon * np.cos(lat.mean()), lat))
    row, column, distance = _pairs(metres, _CUT_OFF * max(BANDWIDTHS))
    kernels = {}
    for bandwidth in BANDWIDTHS:
        close = distance <= _CUT_OFF * bandwidth
        weight = np.exp(-0.5 * (distance[close] / bandwidth) ** 2)
        kernels[bandwidth] = Weights(row[close], column[close], weight)
    close = distance <= NEAR
    near = Weights(row[close], column[close], np.ones(int(close.sum())))
    return Area(len(cells), kernels, near)


def _pairs(
    metres: NDArray[np.float64], reach: float
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float64]]:
    """Return all pairs of points within reach, each with itself too: row, column, distance [m]."""
    found = []
    for first in range(0, len(metres), _ROWS_AT_ONCE):
        step = metres[first : first + _ROWS_AT_ONCE, None, :] - metres[None, :, :]
        distance = np.hypot(step[..., 0], step[..., 1])
        row, column = np.nonzero(distance <= reach)
        found.append((row + first, column, distance[row, column]))
    row, column, distance = (np.concatenate(part) for part in zip(*found, strict=True))
    return row, column, distance


def counts(history: History, area: Area, *, days: int | None = None) -> NDArray[np.float64]:
    """Count the incidents of the last ``days`` days in each cell, all of them by default, (n,)."""
    index = history.cell_index if days is None else history.cell_index[history.age <= days]
    return np.bincount(index, minlength=area.cells).astype(np.float64)


def recent(history: History, area: Area, *, years: float) -> NDArray[np.float64]:
    """Count incidents, each weighing ``2 ** (-age / half-life)``, half-life in years, (n,)."""
    weights = np.exp2(-history.age / (years * YEAR))
    return np.bincount(history.cell_index, weights=weights, minlength=area.cells).astype(np.float64)


def getis_ord(values: NDArray[np.float64], area: Area) -> NDArray[np.float64]:
    """Return Gi* of each cell with binary weights, the cell itself included, [z] (n,).

    All zeros where every cell has the same value.

    References
    ----------
    Ord & Getis (1995), Geographical Analysis 27, 286–306, equation 14.
    """
    n = area.cells
    mean, spread = values.mean(), values.std()
    members = area.near.times(np.ones(n))
    unlike = spread * np.sqrt((n * members - members**2) / max(n - 1, 1))
    above = area.near.times(values) - mean * members
    z: NDArray[np.float64] = np.divide(above, unlike, out=np.zeros(n), where=unlike > 0)
    return z


def kernel_density(values: NDArray[np.float64], area: Area, bandwidth: int) -> NDArray[np.float64]:
    """Return the Gaussian kernel density of values at cell centres, up to a factor, (n,).

    References
    ----------
    Silverman (1986), Density Estimation for Statistics and Data Analysis, chapter 4.
    """
    return area.kernels[bandwidth].times(values)


def shrunk(values: NDArray[np.float64], area: Area, bandwidth: int) -> NDArray[np.float64]:
    """Shrink each value to the Gaussian mean around it, itself included, (n,).

    A value keeps ``value / (value + 1)`` of its distance from that mean: what rests on few
    incidents moves most.

    References
    ----------
    Marshall (1991), Applied Statistics 40, 283–294: shrinking to a local mean.
    """
    kernel = area.kernels[bandwidth]
    mean = kernel.times(values) / kernel.times(np.ones(area.cells))
    return mean + values / (values + 1) * (values - mean)


METHODS: Mapping[str, Callable[[History, Area], NDArray[np.float64]]] = {
    "count, last 28 days": lambda past, area: counts(past, area, days=28),
    "count, last 90 days": lambda past, area: counts(past, area, days=90),
    "count, last year": lambda past, area: counts(past, area, days=YEAR),
    "count, 3 years": lambda past, area: counts(past, area, days=3 * YEAR),
    "count, all history": counts,
    "Getis–Ord Gi*, 3 years, neighbours within 400 m": lambda past, area: getis_ord(
        counts(past, area, days=3 * YEAR), area
    ),
    "kernel density, 1 year, 200 m": lambda past, area: kernel_density(
        counts(past, area, days=YEAR), area, 200
    ),
    "kernel density, 1 year, 500 m": lambda past, area: kernel_density(
        counts(past, area, days=YEAR), area, 500
    ),
    "kernel density, recency-weighted, half-life 3 years, 100 m": lambda past, area: kernel_density(
        recent(past, area, years=3), area, 100
    ),
    "count, recency-weighted, half-life 3 years": lambda past, area: recent(past, area, years=3),
    "count, recency-weighted, half-life 5 years": lambda past, area: recent(past, area, years=5),
    "the same, half-life 5 years, shrunk to its 300 m mean": lambda past, area: shrunk(
        recent(past, area, years=5), area, 300
    ),
    "the same, half-life 3 years, shrunk to its 150 m mean": lambda past, area: shrunk(
        recent(past, area, years=3), area, 150
    ),
}
"""The reference methods by name: each gives one score a cell, higher first, (n,)."""
