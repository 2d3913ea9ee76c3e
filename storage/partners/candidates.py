"""Searches over what the process keeps of the directory, checked against the database each time.

Names are compared with slips forgiven, which no index of either database does. So what a search
needs of each partner stays in the process; before each search one sum over the versions says
whether anybody, in any process, changed something, and then only what changed is read again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
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
class _Kept:
    stamp: _Stamp
    #: By id: the version it was read at, and what a search needs of it.
    known: dict[int, tuple[int, Candidate]]
    listed: tuple[Candidate, ...]
    places: tuple[str, ...]


_EMPTY = _Kept((0, 0, 0), {}, (), ())
#: By engine, as its dialect tells them apart, and workspace.
_KEPT: "WeakKeyDictionary[Dialect, dict[int, _Kept]]" = WeakKeyDictionary()
#: How many ids one query names.
_BATCH = 500


def search(session: Session, *, workspace: int, finding: Finding, moment: datetime) -> list[Match]:
    """Return the partners that fit a search, the best first; archived ones never.

    Ask in a transaction that only reads: what it has not committed must not be kept.

    Parameters
    ----------
    moment
        The local time of the search.
    """
    return rank(finding, _kept(session, workspace).listed, moment=moment)


def places(session: Session, *, workspace: int) -> tuple[str, ...]:
    """Return the names of the places that partners serve, in order; ask as for ``search``."""
    return _kept(session, workspace).places


def names(
    session: Session, *, workspace: int, typed: str = "", most: int = 100
) -> list[tuple[int, str]]:
    """Return ids and names in which all typed words stand, in order; ask as for ``search``."""
    wanted = fold(typed).split()
    fitting = (
        (each.id, each.name)
        for each in _kept(session, workspace).listed
        if all(word in each.folded for word in wanted)
    )
    return [named for named, _at in zip(fitting, range(most), strict=False)]


def _kept(session: Session, workspace: int) -> _Kept:
    by_workspace = _KEPT.setdefault(session.get_bind().dialect, {})
    kept = by_workspace.get(workspace, _EMPTY)
    stamp = _stamp(session, workspace)
    if kept.stamp != stamp:
        kept = by_workspace[workspace] = _renewed(session, workspace, kept, stamp)
    return kept


def _stamp(session: Session, workspace: int) -> _Stamp:
    said = select(func.count(), func.sum(PartnerRow.version), func.max(PartnerRow.id)).where(
        PartnerRow.workspace_id == workspace
    )
    count, versions, newest = session.execute(said).one()
    return int(count), int(versions or 0), int(newest or 0)


def _renewed(session: Session, workspace: int, kept: _Kept, stamp: _Stamp) -> _Kept:
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
    return _Kept(stamp, known, tuple(listed), tuple(sorted(served)))


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
