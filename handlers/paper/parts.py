"""How each part of a document looks on paper."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image

from handlers.paper.qr import qr
from handlers.paper.rows import Cell, put
from handlers.paper.sheet import (
    BODY,
    EDGE,
    FACT,
    HEADING,
    LABEL,
    LARGE,
    LARGE_STRONG,
    SMALL,
    STRONG,
    Sheet,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.paper.document import (
        Box,
        Bullets,
        Checklist,
        Code,
        Fact,
        Heading,
        Item,
        Paragraph,
        Picture,
    )

CODE = 124.0
"""The side of a code. [pt]"""

_INDENT = 22.0
_TICK = 14.0  # the side of a box: large enough for a thick pen
_WHO = 150.0  # the column of owners and days
_MOST = 4  # lines of a name or a day
_SHADE = 160
_QUIET = 10.0  # the white at the left of a code, which goes into the edge
_TALLEST = 0.6  # of a page, for a picture


def heading(sheet: Sheet, part: Heading, *, after: float) -> None:
    """Write a heading, on the page on which what follows it begins."""
    lines = sheet.lines(part.text, HEADING, sheet.width)
    sheet.skip(10)
    sheet.need(min(len(lines) * HEADING.line + after, sheet.whole))
    sheet.flow(part.text, HEADING)
    sheet.y += 3


def paragraph(sheet: Sheet, part: Paragraph) -> None:
    """Write sentences."""
    sheet.flow(part.text, SMALL if part.quiet else BODY)


def bullets(sheet: Sheet, part: Bullets) -> None:
    """Write points, each after a dot or its number."""
    bold, style = (LARGE_STRONG, LARGE) if part.large else (STRONG, BODY)
    for number, point in enumerate(part.points, start=1):
        sign = Cell(EDGE, _INDENT, bold, [f"{number}." if part.numbered else "•"])
        x, width = EDGE + _INDENT + 4, sheet.width - _INDENT - 4
        cell = Cell(x, width, style, sheet.lines(point, style, width))
        put(sheet, [sign, cell], above=1, below=3)


def checklist(sheet: Sheet, part: Checklist) -> None:
    """Write lines to tick, with who and when at their right."""
    for item in part.items:
        _item(sheet, item, who=_WHO if any(one.owner or one.due for one in part.items) else 0)


def _item(sheet: Sheet, item: Item, *, who: float) -> None:
    x, width = EDGE + _TICK + 12, sheet.width - _TICK - 12 - (who + 14 if who else 0)
    cells = [Cell(x, width, BODY, sheet.lines(item.text, BODY, width))]
    right, down = EDGE + sheet.width - who, 0.0
    for text, style in ((item.owner, STRONG), (item.due, BODY)):
        if text:
            lines = sheet.cut(text, style, who, most=_MOST)
            cells.append(Cell(right, who, style, lines, down))
            down = cells[-1].height
    start = True

    def frame(top: float, bottom: float) -> None:
        nonlocal start
        if start:
            _box(sheet, top + 7, done=item.done)
        start = False
        sheet.rule(bottom, weight=0.6, shade=_SHADE)

    put(sheet, cells, above=5.5, below=6.5, frame=frame)


def _box(sheet: Sheet, y: float, *, done: bool) -> None:
    sheet.pdf.set_draw_color(0)
    sheet.pdf.set_line_width(1.4)
    sheet.pdf.rect(EDGE + 1, y, _TICK, _TICK)
    if done:
        path = ((3.2, 7.4), (6.2, 10.6), (12.2, 2.8))
        points = [(EDGE + 1 + x, y + down) for x, down in path]
        sheet.line(*points[0], *points[1], weight=2.2)
        sheet.line(*points[1], *points[2], weight=2.2)


def box(sheet: Sheet, part: Box) -> None:
    """Write key facts in a frame, two beside each other."""
    rows = [part.facts[at : at + 2] for at in range(0, len(part.facts), 2)]
    kept: list[Sequence[Cell]] = [_facts(sheet, row) for row in rows]
    if part.title:
        inner = sheet.width - 32
        kept.insert(0, [Cell(EDGE + 16, inner, HEADING, sheet.lines(part.title, HEADING, inner))])
    sheet.need(min(sheet.whole, sum(max(cell.height for cell in row) + 14 for row in kept)))
    for number, row in enumerate(kept):
        first, last = number == 0, number == len(kept) - 1
        _framed(sheet, row, first=first, last=last)


def _facts(sheet: Sheet, row: Sequence[Fact]) -> list[Cell]:
    half = (sheet.width - 32 - 20) / 2
    width = half if len(row) > 1 else sheet.width - 32
    cells = []
    for column, fact in enumerate(row):
        x = EDGE + 16 + column * (half + 20)
        name = Cell(x, width, LABEL, sheet.cut(fact.name, LABEL, width, most=2))
        value = sheet.lines(fact.value, FACT, width)
        cells += [name, Cell(x, width, FACT, value, down=name.height)]
    return cells


def _framed(sheet: Sheet, row: Sequence[Cell], *, first: bool, last: bool) -> None:
    left, right, start = EDGE, EDGE + sheet.width, first

    def frame(top: float, bottom: float) -> None:
        nonlocal start
        if start:
            sheet.rule(top, weight=1.6)
        start = False
        for x in (left, right):
            sheet.line(x, top - 0.8, x, bottom + 0.8, weight=1.6)

    put(sheet, row, above=12 if first else 5, below=13 if last else 4, frame=frame)
    if last:
        sheet.rule(sheet.y, weight=1.6)


def picture(sheet: Sheet, part: Picture) -> None:
    """Place a picture as wide as the page, or as high as leaves room for words."""
    width, height = measure(sheet, part)
    sheet.need(height)
    sheet.image(part.png, EDGE + (sheet.width - width) / 2, width, height, alt=part.alt)
    sheet.y += height


def measure(sheet: Sheet, part: Picture) -> tuple[float, float]:
    """Return how wide and how high a picture is on paper [pt]."""
    with Image.open(BytesIO(part.png)) as opened:
        across, down = opened.size
    width = min(sheet.width, sheet.whole * _TALLEST * across / down)
    return width, width * down / across


def code(sheet: Sheet, part: Code) -> None:
    """Place a code, and beside it what it leads to and the same as text."""
    png = qr(part.text)
    x, width = EDGE + CODE + 6, sheet.width - CODE - 6
    caption = sheet.cut(part.caption, FACT, width, most=3)
    text = sheet.cut(part.text, SMALL, width, most=3)
    sheet.need(CODE)
    sheet.image(png, EDGE - _QUIET, CODE, CODE, alt=part.caption)
    high = len(caption) * FACT.line + 4 + len(text) * SMALL.line
    y = sheet.y + (CODE - high) / 2
    sheet.write(caption, x, y, width, FACT)
    sheet.write(text, x, y + len(caption) * FACT.line + 4, width, SMALL)
    sheet.y += CODE
