"""The names of places: few, large, apart, and clear of what matters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw

from handlers.maps import style
from knowledge.places.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from handlers.maps.view import View
    from knowledge.hotspots.snapshot import Outline

_MOST = 11
_LINE = 0.96  # of the type size
_HALO = 4
_ROOM = 250  # the widest line of a name [px]
_APART = 10  # between two names [px]
_SHIFTS = (
    (0, 0),
    (0, -1),
    (0, 1),
    (-0.35, 0),
    (0.35, 0),
    (0, -1.9),
    (0, 1.9),
    (-0.5, -1),
    (0.5, 1),
)
_AWAY = 0.6  # what one step from the middle costs, in covered circles


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box, *, apart: float = 0) -> bool:
        """Return whether another lies on it or closer than ``apart``."""
        return (
            self.left - apart < other.right
            and other.left - apart < self.right
            and self.top - apart < other.bottom
            and other.top - apart < self.bottom
        )

    def within(self, other: Box) -> bool:
        """Return whether another holds it whole."""
        return (
            other.left <= self.left
            and other.top <= self.top
            and self.right <= other.right
            and self.bottom <= other.bottom
        )

    def holds(self, points: NDArray[np.float64]) -> int:
        """Return how many points ``(n, 2)`` lie on it."""
        inside = (points >= (self.left, self.top)) & (points <= (self.right, self.bottom))
        return int(inside.all(axis=1).sum())


@dataclass(frozen=True, slots=True)
class Label:
    """A name in its place."""

    lines: tuple[str, ...]
    box: Box
    asked: bool


def place(
    outlines: Sequence[Outline],
    view: View,
    *,
    leading: Sequence[str],
    clear_of: NDArray[np.float64],
    taken: Iterable[Box],
) -> list[Label]:
    """Choose which names to show and where, the most important first.

    Parameters
    ----------
    leading
        Names that the snapshot speaks of, most important first.
    clear_of
        Middles of the cells that names should not hide, ``(n, 2)``. [px]
    taken
        Where other things stand.
    """
    frame = Box(8, 8, view.width - 8, view.height - 8)
    blocked, placed = list(taken), list[Label]()
    for outline in _by_importance(outlines, leading):
        label = _best(outline, view, frame, blocked, clear_of)
        if label:
            placed.append(label)
            blocked.append(label.box)
        if len(placed) == _MOST:
            break
    return placed


def write(picture: Image.Image, labels: Iterable[Label]) -> None:
    """Write the names with a halo of the land's colour."""
    drawing = ImageDraw.Draw(picture)
    for label in labels:
        size = _size(asked=label.asked)
        font = style.strong(size)
        for number, line in enumerate(label.lines):
            drawing.text(
                ((label.box.left + label.box.right) / 2, label.box.top + number * size * _LINE),
                line,
                fill=style.INK,
                font=font,
                anchor="ma",
                stroke_width=_HALO,
                stroke_fill=style.LAND,
            )


def _by_importance(outlines: Sequence[Outline], leading: Sequence[str]) -> list[Outline]:
    order = {name: number for number, name in enumerate(leading)}
    named = [outline for outline in outlines if outline.kind is not Kind.CITY or outline.asked]
    return sorted(
        named,
        key=lambda outline: (
            not outline.asked,
            order.get(outline.name, len(order)),
            -outline.shape.area,
            outline.name,
        ),
    )


def _best(
    outline: Outline, view: View, frame: Box, blocked: list[Box], clear_of: NDArray[np.float64]
) -> Label | None:
    """Return the name where it hides least, or None where it has no room or no letters."""
    size = _size(asked=outline.asked)
    font = style.strong(size)
    lines = tuple(style.wrapped(style.printable(outline.name), font, _ROOM, 2))
    if not lines:
        return None
    wide, high = max(font.getlength(line) for line in lines), size * _LINE * len(lines)
    best, least = None, np.inf
    for away, box in enumerate(_boxes(outline, view, wide, high)):
        if not box.within(frame) or any(box.meets(other, apart=_APART) for other in blocked):
            continue
        cost = box.holds(clear_of) + _AWAY * away
        if cost < least:
            best, least = Label(lines, box, outline.asked), cost
    return best


def _boxes(outline: Outline, view: View, wide: float, high: float) -> Iterator[Box]:
    x, y = view.pixels(np.array([(outline.lon, outline.lat)]))[0].tolist()
    for right, down in _SHIFTS:
        left, top = x + right * wide - wide / 2, y + down * high - high / 2
        yield Box(left, top, left + wide, top + high)


def _size(*, asked: bool) -> int:
    return style.LABEL + 8 if asked else style.LABEL
