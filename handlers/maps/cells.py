"""The cells of a map: colour for the ranking, circles for the window."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

import h3.api.basic_int as h3
import numpy as np
from PIL import Image, ImageDraw

from handlers.maps import style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from handlers.maps.view import View
    from knowledge.hotspots.snapshot import CellMark

_FINE = 2
_FINER = 8
_CORNERS = 6
_RING = 3  # [px]

#: Radii grow with the square root of the middle of each band (1–2, 3–5, 6–9, 10 and more).
_BANDS = (1.0, 1.64, 2.24, 2.83)
_SMALLEST, _LARGEST = 4.0, 9.0  # radius of the first band [px]
_OF_A_CELL = 0.14
#: A cell is drawn at least so wide: on a large city's map it would be lost. [px]
_LEAST = 13.0
#: From this width on, cells stand apart and those with a mark show their edge. [px]
_APART = 24.0


def centres(cells: Sequence[CellMark], view: View) -> NDArray[np.float64]:
    """Return the middles of cells in pixels, ``(n, 2)``."""
    latlon = np.array([h3.cell_to_latlng(mark.cell) for mark in cells], dtype=float)
    return view.pixels(latlon.reshape(-1, 2)[:, ::-1])


def seen(cells: Sequence[CellMark], view: View) -> list[CellMark]:
    """Return the cells with something to show that lie on the view or touch it."""
    shown = [mark for mark in cells if mark.tier is not None or mark.band]
    margin = max(width_of(cells, view), _LEAST)
    middles = centres(shown, view)
    around = np.array([view.width, view.height]) + margin
    inside = np.flatnonzero(((middles > -margin) & (middles < around)).all(axis=1))
    return [shown[number] for number in inside.tolist()]


def reach(cells: Sequence[CellMark], view: View) -> NDArray[np.float64]:
    """Return what names should not hide, ``(m, 2)`` [px]: circles, and corners of ranked cells.

    What stands highest in the ranking counts double, and a circle as much as six corners.
    """
    marked = [mark for mark in cells if mark.band]
    ranked = [mark for mark in cells if mark.tier is not None]
    high = [mark for mark in ranked if mark.tier != len(style.TIERS) - 1]
    turns = np.radians(np.arange(_CORNERS) * 60)
    corners = np.column_stack([np.cos(turns), np.sin(turns)])
    spread = corners * max(width_of(cells, view), _LEAST) / 2
    around = (centres([*ranked, *high], view)[:, np.newaxis] + spread).reshape(-1, 2)
    return np.concatenate([np.repeat(centres(marked, view), _CORNERS, axis=0), around])


def radius(band: int, width: float) -> float:
    """Return the radius [px] of a band's circle where cells are ``width`` pixels wide."""
    first = min(max(_OF_A_CELL * width, _SMALLEST), _LARGEST)
    return first * _BANDS[band - 1]


def width_of(cells: Sequence[CellMark], view: View) -> float:
    """Return how wide [px] a cell is on the view, from side to side."""
    if not cells:
        return _LEAST
    area = h3.cell_area(cells[0].cell, unit="m^2")
    return float(np.sqrt(area * 2 / np.sqrt(3)) / view.metres)


def colour(picture: Image.Image, cells: Sequence[CellMark], view: View) -> None:
    """Colour the cells by tier, the highest on top."""
    for tier in range(len(style.TIERS) - 1, -1, -1):
        chosen = [mark for mark in cells if mark.tier == tier]
        _paint(picture, chosen, view, width_of(cells, view), fill=style.TIERS[tier])


def edge(picture: Image.Image, cells: Sequence[CellMark], view: View) -> None:
    """Draw the edge of unranked cells with a mark, so that a circle is read as a whole cell."""
    width = width_of(cells, view)
    if width >= _APART:
        chosen = [mark for mark in cells if mark.tier is None and mark.band]
        _paint(picture, chosen, view, width, outline=style.BORDER)


