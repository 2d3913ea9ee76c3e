"""Cells beside each other, which go on over the page where they must."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from handlers.paper.sheet import Sheet, Style


@dataclass(frozen=True, slots=True)
class Cell:
    """Lines in one place of a row."""

    x: float
    width: float
    style: Style
    lines: Sequence[str]
    down: float = 0  # below the top of the row [pt]

    @property
    def height(self) -> float:
        """How high the lines are, with what is above them [pt]."""
        return self.down + len(self.lines) * self.style.line


def height(cells: Sequence[Cell], *, above: float, below: float) -> float:
    """Return how high a row is [pt]."""
    return above + max((cell.height for cell in cells), default=0) + below


def put(
    sheet: Sheet,
    cells: Sequence[Cell],
    *,
    above: float,
    below: float,
    frame: Callable[[float, float], None] | None = None,
) -> None:
    """Write a row on one page if any page holds it, else over as many as it takes.

    Parameters
    ----------
    above, below
        White over and under the lines. [pt]
    frame
        Draws what stands around a row, from its top to its bottom [pt], on each page.
    """
    sheet.need(height(cells, above=above, below=below))
    while True:
        now, later = _split(cells, sheet.room - above - below)
        top = sheet.y
        for cell in now:
            sheet.write(cell.lines, cell.x, top + above + cell.down, cell.width, cell.style)
        sheet.y += height(now, above=above, below=below)
        if frame:
            frame(top, sheet.y)
        if not later:
            return
        cells = later
        sheet.turn()


def _split(cells: Sequence[Cell], room: float) -> tuple[list[Cell], list[Cell]]:
    now, later = list[Cell](), list[Cell]()
    for cell in cells:
        fit = max(0, int((room - cell.down) / cell.style.line + 1e-6))
        now.append(replace(cell, lines=cell.lines[:fit]))
        if cell.lines[fit:]:
            later.append(replace(cell, lines=cell.lines[fit:], down=0))
    return now, later
