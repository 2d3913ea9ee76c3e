"""Words that mean one thing of a short list, also when they are mistyped."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Meaning = TypeVar("Meaning")

#: A word is read through one slip from this length on, and through two from the second.
#: Of shorter words only two swapped letters are forgiven: "wood" is not "food". [letters]
ONE_SLIP, TWO_SLIPS = 5, 8
_SWAPS_ONLY = 4


def plain(text: str) -> str:
    """Return ``text`` in small letters without accents and punctuation, one space apart.

    Unlike names of places, abbreviations stay: "pt" is Portuguese here, not a point.
    """
    letters = unicodedata.normalize("NFKD", text.casefold())
    kept = (
        letter if letter.isalnum() else "" if letter in "'’`." else " "
        for letter in letters
        if not unicodedata.combining(letter)
    )
    return " ".join("".join(kept).split())


def slips(typed: str, meant: str) -> int | None:
    """Return how many slips lie between two words; None when they are too many.

    A slip is a letter too many, missing, wrong, or swapped with its neighbour (optimal
    string alignment; Damerau 1964). The first letter is seldom wrong, so it must be right,
    or swapped with the second.
    """
    from rapidfuzz.distance import OSA

    if typed == meant:
        return 0
    allowed = _allowed(min(len(typed), len(meant)))
    if not allowed or not _starts_alike(typed, meant):
        return None
    if min(len(typed), len(meant)) == _SWAPS_ONLY and sorted(typed) != sorted(meant):
        return None
    found = int(OSA.distance(typed, meant, score_cutoff=allowed))
    return found if found <= allowed else None


def _allowed(length: int) -> int:
    return (length >= _SWAPS_ONLY) + (length >= TWO_SLIPS)


def _starts_alike(typed: str, meant: str) -> bool:
    return typed[:1] == meant[:1] or typed[:2] == meant[1::-1]


@dataclass(frozen=True, slots=True)
class Lexicon(Generic[Meaning]):
    """Phrases in plain form, each with what it means."""

    known: Mapping[str, Meaning]
    #: The phrases without those too short to be mistyped, by length.
    _by_length: dict[int, list[str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Sort the phrases by length once: a slip or two changes it by no more than that."""
        by_length: dict[int, list[str]] = {}
        for phrase in self.known:
            by_length.setdefault(len(phrase), []).append(phrase)
        object.__setattr__(self, "_by_length", by_length)

    @classmethod
    def of(cls, words: Mapping[Meaning, Iterable[str]]) -> "Lexicon[Meaning]":
        """Return the lexicon in which each of a meaning's words means it."""
        return cls({plain(word): meaning for meaning, each in words.items() for word in each})

    def exact(self, words: Sequence[str], at: int) -> tuple[Meaning, int] | None:
        """Return what the longest phrase at word ``at`` means and how many words it takes."""
        most = max((phrase.count(" ") + 1 for phrase in self.known), default=0)
        for taken in range(min(most, len(words) - at), 0, -1):
            phrase = " ".join(words[at : at + taken])
            if phrase in self.known:
                return self.known[phrase], taken
        return None

    def near(self, phrase: str) -> tuple[Meaning, int] | None:
        """Return what a mistyped phrase means and by how many slips.

        None as well where another meaning is just as near: a guess needs a margin.
        """
        best: dict[Meaning, int] = {}
        for length in range(len(phrase) - 2, len(phrase) + 3):
            for known in self._by_length.get(length, ()):
                if (found := slips(phrase, known)) is not None:
                    meaning = self.known[known]
                    best[meaning] = min(found, best.get(meaning, found))
        if not best:
            return None
        fewest = min(best.values())
        meanings = [meaning for meaning, found in best.items() if found == fewest]
        return (meanings[0], fewest) if len(meanings) == 1 else None

    def meaning(self, text: str) -> Meaning | None:
        """Return what the whole of ``text`` means, mistyped or not."""
        phrase = plain(text)
        if phrase in self.known:
            return self.known[phrase]
        found = self.near(phrase)
        return found[0] if found else None
