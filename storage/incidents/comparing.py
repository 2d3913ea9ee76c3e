"""What an import would change, found beside the database without locking anybody out."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Integer, case, cast, func, select
from sqlalchemy.orm import Session

from knowledge.incidents.days import Local, local
from knowledge.incidents.merging import Merged, merge
from knowledge.incidents.numbers import NOWHERE, Numbers
from storage.incidents import temporary
from storage.incidents.pieces import PieceCodes
from storage.tables import Import, Incident, IncidentNumber, Source

MENTIONED = temporary.table("staged_mentioned", "digest")
TOUCHED = temporary.table("staged_touched", "id")


@dataclass(frozen=True, slots=True)
class Target:
    """Where an import goes.

    Attributes
    ----------
    workspace
        The workspace it belongs to.
    slug
        What names the source in its workspace.
    category
        What kind its incidents are.
    timezone
        The zone of its local days.
    """

    workspace: int
    slug: str
    category: str
    timezone: str


@dataclass(frozen=True, slots=True)
class Known:
    """What is remembered of a source before an import.

    Attributes
    ----------
    id
        Its row, 0 before its first import.
    version
        How many imports changed it.
    timezone
        The zone that its local days are in.
    last
        The newest local day of its imports.
    """

    id: int = 0
    version: int = 0
    timezone: str = ""
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import changes, to be applied in one transaction.

    Attributes
    ----------
    known
        The source as it was when this was found.
    merged
        The touched incidents as they will be.
    local
        Their local days and hours.
    changed
        Which of them are stored with other values. [bool]
    """

    known: Known
    merged: Merged
    local: Local
    changed: NDArray[np.bool_]

    @property
    def fresh(self) -> NDArray[np.bool_]:
        """Which of the touched incidents are new."""
        return np.equal(self.merged.kept, 0)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to change."""
        return not (len(self.merged.numbers) or len(self.merged.dropped) or self.changed.any())


def compare(session: Session, numbers: Numbers, *, target: Target, pieces: PieceCodes) -> Plan:
    """Return what ``numbers`` change in a source."""
    known = known_source(session, workspace=target.workspace, slug=target.slug)
    pieces.learn(session, workspace=target.workspace)
    old = _remembered(session, known, numbers, pieces) if known.id else Numbers.none()
    merged = merge(numbers, old, pieces.cells)
    now = merged.incidents
    when = local(now.minute, now.time_known, timezone=target.timezone)
    changed = np.zeros(len(now), bool)
    kept = np.flatnonzero(merged.kept)
    if len(kept) and known.timezone != target.timezone:
        changed[kept] = True
    elif len(kept):
        changed[kept] = _differ(session, merged, kept, pieces, target.category)
    return Plan(known, merged, when, changed)


def known_source(session: Session, *, workspace: int, slug: str) -> Known:
    """Return what is remembered of a source."""
    of = Source
    query = select(of.id, of.version, of.timezone).where(
        of.workspace_id == workspace, of.slug == slug
    )
    found = session.execute(query).first()
    if found is None:
        return Known()
    newest = select(func.max(Import.last)).where(
        Import.workspace_id == workspace, Import.source_id == found.id
    )
    return Known(found.id, found.version, found.timezone, session.scalar(newest))


def _remembered(session: Session, known: Known, numbers: Numbers, pieces: PieceCodes) -> Numbers:
    """Return the numbers of every incident that holds one of ``numbers``."""
    of = IncidentNumber
    temporary.fill(session, MENTIONED, {"digest": np.sort(numbers.digest)})
    touched = select(of.incident_id).join(MENTIONED, MENTIONED.c.digest == of.digest)
    found = temporary.fetch(session, touched.where(of.source_id == known.id), 1)[0]
    temporary.fill(session, TOUCHED, {"id": np.unique(found)})
    query = select(
        of.digest,
        of.incident_id,
        of.minute,
        cast(of.time_known, Integer),
        func.coalesce(of.piece_id, 0),
        of.victims,
        of.fatal,
    ).join(TOUCHED, TOUCHED.c.id == of.incident_id)
    digest, incident, minute, known_time, piece, victims, fatal = temporary.fetch(session, query, 7)
    at = pieces.of_rows(piece)
    return Numbers(digest, incident, minute, known_time == 1, at, victims, fatal).sorted()


def _differ(
    session: Session, merged: Merged, kept: NDArray[np.intp], pieces: PieceCodes, category: str
) -> NDArray[np.bool_]:
    """Return which of the ``kept`` incidents are stored with other values."""
    of = Incident
    query = select(
        of.id,
        of.minute,
        case((of.hour < 0, 0), else_=1),
        func.coalesce(of.piece_id, 0),
        of.victims,
        of.fatal,
        case((of.category == category, 1), else_=0),
    ).join(TOUCHED, TOUCHED.c.id == of.id)
    row, *before = temporary.fetch(session, query.order_by(of.id), 7)
    place = np.searchsorted(row, merged.kept[kept])
    now = merged.incidents
    new = np.where(pieces.ids == 0, NOWHERE, pieces.ids)
    piece = np.append(new, 0)[now.piece]
    after = (now.minute, now.time_known, piece, now.victims, now.fatal, np.ones_like(piece))
    differ = np.zeros(len(kept), bool)
    for stored, wanted in zip(before, after, strict=True):
        differ |= stored[place] != wanted[kept]
    return differ
