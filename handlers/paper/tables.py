"""Tables on paper: the headings again on each page, a thin line between rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.paper.rows import Cell, height, put
from handlers.paper.sheet import BODY, COLUMN, EDGE, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.paper.document import Table
    from handlers.paper.sheet import Style

_GAP = 12.0  # between two columns
_ABOVE, _BELOW = 6.0, 6.0
_MOST = 3  # lines of a heading: it is on each page
_SHADE = 160


def table(sheet: Sheet, part: Table) -> None:
    """Write a table."""
    places = _places(sheet, part)
    heads = [
        Cell(x, width, COLUMN, sheet.cut(said, COLUMN, width, most=_MOST))
        for (x, width), said in zip(places, part.columns, strict=True)
    ]
    first = _cells(sheet, places, part.rows[0] if part.rows else (), BODY)
    sheet.need(_height(heads) + min(_height(first), sheet.whole / 2))

    def head() -> None:
        put(sheet, heads, above=0, below=4)
        sheet.rule(sheet.y, weight=1.6)

    head()
    sheet.repeat = head
    for row in part.rows:
        cells = _cells(sheet, places, row, BODY)
        put(sheet, cells, above=_ABOVE, below=_BELOW, frame=lambda _, to: _under(sheet, to))
    sheet.repeat = None


def least(sheet: Sheet, part: Table) -> float:
    """Return how much of a table stands together at its beginning [pt]."""
    first = _cells(sheet, _places(sheet, part), part.rows[0] if part.rows else (), BODY)
    return _MOST * COLUMN.line + min(_height(first), sheet.whole / 3)


def _under(sheet: Sheet, y: float) -> None:
    sheet.rule(y, weight=0.6, shade=_SHADE)


def _height(cells: Sequence[Cell]) -> float:
    return height(cells, above=_ABOVE, below=_BELOW)


def _places(sheet: Sheet, part: Table) -> list[tuple[float, float]]:
    """Return where each column begins and how wide its text is [pt]."""
    shares = part.widths or (1.0,) * len(part.columns)
    gap = min(_GAP, sheet.width / len(shares) / 4)
    unit = (sheet.width - gap * (len(shares) - 1)) / sum(shares)
    places, x = [], EDGE
    for share in shares:
        places.append((x, share * unit))
        x += share * unit + gap
    return places


def _cells(
    sheet: Sheet, places: Sequence[tuple[float, float]], row: Sequence[str], style: Style
) -> list[Cell]:
    return [
        Cell(x, width, style, sheet.lines(said, style, width))
        for (x, width), said in zip(places, row, strict=False)
    ]
