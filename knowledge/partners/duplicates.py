"""Partners that may have been entered twice, as a suggestion for a person to judge."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from knowledge.partners.lexicon import slips
from knowledge.partners.partner import Partner
from knowledge.partners.sectors import Sector
from knowledge.partners.services import Service
from knowledge.places.folding import fold

#: Words that tell no two organizations apart.
_COMMON = frozenset(
    {
        *("a", "and", "at", "by", "for", "in", "of", "our", "inc", "incorporated", "llc", "corp"),
        *("association", "assoc", "assn", "org", "organization", "co", "company", "ltd", "de"),
        *("la", "el", "los", "las", "y", "del", "program", "services", "service", "center"),
        *("community", "foundation", "ministries", "ministry", "project", "group", "agency"),
    }
)
#: Blocks larger than this hold words too common to be worth comparing. [names]
_LARGEST_BLOCK = 40
#: Alike from this on; a name that resembles more than so many is a chain's branch.
_ALIKE, _BRANCHES = 0.75, 3
_PREFIX = 4


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry as it is compared; archived ones may take part too."""

    id: int
    name: str
    sector: Sector
    services: frozenset[Service] = frozenset()

    @classmethod
    def of(cls, partner: Partner) -> "Listed":
        """Return a partner as it is compared."""
        return cls(partner.id, partner.name, partner.sector, frozenset(partner.services))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries that may be one; ``likeness`` from 0 to 1."""

    first: int
    second: int
    likeness: float


@dataclass(frozen=True, slots=True)
class _Name:
    at: int
    words: tuple[str, ...]
    telling: frozenset[str]


def likely_duplicates(entries: Sequence[Listed]) -> list[Pair]:
    """Return pairs of entries of nearly the same name that share a sector or a service.

    Words are the same up to typing slips, numbers exactly so; words such as "center" and
    "inc" count little. Only names that share a seldom word, or its first letters, are
    compared, so the work grows nearly with the number of entries. Sorted, the likeliest
    first.
    """
    names = [_name(at, entry.name) for at, entry in enumerate(entries)]
    pairs = [
        Pair(entries[one].id, entries[two].id, likeness)
        for one, two in _near(names)
        if _related(entries[one], entries[two])
        and (likeness := _likeness(names[one], names[two])) >= _ALIKE
    ]
    degree: dict[int, int] = defaultdict(int)
    for pair in pairs:
        degree[pair.first] += 1
        degree[pair.second] += 1
    kept = (
        pair
        for pair in pairs
        if pair.likeness == 1 or max(degree[pair.first], degree[pair.second]) <= _BRANCHES
    )
    return sorted(kept, key=lambda pair: (-pair.likeness, pair.first, pair.second))


def like(entry: Listed, entries: Sequence[Listed]) -> list[Pair]:
    """Return the pairs of one entry, such as one about to be added, with those kept."""
    new = _name(0, entry.name)
    pairs = [
        Pair(entry.id, other.id, likeness)
        for other in entries
        if other.id != entry.id
        and _related(entry, other)
        and (likeness := _likeness(new, _name(0, other.name))) >= _ALIKE
    ]
    return sorted(pairs, key=lambda pair: (-pair.likeness, pair.second))


def _name(at: int, name: str) -> _Name:
    words = tuple(fold(name).split())
    return _Name(at, words, frozenset(words) - _COMMON or frozenset(words))


def _related(one: Listed, two: Listed) -> bool:
    return one.sector is two.sector or not one.services.isdisjoint(two.services)


def _near(names: Sequence[_Name]) -> Iterator[tuple[int, int]]:
    """Yield pairs that share a seldom word or the beginning of one."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for name in names:
        for key in {key for word in name.telling for key in (word, f"{word[:_PREFIX]}*")}:
            blocks[key].append(name.at)
        blocks["= " + " ".join(sorted(name.telling))].append(name.at)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        if len(block) <= _LARGEST_BLOCK:
            seen.update(combinations(block, 2))
    yield from sorted(seen)


def _likeness(one: _Name, two: _Name) -> float:
    """Return the share of telling words that both names have, the common words as a tie-break.

    Sørensen–Dice on words, where words up to a slip or two apart are the same.
    """
    if one.words == two.words:
        return 1.0
    shared = _matched(one.telling, two.telling)
    numbers = {word for word in one.telling ^ two.telling if word[0].isdigit()}
    if numbers:
        return 0.0
    return min(0.99, 2 * shared / (len(one.telling) + len(two.telling)))


def _matched(one: frozenset[str], two: frozenset[str]) -> int:
    same = one & two
    left = sorted(two - same)
    found = len(same)
    for word in sorted(one - same):
        near = next((other for other in left if slips(word, other) is not None), None)
        if near is not None:
            left.remove(near)
            found += 1
    return found
