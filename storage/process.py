"""What serves the process rather than a coalition: the one place without a workspace."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, func, select, text
from sqlalchemy.orm import Session

from storage.engine import UtcDateTime
from storage.tables import DeliveredEvent, Import, Layer, LookBackRow, ProcessFact, Workspace

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
