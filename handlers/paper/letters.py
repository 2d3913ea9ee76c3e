"""Letters as a person counts them, and what no letter is."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_JOINER = "\u200d"
_JOINING = ("Mn", "Me", "Mc")
_TONES = range(0x1F3FB, 0x1F400)  # skin tones belong to the sign before them
_TAGS = range(0xE0020, 0xE0080)
_FLAGS = range(0x1F1E6, 0x1F200)
_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str) -> str:
    """Return text of whole letters: no control characters, no hidden turns of direction.

    Line breaks stay; the letters that people see stay.
    """
    whole = "\n".join(text.splitlines()).encode("utf-8", "replace").decode("utf-8")
    kept = (" " if letter == "\t" else letter for letter in whole if _visible(letter))
    return unicodedata.normalize("NFC", "".join(kept))


def _visible(letter: str) -> bool:
    if letter in "\n\t":
        return True
    return unicodedata.category(letter) != "Cc" and letter not in _DIRECTIONS


def clusters(text: str) -> Iterator[str]:
    """Yield what a person calls one letter or one sign, such as a family of joined emoji."""
    start, flags = 0, 0
    for at, (before, letter) in enumerate(pairwise(text), start=1):
        flags = flags + 1 if ord(before) in _FLAGS else 0
        paired = flags % 2 == 1 and ord(letter) in _FLAGS
        if not (paired or _joins(before, letter)):
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


def _joins(before: str, letter: str) -> bool:
    return (
        letter == _JOINER
        or before == _JOINER
        or unicodedata.category(letter) in _JOINING
        or ord(letter) in _TONES
        or ord(letter) in _TAGS
    )
