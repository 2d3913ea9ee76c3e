"""The names of places: few, large, apart, and clear of what matters."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import shapely
from PIL import Image, ImageDraw

from handlers.maps import style
from handlers.maps.boxes import Box, Crowd, holding
from knowledge.places.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from handlers.maps.view import View
    from knowledge.hotspots.snapshot import Outline

_MOST = 12
_LINE = 0.96  # of the type size
_HALO = 4
_ROUND = 10  # room around a leading line [px]
_FINE = 4
_ROOM = 240  # the widest line of a name [px]
_APART = 8  # between two names [px]
_MARGIN = 8  # to the edge of the map [px]

#: Where a name may stand: near its middle, in steps of its own width and height, [n, 2] ...
_NEAR = np.array(
    [(right, down) for right in np.linspace(-0.6, 0.6, 13) for down in np.linspace(-3.5, 3.5, 22)]
)
#: ... or away from it, with a line that leads there [px].
_TURNS = np.linspace(0, 2 * np.pi, 24, endpoint=False)
_AWAY = np.concatenate(
    [reach * np.column_stack([np.cos(_TURNS), np.sin(_TURNS)]) for reach in (75, 110, 150, 195)]
)
_LED = 4.0  # what a line costs, in hidden points
_BEYOND = 4.0  # what each end of a name costs that lies in another place
_LITTLE = 2  # hidden points at most under a name that is there for orientation
_STEP = 60.0  # so far from its middle is as bad as one hidden point [px]


@dataclass(frozen=True, slots=True)
class Label:
    """A name in its place, and where its line leads if it stands away."""

    image: Image.Image
    box: Box
    to: tuple[float, float] | None = None


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
        Names that the snapshot speaks of, most important first; the others are shown where
        they hide nothing.
    clear_of
        What names should not hide, ``(n, 2)``. [px]
    taken
        Where other things stand.
    """
    blocked, placed = list(taken), list[Label]()
    crowd = Crowd(clear_of, view.width, view.height)
    for outline in _by_importance(outlines, leading):
        speaks = outline.asked or outline.name in leading
        image = written(outline.name, asked=outline.asked, leading=speaks)
        label = _best(outline, image, view, blocked, crowd, led=speaks) if image else None
        if label:
            placed.append(label)
            blocked.append(label.box)
        if len(placed) == _MOST:
            break
    return placed


def write(picture: Image.Image, labels: Sequence[Label]) -> None:
    """Write the names, and under them the lines that lead from those that stand away."""
    for label in labels:
        if label.to:
            _lead(picture, label.box.nearest(label.to), label.to)
    for label in labels:
        corner = round(label.box.left - _HALO), round(label.box.top - _HALO)
        picture.paste(label.image, corner, label.image)


