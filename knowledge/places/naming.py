"""Find the place that somebody means by what they typed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.places.folding import fold
from knowledge.places.kinds import AREAS, Kind

#: A place is sure from this likeness on (0 to 100) when it leads by the margin; from
#: POSSIBLE on it is worth asking about; below NEAR it is not even worth a hint.
SURE, MARGIN, POSSIBLE, NEAR = 86.0, 8.0, 68.0, 45.0
#: How many places are offered at most.
OFFERED = 5
#: A site never stands in the way of an area of about the same name.
_SITE_BEHIND = 10.0
_WHOLE_WORDS = 92.0
_SHORTEST_START = 4
#: The order in which kinds win where names are the same; sites come last.
_ORDER = {kind: at for at, kind in enumerate((*AREAS, Kind.SITE))}
#: Words that say which kind of place is meant.
_KIND_WORDS = {
    "neighborhood": Kind.NEIGHBORHOOD, "neighbourhood": Kind.NEIGHBORHOOD,
    "district": Kind.DISTRICT, "dist": Kind.DISTRICT, "precinct": Kind.DISTRICT,
    "pct": Kind.DISTRICT, "zip": Kind.ZIP, "zipcode": Kind.ZIP, "tract": Kind.TRACT,
    "city": Kind.CITY, "site": Kind.SITE,
}  # fmt: skip
_FILLING = frozenset({"police", "code", "census", "of", "in"})


@dataclass(frozen=True, slots=True)
class Named:
    """A place by its names."""

    id: int
    name: str
    aliases: tuple[str, ...]
    kind: Kind


@dataclass(frozen=True, slots=True)
class Found:
    """What a text may mean.

    Attributes
    ----------
    place
        The place, where that is sure.
    candidates
        Where it is not: up to five that it may be, the likeliest first.
    nearest
        Where it is unknown: up to five names that look a little like it.
    """

    place: Named | None = None
    candidates: tuple[Named, ...] = ()
    nearest: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class _Query:
    """What was typed: folded; the kind it names, if any, and the rest."""

    text: str
    kind: Kind | None
    rest: str

    def forms(self, named: Named) -> tuple[str, ...]:
        """Return what may be compared with the names of a place."""
        return (self.text, self.rest) if named.kind is self.kind and self.rest else (self.text,)


def find(query: str, names: Sequence[Named]) -> Found:
    """Return the place that ``query`` means, or those it may mean.

    Names and aliases are compared without case, accents, punctuation and abbreviations;
    "zip 19134", "district 25" and "25th district" say the kind. Where two layers share a
    name, the neighbourhood wins, then district, ZIP, tract, city and site.
    """
    asked = _read(query)
    if not asked.text:
        return Found()
    return _exact(asked, names) or _alike(asked, names)


def _read(query: str) -> _Query:
    text = fold(query)
    words = text.split()
    kinds = [_KIND_WORDS[word] for word in words if word in _KIND_WORDS]
    rest = " ".join(word for word in words if word not in _KIND_WORDS and word not in _FILLING)
    return _Query(text, kinds[0] if kinds else None, rest)


def _exact(asked: _Query, names: Sequence[Named]) -> Found | None:
    ranks: dict[tuple[bool, int], list[Named]] = {}
    for named in names:
        forms = asked.forms(named)
        whole = fold(named.name) in forms
        if whole or any(fold(alias) in forms for alias in named.aliases):
            ranks.setdefault((not whole, _ORDER[named.kind]), []).append(named)
    if not ranks:
        return None
    first = ranks[min(ranks)]
    return Found(place=first[0]) if len(first) == 1 else Found(candidates=tuple(first[:OFFERED]))


def _alike(asked: _Query, names: Sequence[Named]) -> Found:
    scored = sorted(
        ((_likeness(asked, named), -_ORDER[named.kind], -at) for at, named in enumerate(names)),
        reverse=True,
    )
    likely = _one_of_each_name((score, names[-at]) for score, _, at in scored if score >= NEAR)
    if not likely:
        return Found()
    best = likely[0][0]
    behind = likely[1][0] if len(likely) > 1 else 0.0
    if best >= SURE and best - behind >= MARGIN:
        return Found(place=likely[0][1])
    near = [named for score, named in likely if score >= max(POSSIBLE, best - 2 * MARGIN)]
    if near:
        return Found(candidates=tuple(near[:OFFERED]))
    return Found(nearest=tuple(named for _score, named in likely[:OFFERED]))


def _one_of_each_name(scored: Iterable[tuple[float, Named]]) -> list[tuple[float, Named]]:
    """Leave out places whose name an earlier one has: another layer's, which would not win."""
    first: dict[str, tuple[float, Named]] = {}
    for score, named in scored:
        first.setdefault(fold(named.name), (score, named))
    return list(first.values())


def _likeness(asked: _Query, named: Named) -> float:
    """Return how alike the text and the nearest name of a place are, 0 to 100."""
    score = max(
        _compare(text, fold(name))
        for text in asked.forms(named)
        for name in (named.name, *named.aliases)
    )
    if asked.kind not in (None, named.kind):
        score -= _SITE_BEHIND
    return score - _SITE_BEHIND if named.kind is Kind.SITE else score


def _compare(text: str, name: str) -> float:
    """Return how alike two folded texts are; numbers are equal or not alike."""
    from rapidfuzz import fuzz

    if set(_numbers(text)) - set(_numbers(name)):
        return min(NEAR + MARGIN, float(fuzz.ratio(text, name)))
    starts = len(text) >= _SHORTEST_START and name.startswith(text)
    if starts or set(text.split()) <= set(name.split()):
        return _WHOLE_WORDS
    return float(max(fuzz.ratio(text, name), fuzz.token_sort_ratio(text, name)))


def _numbers(text: str) -> Iterator[str]:
    return (word for word in text.split() if word[0].isdigit())
