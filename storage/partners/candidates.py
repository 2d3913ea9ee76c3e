"""Searches over what the process keeps of the directory, checked against the database each time.

Names are compared with slips forgiven, which no index of either database does. So what a search
needs of each partner stays in the process; before each search one sum over the versions says
whether anybody, in any process, changed something, and then only what changed is read again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from knowledge.partners.finding import Finding
from knowledge.partners.hours import Hours
from knowledge.partners.matching import Candidate, Match, rank
from knowledge.partners.partner import Capacity
from knowledge.partners.services import Service
from knowledge.places.folding import fold
from storage.tables import PartnerRow

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

#: Every change of the directory changes it: how many, the sum of versions, the newest.
_Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Index:
    """The directory of a workspace, as searches need it.

    Attributes
    ----------
    places
        The names of the places that partners serve, in order.
    """

    stamp: _Stamp
    #: By id: the version it was read at, and what a search needs of it.
    known: Mapping[int, tuple[int, Candidate]]
    listed: tuple[Candidate, ...]
    #: Those that offer a service or speak a language, by that.
    by_word: Mapping[str, tuple[Candidate, ...]]
    places: tuple[str, ...]

    def search(self, finding: Finding, *, moment: datetime) -> list[Match]:
        """Return the partners that fit at a local moment, the best first."""
        return rank(finding, _narrowed(self, finding), moment=moment)

    def names(self, typed: str, *, most: int) -> list[tuple[int, str]]:
        """Return ids and names in which all typed words stand, in order."""
        wanted = fold(typed).split()
        fitting = (
            (each.id, each.name)
            for each in self.listed
            if all(word in each.folded for word in wanted)
        )
        return list(islice(fitting, most))


_EMPTY = Index((0, 0, 0), {}, (), {}, ())
#: By engine, as its dialect tells them apart, and workspace.
_KEPT: "WeakKeyDictionary[Dialect, dict[int, Index]]" = WeakKeyDictionary()
#: How many ids one query names.
_BATCH = 500


def index(session: Session, *, workspace: int) -> Index:
    """Return the directory as it is now, archived partners left out.

    Ask in a transaction that only reads: what it has not committed must not be kept.
    """
    by_workspace = _KEPT.setdefault(session.get_bind().dialect, {})
    kept = by_workspace.get(workspace, _EMPTY)
    stamp = _stamp(session, workspace)
    if kept.stamp != stamp:
        kept = by_workspace[workspace] = _renewed(session, workspace, kept, stamp)
    return kept


def places(session: Session, *, workspace: int) -> tuple[str, ...]:
    """Return the names of the places that partners serve, in order; ask as for ``index``."""
    return index(session, workspace=workspace).places


def names(
    session: Session, *, workspace: int, typed: str = "", most: int = 100
) -> list[tuple[int, str]]:
    """Return ids and names in which all typed words stand, in order; ask as for ``index``."""
    return index(session, workspace=workspace).names(typed, most=most)


def _narrowed(kept: Index, finding: Finding) -> Sequence[Candidate]:
    """Return those among which everybody is who can fit; a full name fits whatever is asked."""
    pools = [
        {one.id: one for word in words for one in kept.by_word.get(word, ())}
        for words in (finding.services, finding.languages)
        if words
    ]
    if not pools:
        return kept.listed
    fewest = min(pools, key=len)
    if finding.whole:
        fewest |= {one.id: one for one in kept.listed if finding.whole in one.folded}
    return list(fewest.values())


def _stamp(session: Session, workspace: int) -> _Stamp:
    said = select(func.count(), func.sum(PartnerRow.version), func.max(PartnerRow.id)).where(
        PartnerRow.workspace_id == workspace
    )
    count, versions, newest = session.execute(said).one()
    return int(count), int(versions or 0), int(newest or 0)


def _renewed(session: Session, workspace: int, kept: Index, stamp: _Stamp) -> Index:
    current = select(PartnerRow.id, PartnerRow.version).where(
        PartnerRow.workspace_id == workspace, PartnerRow.archived_at.is_(None)
    )
    versions = dict(session.execute(current).all())
    known = {
        id_: kept.known[id_]
        for id_, version in versions.items()
        if kept.known.get(id_, (None,))[0] == version
    }
    missing = [id_ for id_ in versions if id_ not in known]
    for at in range(0, len(missing), _BATCH):
        known |= _read(session, workspace, missing[at : at + _BATCH])
    listed = sorted((each for _version, each in known.values()), key=lambda one: one.folded)
    served = {place for each in listed for place in each.places}
    by_word: dict[str, list[Candidate]] = {}
    for each in listed:
        for word in (*each.services, *each.languages):
            by_word.setdefault(word, []).append(each)
    words = {word: tuple(found) for word, found in by_word.items()}
    return Index(stamp, known, tuple(listed), words, tuple(sorted(served)))


def _read(session: Session, workspace: int, ids: Sequence[int]) -> dict[int, tuple[int, Candidate]]:
    wanted = select(
        PartnerRow.id,
        PartnerRow.version,
        PartnerRow.name,
        PartnerRow.services,
        PartnerRow.languages,
        PartnerRow.places,
        PartnerRow.hours,
        PartnerRow.walk_in,
        PartnerRow.capacity,
        PartnerRow.confirmed_on,
    ).where(PartnerRow.workspace_id == workspace, PartnerRow.id.in_(ids))
    return {row.id: (row.version, _candidate(row)) for row in session.execute(wanted)}


def _candidate(row: Row[*tuple[object, ...]]) -> Candidate:
    return Candidate(
        id=row.id,
        name=row.name,
        folded=fold(row.name),
        services=frozenset(Service(each) for each in row.services),
        languages=frozenset(row.languages),
        places=frozenset(row.places),
        hours=Hours.unpacked(row.hours) if row.hours else None,
        walk_in=row.walk_in,
        capacity=Capacity(row.capacity),
        confirmed_on=row.confirmed_on,
    )
