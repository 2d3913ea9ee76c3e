"""Bands in place of exact counts, and the tiers of the ranking."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

SHARES = (0.01, 0.02, 0.05)
"""The tiers of the ranking: the top 1, 2 and 5 % of the study area's cells."""


class Band(NamedTuple):
    """A range of counts, both ends included; ``high`` is None where it is open."""

    low: int
    high: int | None

    @property
    def label(self) -> str:
        """The band as a legend shows it: ``3–5``, ``10+``."""
        return f"{self.low}+" if self.high is None else f"{self.low}–{self.high}"


BANDS = (Band(1, 2), Band(3, 5), Band(6, 9), Band(10, None))


def band_of(count: int) -> int:
    """Return the number of the band that a count falls in: 1 to 4 in ``BANDS``, 0 for zero.

    Raises
    ------
    ValueError
        If the count is negative.
    """
    if count < 0:
        raise ValueError("A count cannot be negative.")
    return sum(count >= band.low for band in BANDS)


def bands_of(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the band of each count, (n,), as :func:`band_of` does one by one."""
    return np.searchsorted([band.low for band in BANDS], counts, side="right")


def cells_in(share: float, cells: int) -> int:
    """Return how many cells make up a share of the study area: ``max(1, round(share × cells))``.

    Parameters
    ----------
    share
        Share of the cells, above 0 and at most 1.
    cells
        Cells of the study area.

    Raises
    ------
    ValueError
        If the share is not in (0, 1] or there are no cells.
    """
    if not 0 < share <= 1 or cells < 1:
        raise ValueError("A share is above 0 and at most 1, of at least one cell.")
    return max(1, round(share * cells))


def tier_of(rank: int, cells: int) -> int | None:
    """Return the tier of a rank: 0 in the top 1 %, 1 in the top 2 %, 2 in the top 5 %, else None.

    Parameters
    ----------
    rank
        1 is the highest.
    cells
        Cells of the study area.

    Raises
    ------
    ValueError
        If the rank is not between 1 and the number of cells.
    """
    if not 1 <= rank <= cells:
        raise ValueError("A rank lies between 1 and the number of cells.")
    inside = (tier for tier, share in enumerate(SHARES) if rank <= cells_in(share, cells))
    return next(inside, None)
