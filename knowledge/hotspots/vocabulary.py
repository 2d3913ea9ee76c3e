"""The words of a language for kinds of incidents, comparisons and everywhere."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.hotspots.snapshot import Wanted

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrases:
    """What people write, in lower case and word by word.

    Attributes
    ----------
    wanted
        Kinds of incidents.
    versus
        What opens a comparison.
    year_before, before
        The same days last year, and the window before this one.
    everywhere
        What may stand in place of a place.
    little
        Words that mean nothing at the edge of a place's name.
    """

    wanted: Mapping[Phrase, Wanted]
    versus: frozenset[Phrase]
    year_before: frozenset[Phrase]
    before: frozenset[Phrase]
    everywhere: frozenset[Phrase]
    little: frozenset[str]


def longest(phrases: Iterable[Phrase], words: Sequence[str], at: int) -> int:
    """Return how many words the longest phrase at word ``at`` takes, 0 where none begins."""
    return max(
        (len(phrase) for phrase in phrases if tuple(words[at : at + len(phrase)]) == phrase),
        default=0,
    )


def _phrases(*texts: str) -> frozenset[Phrase]:
    return frozenset(tuple(text.split()) for text in texts)


_WANTED = {
    Wanted.SHOOTINGS: ("all shootings", "all incidents", "shootings", "shooting"),
    Wanted.FATAL: ("fatal", "fatal shootings", "deadly", "deadly shootings"),
    Wanted.NONFATAL: (
        *("nonfatal", "non-fatal", "non fatal"),
        *("nonfatal shootings", "non-fatal shootings", "non fatal shootings"),
    ),
    Wanted.SHOTS_FIRED: ("shots fired", "shots", "gunfire"),
    Wanted.HOMICIDES: ("homicides", "homicide", "murders", "murder"),
    Wanted.OTHER: ("other incidents",),
}

ENGLISH = Phrases(
    wanted={phrase: wanted for wanted, texts in _WANTED.items() for phrase in _phrases(*texts)},
    versus=_phrases(
        *("vs", "vs.", "v.", "versus", "against", "compare to", "compare with"),
        *("compared to", "compared with"),
    ),
    year_before=_phrases(
        *("last year", "previous year", "year before", "the year before", "a year ago"),
        *("a year earlier", "same time last year", "the same time last year"),
        *("same days last year", "the same days last year"),
    ),
    before=_phrases(
        *("previous", "before", "prior", "earlier", "previous period", "the previous period"),
        *("prior period", "period before", "the period before", "days before"),
        *("the days before", "window before", "the window before"),
    ),
    everywhere=_phrases(
        *("all", "everything", "everywhere", "city", "citywide", "city-wide", "city wide"),
        *("whole city", "entire city", "all over"),
    ),
    little=frozenset(
        {
            *("in", "for", "at", "near", "around", "the", "on", "of", "over", "during", "from"),
            *("ago", "and", "please", "show", "me", "map", "with", "to", "before", "-"),
        }
    ),
)
