"""What stands around a map: heading, legend, scale, dates and thanks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import ImageDraw

from handlers.maps import cells, style, words
from handlers.maps.boxes import Box
from knowledge.hotspots.bands import BANDS, SHARES
from knowledge.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL import Image, ImageFont

    from handlers.maps.view import View
    from knowledge.hotspots.snapshot import Snapshot

_EDGE = 32
_MIDDLE = 528
_MILE = 1_609.344  # [m]
_LENGTHS = ((0.1, "0.1 mile"), (0.25, "¼ mile"), (0.5, "½ mile"), (1, "1 mile"), (2, "2 miles"))
_LENGTHS_FAR = ((5, "5 miles"), (10, "10 miles"), (25, "25 miles"), (50, "50 miles"))
_LONGEST = 230  # of the scale bar [px]
_LINE = 33  # from one line under the map to the next [px]
_USUAL = 2  # lines for which the footer has room

THANKS = 2
"""Lines at most in which publishers are named."""

SCALE_BOX = Box(0, style.PANEL - 74, 260, style.PANEL)
"""Where the scale bar stands on the map: no name goes there."""
STREETS_BOX = Box(style.WIDTH * 0.4, style.PANEL - 44, style.WIDTH, style.PANEL)
"""Where the street map's makers are thanked."""
MADE_UP_BOX = Box(style.WIDTH - 400, 0, style.WIDTH, 70)
"""Where a made-up city says so."""


def head(picture: Image.Image, snapshot: Snapshot) -> None:
    """Write the heading and how the request was read."""
    drawing = ImageDraw.Draw(picture)
    room = style.WIDTH - 2 * _EDGE
    title, reading = style.strong(style.HEADING), style.medium(style.READING)
    drawing.text(
        (_EDGE, 24),
        style.shortened(words.heading(snapshot), title, room),
        fill=style.INK,
        font=title,
    )
    drawing.text(
        (_EDGE, 82),
        style.shortened(style.printable(snapshot.reading.label()), reading, room),
        fill=style.QUIET,
        font=reading,
    )


def legend(picture: Image.Image, snapshot: Snapshot, *, top: int, width: float) -> None:
    """Draw the legend: the ranking on the left, the window on the right."""
    if snapshot.how_well.ranks:
        _tiers(picture, top)
    else:
        _unranked(picture, snapshot, top)
    _bands(picture, snapshot, top, width)


def notes(date: str, thanks: Sequence[str]) -> list[str]:
    """Return the lines under a map: until when the data is complete, and whose it is.

    Whoever has no room in two lines is counted at their end, as the message names everybody.
    """
    font, room = style.medium(style.SMALL), style.WIDTH - 2 * _EDGE
    named = [said for one in thanks if (said := style.printable(one))]
    return [style.shortened(style.printable(date), font, room), *_thanked(named, font, room)]


def _thanked(named: Sequence[str], font: ImageFont.FreeTypeFont, room: float) -> list[str]:
    for kept in range(len(named), 0, -1):
        more = len(named) - kept
        rest = ngettext("and {n} more", "and {n} more", more).format(n=more)
        said = " · ".join([*named[:kept], *([rest] if more else [])])
        lines = style.wrapped(said, font, room, THANKS + 1)
        if len(lines) <= THANKS and not any(line.endswith("…") for line in lines):
            return [line.strip(" ·") for line in lines]
    return style.wrapped(" · ".join(named), font, room, THANKS)


def height(lines: Sequence[str]) -> int:
    """Return how high a map with these lines under it is, in pixels."""
    beyond = max(0, len(lines) - _USUAL)
    return style.HEADER + style.PANEL + style.FOOTER + beyond * _LINE


def foot(picture: Image.Image, lines: Sequence[str], *, top: int) -> None:
    """Write the lines under a map."""
    drawing = ImageDraw.Draw(picture)
    for number, line in enumerate(lines):
        at = (_EDGE, top + number * _LINE)
        drawing.text(at, line, fill=style.QUIET, font=style.medium(style.SMALL))


