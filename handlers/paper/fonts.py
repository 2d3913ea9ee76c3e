"""The letters a page can show: Barlow as on the maps, and Noto for the scripts it lacks."""

from __future__ import annotations

import unicodedata
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from handlers.paper.letters import clean, clusters

if TYPE_CHECKING:
    from fpdf import FPDF

FAMILY = "Barlow"
GAP = "[?]"
"""Stands where letters cannot be printed."""

_BARLOW = Path(__file__).parents[1] / "maps" / "fonts"
_NOTO = Path(__file__).parent / "fonts"
#: Greek, Cyrillic and more; Arabic; Hebrew; Khmer.
_OTHERS = ("NotoSans", "NotoSansArabic", "NotoSansHebrew", "NotoSansKhmer")
_IGNORED = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff") | {chr(0xFE00 + n) for n in range(16)}


class Letters:
    """Which letters a document's fonts have; other scripts are loaded when first needed."""

    def __init__(self, pdf: FPDF) -> None:
        self._pdf = pdf
        pdf.add_font(FAMILY, "", _BARLOW / "Barlow-Medium.ttf")
        pdf.add_font(FAMILY, "B", _BARLOW / "Barlow-SemiBold.ttf")
        self._known = self._of(FAMILY)
        self._all = False
        self.gaps = False

    def shown(self, text: str) -> str:
        """Return text that can be printed: a run of letters that cannot becomes one "[?]"."""
        whole = clean(text)
        if self._known.issuperset(whole.replace("\n", "")):
            return whole
        self._load()
        said = ""
        for known, run in groupby(map(self._cluster, clusters(whole)), key=bool):
            said += "".join(run) if known else GAP
            self.gaps = self.gaps or not known
        return said

    def close(self) -> None:
        """Close the files of the fonts, from which letters are taken until the end."""
        from fpdf.fonts import TTFFont

        for font in self._pdf.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()

    def _cluster(self, cluster: str) -> str:
        """Return a letter without signs that have no shape, or nothing where it has no glyph."""
        kept = "".join(one for one in cluster if self._has(one) or one not in _IGNORED)
        return kept if all(map(self._has, kept)) else ""

    def _has(self, letter: str) -> bool:
        return letter == "\n" or letter in self._known

    def _of(self, family: str) -> frozenset[str]:
        from fpdf.fonts import TTFFont

        font = self._pdf.fonts[family.lower()]
        return frozenset(map(chr, font.cmap)) if isinstance(font, TTFFont) else frozenset()

    def _load(self) -> None:
        if self._all:
            return
        for name in _OTHERS:
            self._pdf.add_font(name, "", _NOTO / f"{name}-Medium.ttf")
            self._known |= self._of(name)
        self._pdf.set_fallback_fonts(list(_OTHERS), exact_match=False)
        self._all = True


def rightward(text: str) -> bool:
    """Return whether a text reads from left to right, by its first letter that says so."""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in {"L", "R", "AL"}:
            return direction == "L"
    return True
