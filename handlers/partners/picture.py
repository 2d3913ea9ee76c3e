"""The sector map as a picture: fifteen tiles in three kinds that also differ in shape."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from handlers.maps import style
from handlers.partners import seats
from knowledge.partners import sectors
from knowledge.partners.sectors import Sector, Standing
from knowledge.words import _

if TYPE_CHECKING:
    from handlers.partners.standing import Table

_EDGE, _GAP = 32, 18
_COLUMNS, _ROWS = 3, 5
_TOP, _TILE, _FOOT = 138, 128, 74
_WIDE = (style.WIDTH - 2 * _EDGE - (_COLUMNS - 1) * _GAP) / _COLUMNS
_HIGH = _TOP + _ROWS * (_TILE + _GAP) + _FOOT
_INK_ON_DARK = "#ffffff"
#: Fill, edge and ink of a tile; they differ in lightness, for greyscale.
_LOOK = {
    Standing.ACTIVE: ("#3b1a6e", "#3b1a6e", _INK_ON_DARK),
    Standing.SEATED: ("#cdbde6", "#8459b8", style.INK),
    Standing.MISSING: (style.PAPER, style.LIMITS, style.INK),
}
_DASH = 12


def draw(table: Table) -> bytes:
    """Return the map as PNG."""
    picture = Image.new("RGB", (style.WIDTH, _HIGH), style.PAPER)
    drawing = ImageDraw.Draw(picture)
    _head(drawing, table)
    for at, sector in enumerate(Sector):
        row, column = divmod(at, _COLUMNS)
        left = _EDGE + column * (_WIDE + _GAP)
        _tile(drawing, table, sector, left, _TOP + row * (_TILE + _GAP))
    _legend(drawing)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _head(drawing: ImageDraw.ImageDraw, table: Table) -> None:
    title, line = style.strong(style.HEADING), style.medium(style.READING)
    room = style.WIDTH - 2 * _EDGE
    drawing.text((_EDGE, 24), _("Who is at the table"), fill=style.INK, font=title)
    said = style.shortened(style.printable(seats.headline(table)), line, room)
    drawing.text((_EDGE, 82), said, fill=style.QUIET, font=line)


def _tile(
    drawing: ImageDraw.ImageDraw, table: Table, sector: Sector, left: float, top: float
) -> None:
    standing = table.standings[sector]
    fill, edge, ink = _LOOK[standing]
    box = (left, top, left + _WIDE, top + _TILE)
    if standing is Standing.MISSING:
        _dashed(drawing, box, edge)
    else:
        drawing.rounded_rectangle(box, radius=12, fill=fill, outline=edge, width=3)
    name, small = style.strong(style.LABEL), style.medium(style.SMALL)
    room = _WIDE - 36
    label = style.shortened(style.printable(sectors.label(sector)), name, room)
    drawing.text((left + 18, top + 18), label, fill=ink, font=name)
    for number, line in enumerate(_lines(table, sector)):
        said = style.shortened(style.printable(line), small, room)
        drawing.text((left + 18, top + 56 + 30 * number), said, fill=ink, font=small)


def _lines(table: Table, sector: Sector) -> list[str]:
    standing = table.standings[sector]
    name = {
        Standing.ACTIVE: _("active"),
        Standing.SEATED: _("seated"),
        Standing.MISSING: _("missing"),
    }[standing]
    known = seats.details(table, sector)
    if standing is Standing.MISSING or not known:
        return [name, *known]
    first, *rest = known
    return [f"{name} · {first}", *rest]


def _dashed(
    drawing: ImageDraw.ImageDraw, box: tuple[float, float, float, float], edge: str
) -> None:
    left, top, right, bottom = box
    for x in range(int(left), int(right), 2 * _DASH):
        end = min(x + _DASH, right)
        drawing.line((x, top, end, top), fill=edge, width=3)
        drawing.line((x, bottom, end, bottom), fill=edge, width=3)
    for y in range(int(top), int(bottom), 2 * _DASH):
        end = min(y + _DASH, bottom)
        drawing.line((left, y, left, end), fill=edge, width=3)
        drawing.line((right, y, right, end), fill=edge, width=3)


def _legend(drawing: ImageDraw.ImageDraw) -> None:
    small, x, y = style.medium(style.SMALL), float(_EDGE), float(_HIGH - _FOOT / 2)
    for standing in seats.ORDER:
        fill, edge, _ink = _LOOK[standing]
        box = (x, y - 13, x + 38, y + 13)
        if standing is Standing.MISSING:
            _dashed(drawing, box, edge)
        else:
            drawing.rounded_rectangle(box, radius=6, fill=fill, outline=edge, width=3)
        said = seats.standing_title(standing)
        drawing.text((x + 50, y), said, fill=style.INK, font=small, anchor="lm")
        x += 50 + small.getlength(said) + 34