def scale_bar(panel: Image.Image, view: View) -> None:
    """Draw the longest round distance that has room."""
    fitting = [
        (miles * _MILE / view.metres, said)
        for miles, said in (*_LENGTHS, *_LENGTHS_FAR)
        if miles * _MILE / view.metres <= _LONGEST
    ]
    if not fitting:
        return
    length, said = fitting[-1]
    drawing = ImageDraw.Draw(panel)
    left, bottom = _EDGE - 4, panel.height - 22
    path = [
        (left, bottom - 9),
        (left, bottom),
        (left + length, bottom),
        (left + length, bottom - 9),
    ]
    drawing.line(path, fill=style.PAPER, width=8, joint="curve")
    drawing.line(path, fill=style.INK, width=3)
    drawing.text(
        (left + 2, bottom - 14),
        _(said),
        fill=style.INK,
        font=style.medium(style.SMALL),
        anchor="ls",
        stroke_width=3,
        stroke_fill=style.PAPER,
    )


def streets(panel: Image.Image, attribution: str) -> None:
    """Thank the street map's makers where everybody looks for it, on the map."""
    font = style.medium(style.SMALL)
    drawing = ImageDraw.Draw(panel)
    said = style.shortened(style.printable(attribution), font, panel.width * 0.6)
    left, top = panel.width - font.getlength(said) - 24, panel.height - 40
    drawing.rectangle((left, top, panel.width, panel.height), fill=style.PAPER)
    drawing.text((left + 12, top + 4), said, fill=style.QUIET, font=font)


def made_up(panel: Image.Image) -> None:
    """Say on the map itself that the city is made up."""
    drawing = ImageDraw.Draw(panel)
    font, said = style.strong(style.LEGEND), words.made_up()
    left = panel.width - font.getlength(said) - 2 * _EDGE + 12
    drawing.rounded_rectangle(
        (left, 14, panel.width - 16, 62), radius=10, fill=style.WARNING, outline=style.WARNING_INK
    )
    drawing.text(
        ((left + panel.width - 16) / 2, 38), said, fill=style.WARNING_INK, font=font, anchor="mm"
    )


def _tiers(picture: Image.Image, top: int) -> None:
    drawing = ImageDraw.Draw(picture)
    _title(drawing, _EDGE, top, _("Ranking over the years"))
    x = float(_EDGE)
    for tier, share in enumerate(SHARES):
        cells.swatch(picture, tier, x + 17, top + 66, 33)
        x = _said(drawing, x + 42, top + 66, _("top {share}%").format(share=round(100 * share)))


def _unranked(picture: Image.Image, snapshot: Snapshot, top: int) -> None:
    drawing = ImageDraw.Draw(picture)
    font = style.medium(style.SMALL)
    _title(drawing, _EDGE, top, _("Places are not ranked here"))
    sentence = style.printable(snapshot.how_well.sentence)
    for number, line in enumerate(style.wrapped(sentence, font, _MIDDLE - _EDGE - 24, 2)):
        drawing.text((_EDGE, top + 42 + number * 29), line, fill=style.QUIET, font=font)


def _bands(picture: Image.Image, snapshot: Snapshot, top: int, width: float) -> None:
    drawing = ImageDraw.Draw(picture)
    said = _("In this window: {what}").format(what=snapshot.reading.wanted.whole.label)
    _title(drawing, _MIDDLE, top, said)
    x = float(_MIDDLE)
    for number, band in enumerate(BANDS, start=1):
        size = cells.radius(number, width)
        cells.stamp(picture, size, x + size + 2, top + 66)
        x = _said(drawing, x + 2 * size + 12, top + 66, band.label)


def _title(drawing: ImageDraw.ImageDraw, x: float, top: float, said: str) -> None:
    font = style.strong(style.LEGEND)
    drawing.text((x, top), style.shortened(said, font, 450), fill=style.INK, font=font)


def _said(drawing: ImageDraw.ImageDraw, x: float, y: float, said: str) -> float:
    """Write one word of the legend and return where the next sign begins."""
    font = style.medium(style.LEGEND)
    drawing.text((x, y), said, fill=style.INK, font=font, anchor="lm")
    return x + font.getlength(said) + 26
