"""Rectangles of pixels, one and many, for finding room on a map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

_GRAIN = 4  # [px]


@dataclass(frozen=True, slots=True)
class Box:
    """One rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def inside(self, points: NDArray[np.float64], *, apart: float = 0) -> NDArray[np.bool_]:
        """Return which points ``(…, 2)`` lie in it or closer than ``apart``."""
        low = points >= (self.left - apart, self.top - apart)
        high = points <= (self.right + apart, self.bottom + apart)
        return np.asarray((low & high).all(axis=-1))

    def holds(self, point: NDArray[np.float64]) -> bool:
        """Return whether a point lies in it."""
        return bool(self.inside(point))

    def nearest(self, point: tuple[float, float]) -> tuple[float, float]:
        """Return the point of it that is nearest to another."""
        x, y = point
        return min(max(x, self.left), self.right), min(max(y, self.top), self.bottom)


@dataclass(frozen=True, slots=True)
class Boxes:
    """Rectangles of one size: their corners, ``(n, 2)`` each."""

    low: NDArray[np.float64]
    high: NDArray[np.float64]

    def one(self, number: int) -> Box:
        """Return one of them."""
        return Box(*self.low[number].tolist(), *self.high[number].tolist())

    def within(self, frame: Box) -> NDArray[np.bool_]:
        """Return which lie whole in a frame."""
        return frame.inside(self.low) & frame.inside(self.high)

    def meet(self, others: Iterable[Box], *, apart: float) -> NDArray[np.bool_]:
        """Return which lie on one of the others or closer than ``apart``."""
        meeting = np.zeros(len(self.low), dtype=bool)
        for other in others:
            before = self.low < (other.right + apart, other.bottom + apart)
            after = self.high > (other.left - apart, other.top - apart)
            meeting |= (before & after).all(axis=1)
        return meeting


class Crowd:
    """Points of a map, summed so that those in any rectangle are counted at once."""

    def __init__(self, points: NDArray[np.float64], width: int, height: int) -> None:
        self.most = np.array([width // _GRAIN, height // _GRAIN])
        inside = points[((points >= 0) & (points < (width, height))).all(axis=1)]
        columns, rows = (inside // _GRAIN).astype(int).T
        counts = np.zeros(self.most + 2)
        np.add.at(counts, (columns + 1, rows + 1), 1)
        self.sums = counts.cumsum(axis=0).cumsum(axis=1)

    def on(self, boxes: Boxes) -> NDArray[np.float64]:
        """Return how many of the points lie on each box, to a few pixels."""
        left, top = np.clip(boxes.low // _GRAIN, 0, self.most).astype(int).T
        right, bottom = np.clip(boxes.high // _GRAIN + 1, 0, self.most).astype(int).T
        sums = self.sums
        return np.asarray(
            sums[right, bottom] - sums[left, bottom] - sums[right, top] + sums[left, top]
        )


def holding(middles: NDArray[np.float64], size: tuple[float, float]) -> Boxes:
    """Return the boxes of one size around middles ``(n, 2)``."""
    half = np.array(size) / 2
    return Boxes(middles - half, middles + half)