def _lead(picture: Image.Image, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw a smooth line with a halo, ending in a dot."""
    left, top = int(min(start[0], end[0])) - _ROUND, int(min(start[1], end[1])) - _ROUND
    wide, high = abs(start[0] - end[0]) + 2 * _ROUND, abs(start[1] - end[1]) + 2 * _ROUND
    path = [((x - left) * _FINE, (y - top) * _FINE) for x, y in (start, end)]
    tip = path[1]
    for colour, width, dot in ((style.PAPER, 6, 6), (style.INK, 2, 3.5)):
        mask = Image.new("L", (round(wide) * _FINE, round(high) * _FINE))
        drawing = ImageDraw.Draw(mask)
        drawing.line(path, fill=255, width=width * _FINE)
        drawing.circle(tip, dot * _FINE, fill=255)
        picture.paste(colour, (left, top), mask.reduce(_FINE))


@lru_cache(maxsize=128)
def written(name: str, *, asked: bool, leading: bool) -> Image.Image | None:
    """Return a name with a halo of the land's colour, or None where no letter can be shown."""
    size = style.LABEL + 8 if asked else style.LABEL if leading else style.SMALL
    font = style.strong(size) if leading else style.medium(size)
    lines = style.wrapped(style.printable(name), font, _ROOM, 2)
    if not lines:
        return None
    wide = max(font.getlength(line) for line in lines) + 2 * _HALO
    high = size * (_LINE * len(lines) + 0.1) + 2 * _HALO
    image = Image.new("RGBA", (round(wide), round(high)), style.LAND + "00")
    drawing = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        drawing.text(
            (wide / 2, _HALO + number * size * _LINE),
            line,
            fill=style.INK if leading else style.QUIET,
            font=font,
            anchor="ma",
            stroke_width=_HALO,
            stroke_fill=style.LAND,
        )
    return image


def _by_importance(outlines: Sequence[Outline], leading: Sequence[str]) -> list[Outline]:
    order = {name: number for number, name in enumerate(leading)}
    named = [outline for outline in outlines if outline.kind is not Kind.CITY]
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
    outline: Outline,
    image: Image.Image,
    view: View,
    blocked: list[Box],
    crowd: Crowd,
    *,
    led: bool,
) -> Label | None:
    """Return the name where it hides least, or None where it has no room."""
    at = view.pixels(np.array([(outline.lon, outline.lat)]))[0]
    frame = Box(_MARGIN, _MARGIN, view.width - _MARGIN, view.height - _MARGIN)
    size = image.width - 2 * _HALO, image.height - 2 * _HALO
    near = _free(at + _NEAR * size, size, frame, blocked)
    near = near[shapely.contains_xy(outline.shape, view.lonlat(near))]
    away = _free(at + _AWAY, size, frame, blocked) if led and frame.holds(at) else near[:0]
    away = away[~_crossing(away, at, blocked)]
    middles = np.concatenate([near, away])
    boxes = holding(middles, size)
    hidden = crowd.on(holding(middles, (size[0] + 2 * _APART, size[1] + 2 * _APART)))
    far = np.linalg.norm(middles - at, axis=1) / _STEP
    cost = hidden + far
    cost[: len(near)] += _beyond(outline, near, size[0], view)
    cost[len(near) :] += _LED + far[len(near) :] + _under(away, at, crowd)
    if not led:
        cost[hidden > _LITTLE] = np.inf
    if not len(cost) or np.isinf(cost.min()):
        return None
    chosen = int(np.argmin(cost))
    to = (float(at[0]), float(at[1])) if chosen >= len(near) else None
    return Label(image, boxes.one(chosen), to)


def _beyond(
    outline: Outline, near: NDArray[np.float64], wide: float, view: View
) -> NDArray[np.float64]:
    """Return what it costs that an end of a name lies in another place."""
    ends = ((-wide / 2, 0), (wide / 2, 0))
    inside = [shapely.contains_xy(outline.shape, view.lonlat(near + end)) for end in ends]
    return np.asarray(_BEYOND * np.count_nonzero(~np.array(inside), axis=0))


def _free(
    middles: NDArray[np.float64], size: tuple[float, float], frame: Box, blocked: list[Box]
) -> NDArray[np.float64]:
    """Return the middles where a name of that size stands whole on the map and alone."""
    boxes = holding(middles, size)
    within = boxes.within(frame)
    within[within] &= ~holding(middles[within], size).meet(blocked, apart=_APART)
    return np.asarray(middles[within])


def _along(away: NDArray[np.float64], at: NDArray[np.float64], until: float) -> NDArray[np.float64]:
    """Return points along the lines from a place to names away, ``(9, n, 2)``."""
    return np.asarray(at + (away - at) * np.linspace(0, until, 9)[:, np.newaxis, np.newaxis])


def _crossing(
    away: NDArray[np.float64], at: NDArray[np.float64], blocked: list[Box]
) -> NDArray[np.bool_]:
    """Return which lines would run over what stands there already."""
    points = _along(away, at, 0.8)
    crossing = np.zeros(len(away), dtype=bool)
    for box in blocked:
        crossing |= box.inside(points, apart=4).any(axis=0)
    return crossing


def _under(away: NDArray[np.float64], at: NDArray[np.float64], crowd: Crowd) -> NDArray[np.float64]:
    """Return how much the lines hide."""
    points = _along(away, at, 0.7).reshape(-1, 2)
    hidden = crowd.on(holding(points, (4, 4))).reshape(9, -1)
    return np.asarray(np.minimum(hidden, 1).sum(axis=0))
