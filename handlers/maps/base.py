"""The offline base of a map: land, borders and limits from the imported outlines."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

import shapely
from PIL import Image, ImageDraw

from handlers.maps import style
from knowledge.places.kinds import AREAS, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from handlers.maps.view import View
    from knowledge.hotspots.snapshot import Outline

_FINE = 2  # drawn so many times larger, then reduced: Pillow's lines have jagged edges
_KEPT = 6
_HALF_PIXEL = 0.5
_VEIL = 0.55  # how much what was not asked for steps back


@dataclass(frozen=True, slots=True)
class Base:
    """What lies under and over the cells; masks are None where there is nothing.

    Attributes
    ----------
    ground
        Land and what is around it. RGB
    borders, limits
        Where thin borders and the city limits (or the place asked for) run. L
    elsewhere
        A veil over what is not the place that was asked for. L
    """

    ground: Image.Image
    borders: Image.Image
    limits: Image.Image
    elsewhere: Image.Image | None


_bases: OrderedDict[tuple[bytes, View], Base] = OrderedDict()
_lock = Lock()


def shown(outlines: Sequence[Outline]) -> list[Outline]:
    """Return the outlines that a map draws: the city, one layer of areas, what was asked for."""
    kinds = {outline.kind for outline in outlines}
    layer = next((kind for kind in AREAS if kind in kinds and kind is not Kind.CITY), None)
    return [
        outline
        for outline in outlines
        if not outline.shape.is_empty
        and (outline.asked or outline.kind in {layer, Kind.CITY})
        and outline.kind is not Kind.SITE
    ]


def base(outlines: Sequence[Outline], view: View) -> Base:
    """Return the base of a view, drawn once and kept for the next map of the same places."""
    key = _digest(outlines), view
    with _lock:
        if key in _bases:
            _bases.move_to_end(key)
            return _bases[key]
    drawn = _draw(outlines, view)
    with _lock:
        _bases[key] = drawn
        while len(_bases) > _KEPT:
            _bases.popitem(last=False)
    return drawn


def _digest(outlines: Sequence[Outline]) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    for outline in outlines:
        digest.update(f"{outline.kind}{outline.asked}".encode())
        digest.update(shapely.to_wkb(outline.shape))
    return digest.digest()


def _draw(outlines: Sequence[Outline], view: View) -> Base:
    drawn = [(outline, _on_paper(outline.shape, view)) for outline in outlines]
    ground = Image.new("L", _size(view))
    for _outline, shape in drawn:
        _fill(ground, shape)
    inner = [shape for outline, shape in drawn if outline.kind is not Kind.CITY]
    outer = [shape for outline, shape in drawn if outline.kind is Kind.CITY]
    asked = [shape for outline, shape in drawn if outline.asked and outline.kind is not Kind.CITY]
    land = ground.reduce(_FINE)
    picture = Image.new("RGB", land.size, style.AROUND)
    picture.paste(style.LAND, mask=land)
    return Base(
        ground=picture,
        borders=_lines(inner, view, width=2),
        limits=_lines(asked or outer, view, width=5 if asked else 3),
        elsewhere=_outside(asked, view) if asked else None,
    )


def _size(view: View) -> tuple[int, int]:
    return view.width * _FINE, view.height * _FINE


def _on_paper(shape: BaseGeometry, view: View) -> BaseGeometry:
    """Return a shape in fine pixels, without what is smaller than half a pixel."""

    def project(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return view.pixels(points) * _FINE

    return shapely.transform(shape, project).simplify(_HALF_PIXEL * _FINE)


def _polygons(shape: BaseGeometry) -> Iterator[shapely.Polygon]:
    for part in shapely.get_parts(shape):
        if isinstance(part, shapely.Polygon) and not part.is_empty:
            yield part


def _fill(mask: Image.Image, shape: BaseGeometry) -> None:
    drawing = ImageDraw.Draw(mask)
    for polygon in _polygons(shape):
        drawing.polygon(_ring(polygon.exterior), fill=255)
        for hole in polygon.interiors:
            drawing.polygon(_ring(hole), fill=0)


def _lines(shapes: Sequence[BaseGeometry], view: View, *, width: int) -> Image.Image:
    mask = Image.new("L", _size(view))
    drawing = ImageDraw.Draw(mask)
    for shape in shapes:
        for polygon in _polygons(shape):
            for ring in (polygon.exterior, *polygon.interiors):
                drawing.line(_ring(ring), fill=255, width=width * _FINE - 1, joint="curve")
    return mask.reduce(_FINE)


def _outside(shapes: Sequence[BaseGeometry], view: View) -> Image.Image:
    mask = Image.new("L", _size(view))
    for shape in shapes:
        _fill(mask, shape)
    return mask.reduce(_FINE).point([round((255 - shade) * _VEIL) for shade in range(256)])


def _ring(ring: BaseGeometry) -> list[tuple[float, float]]:
    return [(x, y) for x, y in shapely.get_coordinates(ring).tolist()]
