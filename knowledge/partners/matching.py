"""The partners that fit a search, the best first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from knowledge.partners.finding import Finding
from knowledge.partners.hours import Hours, minute_of_week
from knowledge.partners.partner import STALE, Capacity, Partner
from knowledge.partners.services import Service
from knowledge.places.folding import fold

#: A name is like the words typed from this likeness on. [0 to 100]
LIKE = 80.0
#: All that was typed stands in the name; the most that likeness alone can reach. [0 to 100]
_IS_IT, _MOST = 100.0, 99.0
#: Text shorter than this is no partner's full name. [characters]
_SHORTEST_NAME = 5
_NEVER = 100_000
_Order = tuple[int, int, bool, int, int, bool, int, str, int]
_CAPACITY = {
    Capacity.OPEN: 0, Capacity.UNKNOWN: 1, Capacity.WAITING_LIST: 2, Capacity.FULL: 3,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a search needs to know of a partner; archived ones are never candidates.

    Attributes
    ----------
    folded
        The name as ``knowledge.places.folding.fold`` writes it, kept beside the name:
        folding thousands of names would take longer than the search.
    places
        Names of the places served; none means everywhere.
    """

    id: int
    name: str
    folded: str
    services: frozenset[Service]
    languages: frozenset[str]
    places: frozenset[str]
    hours: Hours | None
    walk_in: bool
    capacity: Capacity
    confirmed_on: date | None

    @classmethod
    def of(cls, partner: Partner) -> "Candidate":
        """Return a partner as a candidate."""
        return cls(
            id=partner.id,
            name=partner.name,
            folded=fold(partner.name),
            services=frozenset(partner.services),
            languages=frozenset(partner.languages),
            places=frozenset(partner.places),
            hours=partner.hours,
            walk_in=partner.walk_in,
            capacity=partner.capacity,
            confirmed_on=partner.confirmed_on,
        )


@dataclass(frozen=True, slots=True)
class Match:
    """A candidate that fits.

    Attributes
    ----------
    open
        Whether it is open at the moment of the search; None when its hours are not known.
    stale
        Whether nobody confirmed it for 90 days.
    likeness
        How like its name is to the words typed; 0 where none were. [0 to 100]
    """

    id: int
    open: bool | None
    stale: bool
    likeness: float


def rank(finding: Finding, candidates: Sequence[Candidate], *, moment: datetime) -> list[Match]:
    """Return the candidates that fit a search, the best first.

    A search for what is open now keeps those whose hours are not known, as the last ones.
    First come those whose names are closest, where a name was typed, and that offer more of
    what was asked; then walk-in, open now, with room, confirmed lately, by name.

    Parameters
    ----------
    moment
        The local time of the search.
    """
    likeness = _likeness(finding, candidates)
    minute = minute_of_week(moment)
    ranked: list[tuple[_Order, Match]] = []
    for candidate, like in zip(candidates, likeness, strict=True):
        if finding.name_words and like < LIKE:
            continue
        is_open = candidate.hours.open_in(minute) if candidate.hours else None
        if like >= _IS_IT or _fits(finding, candidate, is_open=is_open):
            age = _age(candidate, moment.date())
            match = Match(candidate.id, is_open, age >= STALE, like)
            ranked.append((_order(finding, candidate, match, age), match))
    ranked.sort(key=lambda each: each[0])
    return [match for _order_of, match in ranked]


def _likeness(finding: Finding, candidates: Sequence[Candidate]) -> list[float]:
    """Return how like each name is to what was typed; 0 where no word is left for names.

    A name that holds all that was typed is the one, whatever its words mean otherwise:
    "Kensington Library" is a name before it is a place.
    """
    whole = finding.whole if len(finding.whole) >= _SHORTEST_NAME else ""
    is_it = [bool(whole) and f" {whole} " in f" {each.folded} " for each in candidates]
    if not finding.name_words:
        return [_IS_IT if it and len(whole.split()) > 1 else 0.0 for it in is_it]
    from rapidfuzz import fuzz, process

    names = [each.folded for each in candidates]
    words = fold(" ".join(finding.name_words)).split() or list(finding.name_words)
    scores = process.cdist(words, names, scorer=fuzz.partial_ratio, score_cutoff=LIKE / 2)
    return [
        _IS_IT if it else min(_MOST, float(score))
        for it, score in zip(is_it, scores.min(axis=0), strict=True)
    ]


def _fits(finding: Finding, candidate: Candidate, *, is_open: bool | None) -> bool:
    return (
        (not finding.services or not candidate.services.isdisjoint(finding.services))
        and (not finding.languages or not candidate.languages.isdisjoint(finding.languages))
        and (not finding.place or not candidate.places or finding.place in candidate.places)
        and _keeps_hours(finding, candidate, is_open=is_open)
    )


def _keeps_hours(finding: Finding, candidate: Candidate, *, is_open: bool | None) -> bool:
    if finding.walk_in and not candidate.walk_in:
        return False
    if finding.always and not (candidate.hours and candidate.hours.always):
        return False
    return not finding.open_now or is_open is not False


def _age(candidate: Candidate, today: date) -> int:
    """Return for how many days nobody confirmed the entry; very many where nobody ever did."""
    return (today - candidate.confirmed_on).days if candidate.confirmed_on else _NEVER


def _order(finding: Finding, candidate: Candidate, match: Match, age: int) -> _Order:
    offered = sum(each in candidate.services for each in finding.services)
    spoken = sum(each in candidate.languages for each in finding.languages)
    return (
        -round(match.likeness / 10),
        -offered - spoken,
        not candidate.walk_in,
        {True: 0, None: 1, False: 2}[match.open],
        _CAPACITY[candidate.capacity],
        match.stale,
        age,
        candidate.folded,
        candidate.id,
    )
