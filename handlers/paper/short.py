"""Text that is ready to paste into a text message or a group chat outside Slack."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.paper.letters import clean, clusters
from knowledge.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 600
"""What people still read in a text message. [characters]"""
LEAST = 40
"""With less room, not even "… and 12 more" fits after a word. [characters]"""

_ESCAPED = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
_LINK = re.compile(r"<((?:https?|mailto|tel):[^<>|\s]+)(?:\|([^<>]*))?>")
_NAMED = re.compile(r"<[@#!][^<>|]*\|([^<>]*)>")
_NAMELESS = re.compile(r"<[@#!][^<>]*>|@?\b[UWC]0[A-Z0-9]{7,}\b")
_BRACKETS = re.compile(r"<([^<>]*)>")
_EMOJI = re.compile(r"(?<!\w):[a-z][a-z0-9_+'-]*:(?!\w)")
_ADDRESS = re.compile(r"(https?://[^\s<>|]+?)(?=[*_~`).,;:!?]*(?:\s|$))")
_MARKS = re.compile(r"(?<![^\W_])[*_~`]+|[*_~`]+(?![^\W_])|`+")
_QUOTE = re.compile(r"^[^\S\n]*>+[^\S\n]*", re.MULTILINE)
_SPACES = re.compile(r"[^\S\n]{2,}")

#: One letter outside the alphabet of text messages (GSM 03.38) halves what fits in each.
_SIMPLE = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "•": "-", "·": "-",
     "\u00a0": " ", "\u202f": " ", "→": "->", "×": "x"}
)  # fmt: skip


def short(lines: Iterable[str], *, most: int = MOST, simple: bool = False) -> str:
    """Return the first lines that fit, without Slack's markup, and how many more there are.

    Parameters
    ----------
    lines
        What to say, the most important first. They may hold Slack's markup.
    most
        Characters at most, as a phone counts them: what a person sees as one letter, such as
        an emoji with a skin tone, can be several. It is never cut within such a letter.
    simple
        Write quotes and dashes so that a text message stays in its cheapest alphabet.

    Raises
    ------
    ValueError
        When ``most`` is less than 40.
    """
    if most < LEAST:
        raise ValueError(f"A short text has room for {LEAST} characters at least.")
    bared = (line.strip() for text in lines for line in bare(text).splitlines())
    said = [_plain(line, simple=simple) for line in bared if line]
    whole = "\n".join(said)
    if len(whole) <= most:
        return whole
    for kept in range(len(said) - 1, 0, -1):
        text = "\n".join([*said[:kept], _rest(len(said) - kept, simple=simple)])
        if len(text) <= most:
            return text
    return _cut(said, most, simple=simple)


def bare(text: str) -> str:
    """Return text without Slack's markup: links as addresses, nobody's id, no emphasis."""
    for written, meant in _ESCAPED:
        text = text.replace(written, meant)
    text = _LINK.sub(_address, clean(text))
    text = _NAMELESS.sub("", _NAMED.sub(r"\1", text))
    text = _QUOTE.sub("", _BRACKETS.sub(r"\1", text))
    pieces = _ADDRESS.split(text)  # every second piece is an address, which stays as it is
    pieces[::2] = [_MARKS.sub("", _EMOJI.sub("", piece)) for piece in pieces[::2]]
    return _SPACES.sub(" ", "".join(pieces)).strip()


def _address(link: re.Match[str]) -> str:
    to, label = link[1].removeprefix("mailto:").removeprefix("tel:"), link[2] or ""
    return to if not label or label in to else f"{label}: {to}"


def _plain(line: str, *, simple: bool) -> str:
    return line.translate(_SIMPLE) if simple else line


def _rest(more: int, *, simple: bool) -> str:
    said = ngettext("… and {n} more", "… and {n} more", more).format(n=more)
    return _plain(said, simple=simple)


def _cut(said: list[str], most: int, *, simple: bool) -> str:
    """Return the beginning of the only line there is room for, cut between words if it can be."""
    more = len(said) - 1
    end = "\n" + _rest(more, simple=simple) if more else ""
    dots = _plain(_("…"), simple=simple)
    room = most - len(dots + end)
    begun = ""
    for letter in clusters(said[0]):
        if len(begun) + len(letter) > room:
            break
        begun += letter
    words = begun.rpartition(" ")[0].rstrip() if len(said[0]) > room else begun
    kept = words if len(words) > room // 2 else begun.rstrip()
    return kept + dots + end
