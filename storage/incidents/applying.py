"""The move: one transaction of set-based statements from temporary tables to incidents."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    cast,
    delete,
    func,
    insert,
    literal,
    select,
    text,
    update,
)
from sqlalchemy.orm import Session

from storage.incidents import sums, temporary
from storage.incidents.comparing import Known, Plan, Target, known_source
from storage.incidents.pieces import PieceCodes
from storage.incidents.staging import CHANGED, DROPPED, FRESH, NUMBERS, PIECES
from storage.tables import Import, Incident, IncidentNumber, Source

#: What serialises the moves of all imports on PostgreSQL; any number that is ours alone.
LOCK = 7_302_115

#: What PostgreSQL may hold in memory to join and group, for this transaction alone.
WORK_MEMORY = "128MB"


class OvertakenError(Exception):
    """Another import of the same source ended in between: find the changes again."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is recorded of the import itself.

    Attributes
    ----------
    title, attribution
        Of the source, for people.
    synthetic
        Whether the incidents are made up.
    files
        Names of the files.
    at
        When it was done.
    last
        The newest local day in the files.
    summary
        What was told about it.
    """

    title: str
    attribution: str
    synthetic: bool
    files: list[str]
    at: datetime
    last: date | None
    summary: dict[str, Any]


def apply(session: Session, plan: Plan, *, target: Target, pieces: PieceCodes, facts: Facts) -> int:
    """Make the staged changes, count the sums again, and return the row of the source.

    Call :func:`serialize` first: what is in ``facts`` may then be known.

    Raises
    ------
    OvertakenError
        When the source changed since the plan was made.
    """
    source = _source(session, plan.known, target, facts)
    pieces.save(session, workspace=target.workspace)
    codes = np.arange(-1, len(pieces.ids))
    ids, cells = (np.append(0, column) for column in (pieces.ids, pieces.cells))
    temporary.fill(session, PIECES, {"code": codes, "id": ids, "cell": cells})
    base = _reserve(session, int(plan.fresh.sum()))
    _insert_incidents(session, target, source, base)
    _update_incidents(session, target)
    _write_numbers(session, target, source, base)
    _delete_incidents(session, target)
    sums.recount(session, workspace=target.workspace)
    session.add(_record(plan, target, source, facts))
    return source


def serialize(session: Session) -> None:
    """Wait until no other import moves its changes; on SQLite, until nobody else writes."""
    if session.connection().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(LOCK)))
        session.execute(text(f"SET LOCAL work_mem = '{WORK_MEMORY}'"))


def _source(session: Session, known: Known, target: Target, facts: Facts) -> int:
    """Raise the version of the source, or create it, unless it changed in between."""
    if known_source(session, workspace=target.workspace, slug=target.slug) != known:
        raise OvertakenError
    values = {
        "title": facts.title,
        "attribution": facts.attribution,
        "timezone": target.timezone,
        "synthetic": facts.synthetic,
        "version": known.version + 1,
    }
    if known.id:
        ours = (Source.workspace_id == target.workspace, Source.id == known.id)
        session.execute(update(Source).where(*ours).values(values))
        return known.id
    made = Source(workspace_id=target.workspace, slug=target.slug, **values)
    session.add(made)
    session.flush()
    return made.id


def _reserve(session: Session, rows: int) -> int:
    """Return a number so that the ``rows`` ids after it are free."""
    if session.get_bind().dialect.name == "sqlite":
        return session.scalar(select(func.coalesce(func.max(Incident.id), 0))) or 0
    sequence = func.pg_get_serial_sequence(Incident.__tablename__, "id")
    base = int(session.scalar(select(func.nextval(sequence))) or 0)
    session.execute(select(func.setval(sequence, base + rows + 1)))
    return base


def _insert_incidents(session: Session, target: Target, source: int, base: int) -> None:
    new, at = FRESH.c, PIECES.c
    columns: dict[str, Any] = {
        "id": new.id + base,
        "workspace_id": literal(target.workspace),
        "source_id": literal(source),
        "category": literal(target.category),
        "minute": new.minute,
        "day": _day(session, new.day),
        "hour": new.hour,
        "cell": func.nullif(at.cell, 0),
        "piece_id": func.nullif(at.id, 0),
        "victims": new.victims,
        "fatal": new.fatal,
    }
    query = select(*columns.values()).join_from(FRESH, PIECES, at.code == new.piece)
    session.execute(insert(Incident).from_select(list(columns), query.order_by(new.id)))
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text(f"ANALYZE {Incident.__tablename__}"))


def _update_incidents(session: Session, target: Target) -> None:
    new, at = CHANGED.c, PIECES.c
    values = {
        "category": target.category,
        "minute": new.minute,
        "day": _day(session, new.day),
        "hour": new.hour,
        "cell": func.nullif(at.cell, 0),
        "piece_id": func.nullif(at.id, 0),
        "victims": new.victims,
        "fatal": new.fatal,
    }
    ours = (Incident.workspace_id == target.workspace, Incident.id == new.id)
    query = update(Incident).where(*ours, at.code == new.piece).values(values)
    session.execute(query, execution_options={"synchronize_session": False})


def _write_numbers(session: Session, target: Target, source: int, base: int) -> None:
    new, at, of = NUMBERS.c, PIECES.c, IncidentNumber
    known = select(new.digest).where(new.known == 1)
    ours = (of.workspace_id == target.workspace, of.source_id == source)
    gone = delete(of).where(*ours, of.digest.in_(known))
    session.execute(gone, execution_options={"synchronize_session": False})
    columns: dict[str, Any] = {
        "workspace_id": literal(target.workspace),
        "source_id": literal(source),
        "digest": new.digest,
        "incident_id": new.incident + new.fresh * base,
        "minute": new.minute,
        "time_known": new.time_known == 1,
        "piece_id": func.nullif(at.id, 0),
        "victims": new.victims,
        "fatal": new.fatal,
    }
    query = select(*columns.values()).join_from(NUMBERS, PIECES, at.code == new.piece)
    session.execute(insert(of).from_select(list(columns), query.order_by(new.digest)))


def _delete_incidents(session: Session, target: Target) -> None:
    of = Incident
    gone = delete(of).where(of.workspace_id == target.workspace, of.id.in_(select(DROPPED.c.id)))
    session.execute(gone, execution_options={"synchronize_session": False})


def _day(session: Session, number: ColumnElement[int]) -> ColumnElement[Any]:
    """Return the date that is ``number`` days after 1970-01-01."""
    if session.get_bind().dialect.name == "sqlite":
        return func.date(number * 86_400, "unixepoch", type_=Date)
    return literal(date(1970, 1, 1)) + cast(number, Integer)


def _record(plan: Plan, target: Target, source: int, facts: Facts) -> Import:
    return Import(
        workspace_id=target.workspace,
        source_id=source,
        category=target.category,
        files=facts.files,
        finished_at=facts.at,
        last=facts.last,
        late=late(plan, last=facts.last),
        summary=facts.summary,
    )


def late(plan: Plan, *, last: date | None) -> dict[str, int]:
    """Return how many new incidents came how many days before the source's last day.

    A file that ends (``last``) before what is known already fills in the past: how late its
    incidents are says nothing about the publisher.
    """
    if plan.known.last is None or last is None or last < plan.known.last:
        return {}
    before = (plan.known.last - date(1970, 1, 1)).days
    days = plan.local.day[plan.fresh]
    counted = Counter((before - days[days <= before]).tolist())
    return {str(behind): counted[behind] for behind in sorted(counted)}
