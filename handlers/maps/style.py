"""Colours, sizes and type of every map.

Violet for the ranking and amber for the marks stay apart for colour-blind readers, keep
clear of the blue of water and the red of alarm, and differ in lightness, for greyscale.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

WIDTH = 1000
"""Every map is so wide, and is read at 360 as well. [px]"""

HEADER, PANEL, FOOTER = 138, 860, 214
"""Heights of heading, map and legend. [px]"""

PAPER = "#fbfaf7"
AROUND = "#e4e6e8"
LAND = PAPER
BORDER = "#c3c1bc"
LIMITS = "#85837e"
INK = "#1f1d2b"
QUIET = "#595766"
ASKED = "#1f1d2b"
TIERS = ("#3b1a6e", "#8459b8", "#cdbde6")
"""Top 1, 2 and 5 % of the ranking, darkest first."""
MARK = "#ffbf2b"
MARK_EDGE = "#3a2300"
WARNING, WARNING_INK = "#ffe08a", "#3a2300"

HEADING, READING, LABEL, LEGEND, SMALL = 43, 32, 28, 28, 25
"""Type sizes. [px]"""

_LONGEST = 200  # no line of a map has more letters
_FONTS = Path(__file__).parent / "fonts"
_BREAKS = re.compile(r"(?<=[ \-–/])")
_UNPRINTABLE = re.compile(r"[^ -~¡-ſȘ-ț‐-‧€™½]")


@lru_cache(maxsize=24)
def medium(size: int) -> ImageFont.FreeTypeFont:
    """Return the type of running words; it comes with the bot, for a bare machine has none."""
    return _font("Barlow-Medium.ttf", size)


@lru_cache(maxsize=24)
def strong(size: int) -> ImageFont.FreeTypeFont:
    """Return the type of headings and names."""
    return _font("Barlow-SemiBold.ttf", size)


def printable(text: str) -> str:
    """Return what of a text the type can show: Latin letters, accents and punctuation."""
    return " ".join(_UNPRINTABLE.sub("", unicodedata.normalize("NFC", text)).split())


def shortened(text: str, font: ImageFont.FreeTypeFont, room: float) -> str:
    """Return a text that is at most ``room`` pixels wide, with an ellipsis where it was cut.

    It is cut between words where that costs at most a third of it.
    """
    if len(text) <= _LONGEST and font.getlength(text) <= room:
        return text
    lengths = range(min(len(text), _LONGEST) + 1)
    fitting = bisect_right(lengths, room, key=lambda n: font.getlength(text[:n] + "…"))
    kept = text[: max(0, fitting - 1)]
    between = text.rfind(" ", 0, len(kept) + 1)
    if 3 * between >= 2 * len(kept):
        kept = kept[:between]
    return kept.rstrip(" ,.·–") + "…"


def wrapped(text: str, font: ImageFont.FreeTypeFont, room: float, lines: int) -> list[str]:
    """Break a text into at most so many lines of at most ``room`` pixels."""
    pieces, broken = _BREAKS.split(text), list[str]()
    while pieces and len(broken) < lines - 1:
        count = max(1, _fitting(pieces, font, room))
        broken.append(shortened("".join(pieces[:count]).strip(), font, room))
        pieces = pieces[count:]
    rest = "".join(pieces).strip()
    return [*broken, shortened(rest, font, room)] if rest else [line for line in broken if line]


def _fitting(pieces: list[str], font: ImageFont.FreeTypeFont, room: float) -> int:
    """Return how many pieces fit on one line."""
    counts = range(1, min(len(pieces), _LONGEST) + 1)
    return bisect_right(counts, room, key=lambda n: font.getlength("".join(pieces[:n]).strip()))


def _font(file: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FONTS / file, size, layout_engine=ImageFont.Layout.BASIC)
