"""The queue of promised posts; every feature adds to it, none schedules."""

from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session

from knowledge.access import Permission
from knowledge.deliveries import Kind
from storage.tables import Delivery


def enqueue(
    session: Session,
    *,
    workspace: int,
    key: str,
    kind: Kind,
    needs: Permission,
    payload: dict[str, Any],
    due: datetime,
    now: datetime,
    channel: str | None = None,
    person: str | None = None,
    thread: str = "",
    place: str = "",
) -> bool:
    """Promise a post, frozen as it is; say whether it was not promised before.

    Parameters
    ----------
    key
        From :func:`knowledge.deliveries.promise`: the same promise is one row.
    needs
        What everybody who could read it must be allowed.
    payload
        ``{"text": …, "blocks": […]}``.
    channel, person
        Where to: one of the two, a person by their Slack id.
    """
    if (channel is None) == (person is None):
        raise ValueError("a delivery goes to one channel or to one person")
    row = {
        "workspace_id": workspace, "key": key, "channel": channel, "person": person,
        "thread": thread, "kind": kind.value, "needs": needs.value, "payload": payload,
        "place": place, "due": due, "created_at": now, "state": "pending", "attempts": 0,
        "owner": "", "ts": "",
    }  # fmt: skip
    sqlite = session.get_bind().dialect.name == "sqlite"
    insert = insert_sqlite if sqlite else insert_postgresql
    made = insert(Delivery).values(row).on_conflict_do_nothing().returning(Delivery.key)
    return session.execute(made).first() is not None


def withdraw(session: Session, *, workspace: int, key: str, now: datetime) -> bool:
    """Take back a promise that nobody has begun to post; say whether there was one."""
    waiting = (
        Delivery.workspace_id == workspace,
        Delivery.key == key,
        Delivery.state == "pending",
        Delivery.attempts == 0,
    )
    gone = update(Delivery).where(*waiting).values(state="withdrawn", finished_at=now)
    return session.execute(gone.returning(Delivery.key)).first() is not None


def find(session: Session, *, workspace: int, key: str) -> Delivery | None:
    """Return one promise, if it was made."""
    wanted = (Delivery.workspace_id == workspace, Delivery.key == key)
    return session.scalars(select(Delivery).where(*wanted)).first()