def mark(picture: Image.Image, cells: Sequence[CellMark], view: View) -> None:
    """Mark the cells by band, the largest circles first so that none is hidden."""
    width = width_of(cells, view)
    chosen = sorted((mark for mark in cells if mark.band), key=lambda mark: (-mark.band, mark.cell))
    for each, (x, y) in zip(chosen, centres(chosen, view).tolist(), strict=True):
        stamp(picture, radius(each.band, width), x, y, tier=each.tier)


def stamp(
    picture: Image.Image, size: float, x: float, y: float, *, tier: int | None = None
) -> None:
    """Draw one circle; around it the colour of its cell, which it may hide."""
    circle = _circle(round(size * 4), tier)
    half = circle.width / 2
    picture.paste(circle, (round(x - half), round(y - half)), circle)


def swatch(picture: Image.Image, tier: int, x: float, y: float, size: float) -> None:
    """Draw one hexagon of the legend, ``size`` pixels wide, around a point."""
    mask = Image.new("L", (round(size * 1.3) * _FINER,) * 2)
    half = mask.width / 2
    turns = np.radians(np.arange(_CORNERS) * 60 + 30)
    reach = size * _FINER / np.sqrt(3)
    corners = np.column_stack([np.cos(turns), np.sin(turns)]) * reach + half
    ImageDraw.Draw(mask).polygon([tuple(corner) for corner in corners.tolist()], fill=255)
    small = mask.reduce(_FINER)
    picture.paste(
        style.TIERS[tier], (round(x - small.width / 2), round(y - small.height / 2)), small
    )


def _paint(
    picture: Image.Image,
    cells: Sequence[CellMark],
    view: View,
    width: float,
    *,
    fill: str = "",
    outline: str = "",
) -> None:
    """Fill cells or draw their edges, on no more of the picture than they cover."""
    if not cells:
        return
    hexagons = _boundaries(cells, view, width)
    corners = np.array([corner for hexagon in hexagons for corner in hexagon])
    low = np.clip(corners.min(axis=0) - 1, 0, picture.size).astype(int)
    high = np.clip(corners.max(axis=0) + 2, 0, picture.size).astype(int)
    if (high <= low).any():
        return
    mask = Image.new("L", tuple(((high - low) * _FINE).tolist()))
    drawing = ImageDraw.Draw(mask)
    for hexagon in hexagons:
        path = [tuple(corner) for corner in ((np.array(hexagon) - low) * _FINE).tolist()]
        if fill:
            drawing.polygon(path, fill=255)
        else:  # a polygon's own wide outline costs a mask of the whole map each
            drawing.line([*path, path[0]], fill=255, width=3)
    picture.paste(fill or outline, tuple(low.tolist()), mask.reduce(_FINE))


def _boundaries(
    cells: Sequence[CellMark], view: View, width: float
) -> list[list[tuple[float, float]]]:
    """Return the corners of cells [px], widened where they would be lost."""
    rings = [h3.cell_to_boundary(mark.cell) for mark in cells]
    sides = [len(ring) for ring in rings]  # six, or more across an edge of H3's icosahedron
    middles = np.repeat(centres(cells, view), sides, axis=0)
    corners = view.pixels(np.array([corner for ring in rings for corner in ring])[:, ::-1])
    factor = max(1.0, _LEAST / width) if width < _APART else 0.97
    grown = iter(((corners - middles) * factor + middles).tolist())
    return [[(x, y) for x, y in islice(grown, count)] for count in sides]


@lru_cache(maxsize=64)
def _circle(quarters: int, tier: int | None) -> Image.Image:
    """Return a circle of ``quarters / 4`` pixels radius with a dark edge and a ring around."""
    size = quarters / 4
    side = 2 * (round(size) + _RING + 1)
    ring = style.PAPER if tier is None else style.TIERS[tier]
    fine = Image.new("RGBA", (side * _FINER, side * _FINER), ring + "00")
    drawing = ImageDraw.Draw(fine)
    half = side * _FINER / 2
    edge = 1.0 + size / 14
    for reach, fill in (
        (size + (1 if tier is None else _RING), ring),
        (size, style.MARK_EDGE),
        (size - edge, style.MARK),
    ):
        far = reach * _FINER
        drawing.ellipse((half - far, half - far, half + far, half + far), fill=fill)
    return fine.reduce(_FINER)
