"""What serves the process rather than a coalition: the one place without a workspace."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, bindparam, delete, func, select, text, update
from sqlalchemy.orm import Session

from knowledge.access import Permission
from knowledge.deliveries import Kind
from knowledge.deliveries.due import Due
from knowledge.events.visibility import View
from storage.engine import UtcDateTime
from storage.tables import (
    DeliveredEvent,
    Delivery,
    Import,
    Layer,
    LookBackRow,
    ProcessFact,
    Workspace,
)

#: Slack tries again for up to a day; after two nothing can come a second time.
REMEMBERED = timedelta(days=2)

_REMEMBER = text(
    "INSERT INTO delivered_events (event_id, seen_at) VALUES (:event_id, :seen_at)"
    " ON CONFLICT DO NOTHING RETURNING event_id"
).bindparams(bindparam("seen_at", type_=UtcDateTime()))


def first_delivery(session: Session, *, event_id: str, now: datetime) -> bool:
    """Remember an event, and say whether this is the first time that it came."""
    return session.execute(_REMEMBER, {"event_id": event_id, "seen_at": now}).first() is not None


def forget_events(session: Session, *, now: datetime) -> None:
    """Drop the ids of events that Slack will not deliver again."""
    session.execute(delete(DeliveredEvent).where(DeliveredEvent.seen_at < now - REMEMBERED))


def stale_rankings(session: Session, *, method: str) -> list[tuple[int, str]]:
    """Return the (workspace, category) whose ranking is older than their data, in any workspace.

    It is stale as well where another ``method`` made it.
    """
    newest = select(
        Import.workspace_id, Import.category, func.max(Import.finished_at).label("at")
    ).group_by(Import.workspace_id, Import.category)
    newest_import = newest.subquery()
    layers = (
        select(func.max(Layer.imported_at))
        .where(Layer.workspace_id == newest_import.c.workspace_id)
        .scalar_subquery()
    )
    query = (
        select(newest_import.c.workspace_id, newest_import.c.category)
        .outerjoin(
            LookBackRow,
            (LookBackRow.workspace_id == newest_import.c.workspace_id)
            & (LookBackRow.category == newest_import.c.category),
        )
        .where(
            LookBackRow.computed_at.is_(None)
            | (LookBackRow.computed_at < newest_import.c.at)
            | (LookBackRow.computed_at < layers)
            | (LookBackRow.method != method)
        )
    )
    return [(workspace, category) for workspace, category in session.execute(query)]


def workspaces(session: Session) -> list[int]:
    """Return the ids of all workspaces, in the order that they came."""
    return list(session.scalars(select(Workspace.id).order_by(Workspace.id)))


def fact(session: Session, *, name: str) -> str | None:
    """Return what was remembered under a name, if anything was."""
    kept = session.get(ProcessFact, name)
    return None if kept is None else kept.value


def keep_fact(session: Session, *, name: str, value: str) -> str:
    """Remember a fact the first time it is told; return what is remembered."""
    kept = fact(session, name=name)
    if kept is not None:
        return kept
    session.add(ProcessFact(name=name, value=value))
    session.flush()
    return value


def anything_due(
    session: Session, *, among: Collection[int], resting: Collection[str], now: datetime
) -> bool:
    """Say whether a promised post of these workspaces waits to be posted; see :func:`claim`."""
    found = select(Delivery.key).where(*_waiting(among, resting, now)).limit(1)
    return session.scalar(found) is not None


def claim(
    session: Session,
    *,
    among: Collection[int],
    resting: Collection[str],
    owner: str,
    now: datetime,
    lease: timedelta,
) -> Due | None:
    """Take the promised post that has waited longest, for as long as the lease.

    One statement: two claims never take the same post, on SQLite because a writer is alone, on
    PostgreSQL because a row that another holds is passed over.

    Parameters
    ----------
    among
        Workspaces that this process can post in.
    resting
        Channels and people that were posted to a moment ago.
    owner
        What this claim is called; ``storage.deliveries.finish`` asks for it.
    """
    first = (
        select(Delivery.workspace_id, Delivery.key)
        .where(*_waiting(among, resting, now))
        .order_by(Delivery.due, Delivery.created_at, Delivery.key)
        .limit(1)
        .with_for_update(skip_locked=True)
        .cte("first")
    )
    taken = (
        update(Delivery)
        .where(Delivery.workspace_id == first.c.workspace_id, Delivery.key == first.c.key)
        .values(
            owner=owner,
            lease_until=now + lease,
            attempts=Delivery.attempts + 1,
            first_try=func.coalesce(Delivery.first_try, bindparam("now", now, UtcDateTime())),
        )
        .returning(
            Delivery.workspace_id, Delivery.key, Delivery.channel, Delivery.person,
            Delivery.thread, Delivery.kind, Delivery.needs, Delivery.place, Delivery.attempts,
            Delivery.first_try, Delivery.event_id, Delivery.event_view,
        )
        .execution_options(synchronize_session=False)
    )  # fmt: skip
    row = session.execute(taken).one_or_none()
    if row is None:
        return None
    return Due(
        workspace=row.workspace_id,
        key=row.key,
        channel=row.channel or "",
        person=row.person or "",
        thread=row.thread,
        kind=Kind(row.kind),
        needs=Permission(row.needs),
        place=row.place,
        attempts=row.attempts,
        first_try=row.first_try,
        owner=owner,
        lease_until=now + lease,
        about=None if row.event_id is None else (row.event_id, View(row.event_view)),
    )


def _waiting(
    among: Collection[int], resting: Collection[str], now: datetime
) -> tuple[ColumnElement[bool], ...]:
    return (
        Delivery.state == "pending",
        Delivery.due <= now,
        Delivery.workspace_id.in_(among),
        Delivery.lease_until.is_(None) | (Delivery.lease_until <= now),
        func.coalesce(Delivery.channel, Delivery.person).not_in(resting),
    )
