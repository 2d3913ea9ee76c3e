"""Find words that put a label before the person, and say what to write instead."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from knowledge.language.entries import word_list
from knowledge.words import _

#: What may stand between two words of a phrase: spaces, hyphens, or a line's end.
_BETWEEN = r"(?:\s+|\s*[-‐‑]\s*)"
_PLURAL = r"(?:['’]s|e?s['’]?)?"


@dataclass(frozen=True, slots=True)
class Finding:
    """Words to reconsider; it is a suggestion and never keeps anybody from posting.

    Attributes
    ----------
    start, end
        Where they stand, ``[start, end)``, in the text after NFC normalization.
    words
        The words as they were written.
    instead
        What to say instead, in the language of the words.
    """

    start: int
    end: int
    words: str
    instead: str


def lint(text: str, *, public: bool = False) -> list[Finding]:
    """Return the words of a text to reconsider, in their order; empty where there are none.

    Whole words count, in any case and with or without accents, in the singular and plural.
    Names of laws and services are left alone.

    Parameters
    ----------
    public
        Whether it will be read outside the coalition, where more words are avoided.
    """
    text = unicodedata.normalize("NFC", text)
    folded = _fold(text)
    spared = [found.span() for found in _allowed().finditer(folded)]
    found = [
        Finding(*hit.span(), text[hit.start() : hit.end()], _instead(public=public)[_key(hit)])
        for hit in _avoided(public=public).finditer(folded)
    ]
    return [one for one in found if not _inside(one, spared)]


def told(finding: Finding) -> str:
    """Say a finding as a suggestion."""
    return _("“{words}”: you could say “{instead}”.").format(
        words=finding.words, instead=_(finding.instead)
    )


def _inside(finding: Finding, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= finding.start and finding.end <= end for start, end in spans)


def _key(hit: re.Match[str]) -> str:
    return hit.lastgroup or ""


@cache
def _phrases(*, public: bool) -> tuple[tuple[str, str], ...]:
    """Return each phrase to avoid with what to say instead, the longest first."""
    entries = [one for one in word_list().entries if public or not one.public_only]
    found = [(phrase, one.instead) for one in entries for phrase in one.avoid]
    found += [(phrase, one.instead_spanish) for one in entries for phrase in one.spanish]
    return tuple(sorted(found, key=lambda one: (-len(one[0]), one[0])))


@cache
def _avoided(*, public: bool) -> re.Pattern[str]:
    phrases = enumerate(_phrases(public=public))
    ways = "|".join(f"(?P<w{at}>{_pattern(phrase)})" for at, (phrase, _instead_of) in phrases)
    return re.compile(rf"(?<!\w)(?:{ways})(?!\w)")


@cache
def _instead(*, public: bool) -> dict[str, str]:
    return {f"w{at}": instead for at, (_phrase, instead) in enumerate(_phrases(public=public))}


@cache
def _allowed() -> re.Pattern[str]:
    ways = "|".join(_pattern(phrase) for phrase in word_list().allowed)
    return re.compile(rf"(?<!\w)(?:{ways})(?!\w)")


def _pattern(phrase: str) -> str:
    words = [re.escape(word) for word in re.split(r"[\s-]+", _fold(phrase))]
    return _BETWEEN.join(words) + _PLURAL


def _fold(text: str) -> str:
    """Return a text of the same length without case and accents."""
    return "".join(_plain(letter) for letter in text)


def _plain(letter: str) -> str:
    bare = unicodedata.normalize("NFD", letter)[:1].lower()
    return bare if len(bare) == 1 else letter
