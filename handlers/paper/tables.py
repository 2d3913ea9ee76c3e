"""Tables on paper: the headings again on each page, a thin line between rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.paper.rows import Cell, height, put
from handlers.paper.sheet import BODY, CLOSE, COLUMN, EDGE, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.paper.document import Table
    from handlers.paper.sheet import Style

_GAP = 12.0  # between two columns
_ABOVE, _BELOW = 6.0, 6.0
_WIDE = 5  # columns in letters of the usual size
_WORDS = 60  # of a cell, that are looked at for the width of its column
_MOST = 3  # lines of a heading: it is on each page
_SHADE = 160


def table(sheet: Sheet, part: Table) -> None:
    """Write a table."""
    places = _places(sheet, part)
    heads = [
        Cell(x, width, COLUMN, sheet.cut(said, COLUMN, width, most=_MOST))
        for (x, width), said in zip(places, part.columns, strict=True)
    ]
    first = _cells(sheet, places, part.rows[0] if part.rows else (), part)
    sheet.need(_height(heads) + min(_height(first), sheet.whole / 2))

    def head() -> None:
        put(sheet, heads, above=0, below=4)
        sheet.rule(sheet.y, weight=1.6)

    head()
    sheet.repeat = head
    for row in part.rows:
        cells = _cells(sheet, places, row, part)
        put(sheet, cells, above=_ABOVE, below=_BELOW, frame=lambda _, to: _under(sheet, to))
    sheet.repeat = None


def least(sheet: Sheet, part: Table) -> float:
    """Return how much of a table stands together at its beginning [pt]."""
    first = _cells(sheet, _places(sheet, part), part.rows[0] if part.rows else (), part)
    return _MOST * COLUMN.line + min(_height(first), sheet.whole / 3)


def _under(sheet: Sheet, y: float) -> None:
    sheet.rule(y, weight=0.6, shade=_SHADE)


def _height(cells: Sequence[Cell]) -> float:
    return height(cells, above=_ABOVE, below=_BELOW)


def _places(sheet: Sheet, part: Table) -> list[tuple[float, float]]:
    """Return where each column begins and how wide its text is [pt]."""
    gap = min(_GAP, sheet.width / len(part.columns) / 4)
    room = sheet.width - gap * (len(part.columns) - 1)
    shares = part.widths or _shares(sheet, part, room)
    unit = room / sum(shares)
    places, x = [], EDGE
    for share in shares:
        places.append((x, share * unit))
        x += share * unit + gap
    return places


def _shares(sheet: Sheet, part: Table, room: float) -> list[float]:
    """Return how wide columns want to be: for each word at least, for their texts if there is room.

    ``room`` is what they have together [pt].
    """
    most = 0.4 * room
    least, wanted = list[float](), list[float]()
    for number, head in enumerate(part.columns):
        said = [(row[number], _style(part)) for row in part.rows if number < len(row)]
        said.append((head, COLUMN))
        words = [(word, style) for text, style in said for word in text.split()[:_WORDS]]
        least.append(max((sheet.wide(*one, most) for one in words), default=0.0) + 1)
        wanted.append(max(sheet.wide(*one, most) for one in said) + 1)
    more = sum(wanted) - sum(least)
    part_of = max(0.0, min(1.0, (room - sum(least)) / more)) if more else 0.0
    return [low + (high - low) * part_of for low, high in zip(least, wanted, strict=True)]


def _style(part: Table) -> Style:
    return BODY if len(part.columns) <= _WIDE else CLOSE


def _cells(
    sheet: Sheet, places: Sequence[tuple[float, float]], row: Sequence[str], part: Table
) -> list[Cell]:
    style = _style(part)
    return [
        Cell(x, width, style, sheet.lines(said, style, width))
        for (x, width), said in zip(places, row, strict=False)
    ]
