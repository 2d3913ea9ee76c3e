"""The queue of promised posts; every feature adds to it, none schedules."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session

from knowledge.access import Permission
from knowledge.deliveries import Kind
from knowledge.deliveries.due import Due
from knowledge.deliveries.outcome import State
from knowledge.events.visibility import View
from storage.tables import Channel, Delivery


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
    about: tuple[int, View] | None = None,
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
    about
        The event it is about, and the least that its reader must see of that when it is posted.

    Raises
    ------
    ValueError
        Where it goes to both or neither; or to a channel though it is about an event: a room is
        shown events by the living message, which looks at everybody there.
    """
    if (channel is None) == (person is None):
        raise ValueError("a delivery goes to one channel or to one person")
    if channel is not None and about is not None:
        raise ValueError("what is about an event goes to people, not to a channel")
    event, view = about or (None, View.NOTHING)
    row = {
        "workspace_id": workspace, "key": key, "channel": channel, "person": person,
        "thread": thread, "kind": kind.value, "needs": needs.value, "payload": payload,
        "place": place, "due": due, "created_at": now, "state": "pending", "attempts": 0,
        "owner": "", "ts": "", "event_id": event, "event_view": int(view),
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
    gone = update(Delivery).where(*waiting).values(state="withdrawn", finished_at=now, payload={})
    return session.execute(gone.returning(Delivery.key)).first() is not None


def find(session: Session, *, workspace: int, key: str) -> Delivery | None:
    """Return one promise, if it was made."""
    wanted = (Delivery.workspace_id == workspace, Delivery.key == key)
    return session.scalars(select(Delivery).where(*wanted)).first()


def payload(session: Session, *, workspace: int, key: str) -> dict[str, Any] | None:
    """Return what a promise says, as it was frozen; nothing once it has ended."""
    wanted = (Delivery.workspace_id == workspace, Delivery.key == key, Delivery.state == "pending")
    found: dict[str, Any] | None = session.scalar(select(Delivery.payload).where(*wanted))
    return found


def finish(
    session: Session, *, workspace: int, due: Due, state: State, now: datetime, ts: str = ""
) -> bool:
    """Say how a claimed post ended, unless another has claimed it since.

    What it said is dropped with that: the key alone keeps it from being promised again.
    """
    ended = update(Delivery).where(*_held(workspace, due))
    ended = ended.values(state=state.value, ts=ts, finished_at=now, lease_until=None, payload={})
    return session.execute(ended.returning(Delivery.key)).first() is not None


def postpone(session: Session, *, workspace: int, due: Due, until: datetime, counted: bool) -> bool:
    """Put a claimed post back, unless another has claimed it since.

    Parameters
    ----------
    counted
        Whether this try may have posted it. Otherwise it is as if it had not been.
    """
    back: dict[str, Any] = {"due": until, "lease_until": None, "owner": ""}
    if not counted:
        first = None if due.attempts == 1 else due.first_try
        back |= {"attempts": due.attempts - 1, "first_try": first}
    put = update(Delivery).where(*_held(workspace, due)).values(back)
    return session.execute(put.returning(Delivery.key)).first() is not None


def last_arrival(session: Session, *, workspace: int, channel: str) -> str:
    """Return Slack's ts of the newest promised post that is in a channel, "" where none is."""
    wanted = (Delivery.workspace_id == workspace, Delivery.channel == channel)
    return session.scalar(select(func.max(Delivery.ts)).where(*wanted)) or ""


def _held(workspace: int, due: Due) -> tuple[Any, ...]:
    return (
        Delivery.workspace_id == workspace,
        Delivery.key == due.key,
        Delivery.owner == due.owner,
        Delivery.state == "pending",
    )


def channel_owner(session: Session, *, workspace: int, channel: str) -> str | None:
    """Return the random id of who answers for a channel, if anybody does."""
    found = session.get(Channel, (workspace, channel))
    return found.owner if found else None
