"""A sheet of paper and the pen on it: where the next line goes, and when a page is full."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Literal, TypeAlias

from handlers.paper.fonts import FAMILY, Letters, rightward
from handlers.paper.lines import shorten, wrap
from knowledge.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Size: TypeAlias = Literal["letter", "a4"]

EDGE = 54.0
"""The white at each side. [pt]"""
TOP = 50.0
_FOOT = 62.0  # the white at the bottom, in which the foot stands
_INK, _GREY = 0, 70


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: its size and the height of a line [pt]."""

    size: float
    line: float
    bold: bool = False
    quiet: bool = False


TITLE = Style(27, 32, bold=True)
SUBTITLE = Style(14, 20)
HEADING = Style(17.5, 23, bold=True)
BODY = Style(12.5, 17.5)
STRONG = Style(12.5, 17.5, bold=True)
LARGE = Style(14.5, 19)
LARGE_STRONG = Style(14.5, 19, bold=True)
FACT = Style(14.5, 19, bold=True)
LABEL = Style(10.5, 14.5, bold=True, quiet=True)
CLOSE = Style(10.5, 14.5)
COLUMN = Style(11, 15, bold=True)
SMALL = Style(10.5, 14.5, quiet=True)
FOOT = Style(9.5, 13, quiet=True)


@dataclass(frozen=True, slots=True)
class Known:
    """What only the finished document tells: its pages, and whether letters are missing."""

    pages: int = 0
    gaps: bool = False


class Sheet:
    """The page that is being written, from top to bottom; texts may hold anything."""

    def __init__(self, *, title: str, footer: str, size: Size, known: Known) -> None:
        from fpdf import FPDF

        self.pdf = FPDF(unit="pt", format=size)
        self.pdf.set_auto_page_break(auto=False)
        self.pdf.c_margin = 0
        self.pdf.alias_nb_pages("\0")  # no text holds it: nothing in a text is replaced
        self.letters = Letters(self.pdf)
        self.title, self.footer, self._known = title, footer, known
        self.width = self.pdf.w - 2 * EDGE
        self.bottom = self.pdf.h - _FOOT - (FOOT.line if known.gaps else 0)
        self.repeat: Callable[[], None] | None = None
        self.y = TOP
        self._top = TOP
        self._widths: dict[tuple[str, Style], float] = {}
        self._add()

    @property
    def room(self) -> float:
        """How much is left of this page [pt]."""
        return self.bottom - self.y

    @property
    def fresh(self) -> bool:
        """Whether nothing stands on this page yet."""
        return self.y <= self._top

    @property
    def whole(self) -> float:
        """How much a page holds [pt]."""
        return self.bottom - self._top

    def known(self) -> Known:
        """Return what is known once everything is written."""
        return Known(self.pdf.page, self.letters.gaps)

    def close(self) -> None:
        """Close the files of the fonts."""
        self.letters.close()

    def turn(self) -> None:
        """Begin a page, with the title small above, and what is to be repeated."""
        self._add()
        self.y = TOP - 14
        head = self.cut(self.title, FOOT, self.width)
        self.write(head, EDGE, self.y, self.width, FOOT)
        self.rule(self.y + FOOT.line + 3, shade=_GREY)
        self.y += FOOT.line + 16
        self._top = self.y
        if self.repeat:
            self.repeat()
            self._top = self.y

    def need(self, height: float) -> None:
        """Begin a page where this does not fit on the rest, unless it would fit on none."""
        if height > self.room and not self.fresh:
            self.turn()

    def skip(self, height: float) -> None:
        """Leave white, except at the head of a page."""
        if not self.fresh:
            self.y += height

    def lines(self, text: str, style: Style, width: float) -> list[str]:
        """Return the lines of a text, as far as it can be printed."""
        return wrap(self.letters.shown(text), width, lambda piece: self._wide(piece, style))

    def wide(self, text: str, style: Style, most: float) -> float:
        """Return how wide a text is on one line, up to so much [pt]."""
        lines = self.lines(text, style, most)
        return most if len(lines) > 1 else self._wide(lines[0], style)

    def cut(self, text: str, style: Style, width: float, *, most: int = 1) -> list[str]:
        """Return so many lines of a text at most."""
        shown = self.letters.shown(text)
        return shorten(shown, width, lambda piece: self._wide(piece, style), most=most)

    def write(
        self,
        lines: Sequence[str],
        x: float,
        y: float,
        width: float,
        style: Style,
        *,
        end: bool = False,
    ) -> None:
        """Write lines under each other; text that reads from right to left stands right."""
        ahead = rightward(" ".join(lines))
        self._pen(style)
        self._read("ltr" if ahead else "rtl")
        for number, line in enumerate(lines):
            self.pdf.set_xy(x, y + number * style.line)
            self.pdf.cell(width, style.line, line, align="R" if end or not ahead else "L")

    def flow(self, text: str, style: Style, *, x: float = EDGE, width: float | None = None) -> None:
        """Write a text of any length, leaving no line of it alone on a page."""
        wide = self.width if width is None else width
        lines = self.lines(text, style, wide)
        while lines:
            self.need(min(len(lines), 2) * style.line)
            fit = max(1, int(self.room / style.line + 1e-6))
            if len(lines) - fit == 1 and fit > 2:
                fit -= 1
            self.write(lines[:fit], x, self.y, wide, style)
            self.y += min(fit, len(lines)) * style.line
            lines = lines[fit:]
            if lines:
                self.turn()

    def rule(self, y: float, *, weight: float = 0.7, shade: int = _INK) -> None:
        """Draw a line across."""
        self.line(EDGE, y, EDGE + self.width, y, weight=weight, shade=shade)

    def line(
        self, x: float, y: float, to_x: float, to_y: float, *, weight: float, shade: int = _INK
    ) -> None:
        """Draw a line."""
        self.pdf.set_draw_color(shade)
        self.pdf.set_line_width(weight)
        self.pdf.line(x, y, to_x, to_y)

    def image(self, png: bytes, x: float, width: float, height: float, *, alt: str) -> None:
        """Place a picture at the pen."""
        self.pdf.image(BytesIO(png), x, self.y, width, height, alt_text=self.letters.shown(alt))

    def _wide(self, piece: str, style: Style) -> float:
        key = (piece, style)
        if key not in self._widths:
            self._pen(style)
            self._read(None)
            self._widths[key] = self.pdf.get_string_width(piece)
        return self._widths[key]

    def _pen(self, style: Style) -> None:
        self.pdf.set_font(FAMILY, "B" if style.bold else "", style.size)
        self.pdf.set_text_color(_GREY if style.quiet else _INK)

    def _read(self, direction: str | None) -> None:
        """Join letters as their script does, and leave "--" as it was written."""
        self.pdf.set_text_shaping(features={"liga": False}, direction=direction)

    def _add(self) -> None:
        self.pdf.add_page()
        y = self.pdf.h - _FOOT + 24
        page = _("Page {page} of {pages}").format(page=self.pdf.page, pages=self._known.pages)
        said = self.cut(self.footer or self.title, FOOT, self.width - 100)
        self.write(said, EDGE, y, self.width - 100, FOOT)
        self.write([page], EDGE + self.width - 100, y, 100, FOOT, end=True)
        if self._known.gaps:
            note = _("[?] stands for letters that cannot be printed here; they are shown in Slack.")
            self.write([note], EDGE, y - FOOT.line, self.width, FOOT)
