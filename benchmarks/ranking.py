"""How fast cells are ranked: every contender gets two arrays, and returns ranked cells.

What a study area needs once (neighbours, weights, centres) is computed before the clock starts,
for all. The kernel densities are given counts by cell, which is their fastest way.
"""

from __future__ import annotations

import warnings
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import h3.api.basic_int as h3
import numpy as np

from benchmarks import open_data, timing
from knowledge.hotspots import references
from knowledge.hotspots.ranking import HALF_LIFE, Neighbours, neighbours, rank

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

SIZES = (28_000, 1_000_000)
BANDWIDTH = 200  # [m]
FLOOR, OURS = "numpy floor: weighted bincount, one neighbour pass", "ours"
_SEED = 28


def run() -> None:
    """Print the medians of ours, the floor and the peers at both sizes."""
    city = open_data.philadelphia() or _made_up()
    near = neighbours(city.cells)
    peers = _peers(city.cells)
    inside = city.cell_index >= 0
    random = np.random.default_rng(_SEED)
    for size in SIZES:
        index = random.choice(city.cell_index[inside], size)
        day = random.choice(city.day[inside], size)
        contenders: dict[str, Callable[[], object]] = {
            FLOOR: partial(floor, index, day, near),
            OURS: partial(rank, index, day, near),
        }
        for name, peer in peers.items():
            contenders[name] = partial(peer, index, day)
        taken = timing.medians(contenders)
        timing.show(f"{size:,} incidents, {len(city.cells):,} cells", taken, against=OURS)
        print(f"ours takes {taken[OURS] / taken[FLOOR]:.2f} times the floor (bar: at most 5)")
        if peers:
            fastest = min(peers, key=taken.__getitem__)
            times = taken[fastest] / taken[OURS]
            print(f"fastest peer, {fastest}: {times:.0f} times ours (bar at 28,000: at least 10)")


def floor(index: NDArray[np.intp], day: NDArray[np.int64], near: Neighbours) -> NDArray[np.intp]:
    """Rank with as little numpy as will do: no ties, no months, nothing outside."""
    weights = np.exp2((day - day.max()) / (HALF_LIFE * 30.4))
    own = np.bincount(index, weights=weights, minlength=len(near.cells))
    score = own + np.append(own, 0.0)[near.around].sum(axis=0) / 32
    return np.argsort(-score)


def _made_up() -> open_data.City:
    """Make up a city of Philadelphia's size, where the open data is absent."""
    print("Open data is absent: a synthetic city instead.")
    cells = np.array(sorted(h3.grid_disk(h3.latlng_to_cell(39.99, -75.12, 9), 34)[:3521]))
    random = np.random.default_rng(_SEED)
    weight = random.gamma(0.3, size=len(cells))
    index = random.choice(len(cells), 14_000, p=weight / weight.sum())
    first, until = date(2015, 1, 1), date(2026, 1, 1)
    day = random.integers(first.toordinal(), until.toordinal(), len(index))
    return open_data.City(cells, index, day, first, until)


def _peers(
    cells: NDArray[np.int64],
) -> dict[str, Callable[[NDArray[np.intp], NDArray[np.int64]], object]]:
    try:
        from esda.getisord import G_Local
        from libpysal.weights import W
        from sklearn.neighbors import KernelDensity
    except ImportError:
        print("Peers are not installed: `make bench` installs them.")
        return {}
    from scipy.stats import gaussian_kde

    warnings.simplefilter("ignore")  # esda's notices about islands and its own defaults
    centres = _centres(cells)
    near = references.area_of(cells).near
    around: dict[int, list[int]] = {cell: [] for cell in range(len(cells))}
    for row, column in zip(near.row.tolist(), near.column.tolist(), strict=True):
        around[row].append(column)
    weights = W(around, silence_warnings=True)

    def getis_ord(index: NDArray[np.intp], day: NDArray[np.int64]) -> object:
        counts = _counts(index, day, len(cells)).astype(float)
        return np.argsort(-G_Local(counts, weights, transform="B", star=None, permutations=0).Zs)

    def scipy_density(index: NDArray[np.intp], day: NDArray[np.int64]) -> object:
        counts = _counts(index, day, len(cells))
        some = np.flatnonzero(counts)
        density = gaussian_kde(centres[some].T, weights=counts[some])
        return np.argsort(-density(centres.T))

    def sklearn_density(index: NDArray[np.intp], day: NDArray[np.int64]) -> object:
        counts = _counts(index, day, len(cells))
        some = np.flatnonzero(counts)
        density = KernelDensity(bandwidth=BANDWIDTH, rtol=1e-3)
        density.fit(centres[some], sample_weight=counts[some])
        return np.argsort(-density.score_samples(centres))

    _check(weights, references.area_of(cells), G_Local)
    return {
        "esda G_Local (Gi*), analytic, 3 years": getis_ord,
        "scipy gaussian_kde at the cells, 3 years": scipy_density,
        "scikit-learn KernelDensity, 200 m, rtol 1e-3, 3 years": sklearn_density,
    }


def _counts(index: NDArray[np.intp], day: NDArray[np.int64], cells: int) -> NDArray[np.int64]:
    recent = day > day.max() - 3 * references.YEAR
    return np.bincount(index[recent], minlength=cells)


def _centres(cells: NDArray[np.int64]) -> NDArray[np.float64]:
    lat, lon = np.radians([h3.cell_to_latlng(cell) for cell in cells.tolist()]).T
    return references.EARTH * np.column_stack((lon * np.cos(lat.mean()), lat))


def _check(weights: object, area: references.Area, peer: Callable[..., Any]) -> None:
    """Show that our Gi* is the peer's."""
    values = np.random.default_rng(_SEED).poisson(3, area.cells).astype(float)
    theirs = peer(values, weights, transform="B", star=None, permutations=0).Zs
    most = np.abs(references.getis_ord(values, area) - theirs).max()
    print(f"Gi* of references.py and of esda differ by at most {most:.1e}")
