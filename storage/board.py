"""The "I can" board: needs kept sealed, each taken by one person, and whom to thank."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from knowledge.board.need import Need, State, Thanks
from storage import tables

#: How long a draft that nobody posted is kept.
DRAFT = timedelta(days=1)
_OUT = (State.OPEN.value, State.TAKEN.value)


def draft(
    session: Session,
    *,
    workspace: int,
    text: str,
    asked_by: str,
    channel: str,
    until: datetime,
    now: datetime,
) -> Need:
    """Keep a line that its writer may post; ``asked_by`` is their random id."""
    row = tables.Need(
        workspace_id=workspace,
        text=text,
        asked_by=asked_by,
        channel=channel,
        until=until,
        state=State.DRAFT.value,
        created_at=now,
        version=1,
        ts="",
    )
    session.add(row)
    session.flush()
    return _value(row)


def by_id(session: Session, *, workspace: int, need: int) -> Need | None:
    """Return one need, whatever its state."""
    wanted = (tables.Need.workspace_id == workspace, tables.Need.id == need)
    row = session.scalars(
        select(tables.Need).where(*wanted).execution_options(populate_existing=True)
    ).first()
    return _value(row) if row else None


def open_(session: Session, *, workspace: int, now: datetime) -> tuple[Need, ...]:
    """Return what is needed and nobody has taken, what is over first coming first."""
    return _list(session, workspace, tables.Need.state == State.OPEN.value, tables.Need.until > now)


def taken_by(session: Session, *, workspace: int, person: str, now: datetime) -> tuple[Need, ...]:
    """Return what somebody said they can, as long as its time is not over."""
    return _list(
        session,
        workspace,
        tables.Need.state == State.TAKEN.value,
        tables.Need.taken_by == person,
        tables.Need.until > now,
    )


def post(session: Session, *, workspace: int, need: int, by: str) -> Need | None:
    """Put a draft on the board; None where it is there already, or is somebody else's."""
    mine = (tables.Need.state == State.DRAFT.value, tables.Need.asked_by == by)
    return _turn(session, workspace, need, *mine, state=State.OPEN.value)


def unpost(session: Session, *, workspace: int, need: int) -> Need | None:
    """Make a draft of a need again whose post did not arrive."""
    unposted = (tables.Need.state == State.OPEN.value, tables.Need.ts == "")
    return _turn(session, workspace, need, *unposted, state=State.DRAFT.value)


def posted(session: Session, *, workspace: int, need: int, ts: str) -> None:
    """Remember which post has to be kept in step with a need; "" for none any more."""
    wanted = (tables.Need.workspace_id == workspace, tables.Need.id == need)
    session.execute(update(tables.Need).where(*wanted).values(ts=ts))


def discard(session: Session, *, workspace: int, need: int, by: str, now: datetime) -> None:
    """Forget what a draft says that its writer wrote anew.

    Its row stays, so that no later need gets its number: an old button must not post new words.
    """
    mine = (tables.Need.id == need, tables.Need.asked_by == by)
    _empty(session, workspace, *mine, now=now)


def take(session: Session, *, workspace: int, need: int, by: str, now: datetime) -> Need | None:
    """Give an open need to somebody; None where another was faster, or its time is over."""
    free = (
        tables.Need.state == State.OPEN.value,
        tables.Need.until > now,
        tables.Need.asked_by != by,
    )
    return _turn(
        session, workspace, need, *free, state=State.TAKEN.value, taken_by=by, taken_at=now
    )


def release(session: Session, *, workspace: int, need: int, by: str, now: datetime) -> Need | None:
    """Open a need again that its taker cannot do after all; None where it was not theirs."""
    theirs = (
        tables.Need.state == State.TAKEN.value,
        tables.Need.taken_by == by,
        tables.Need.until > now,
    )
    cleared = {"taken_by": None, "taken_at": None, "thanks": None}
    return _turn(session, workspace, need, *theirs, state=State.OPEN.value, **cleared)


def withdraw(session: Session, *, workspace: int, need: int, by: str, now: datetime) -> Need | None:
    """Take a need off the board for whoever asked; None where it is off already."""
    theirs = (tables.Need.state.in_(_OUT), tables.Need.asked_by == by)
    return _turn(session, workspace, need, *theirs, state=State.WITHDRAWN.value, closed_at=now)


def close_over(session: Session, *, workspace: int, now: datetime) -> tuple[Need, ...]:
    """Close what is over; return what nobody had taken."""
    over = (tables.Need.state.in_(_OUT), tables.Need.until <= now)
    missed = tuple(one for one in _list(session, workspace, *over) if one.state is State.OPEN)
    closed = update(tables.Need).where(tables.Need.workspace_id == workspace, *over)
    session.execute(
        closed.values(
            state=State.CLOSED.value, closed_at=now, version=tables.Need.version + 1
        ).execution_options(synchronize_session=False)
    )
    return missed


def taken(session: Session, *, workspace: int, now: datetime) -> tuple[Need, ...]:
    """Return what is taken and not over."""
    held = (tables.Need.state == State.TAKEN.value, tables.Need.until > now)
    return _list(session, workspace, *held)


def fall_through(session: Session, *, workspace: int, need: int, now: datetime) -> Need | None:
    """Close a need whose taker has left; nobody is thanked for it."""
    still = (tables.Need.state == State.TAKEN.value,)
    closed = {"state": State.CLOSED.value, "taken_by": None, "taken_at": None, "thanks": None}
    return _turn(session, workspace, need, *still, **closed, closed_at=now)


def drop_drafts(session: Session, *, workspace: int, now: datetime) -> None:
    """Forget what drafts say that nobody posted within a day."""
    _empty(session, workspace, tables.Need.created_at <= now - DRAFT, now=now)


def unsettled(session: Session, *, workspace: int, most: int) -> tuple[Need, ...]:
    """Return needs that are off the board and whose post may still show the button."""
    off = tables.Need.state.in_((State.WITHDRAWN.value, State.CLOSED.value))
    return _list(session, workspace, off, tables.Need.ts != "")[:most]


def say_thanks(
    session: Session, *, workspace: int, need: int, by: str, agreed: bool
) -> Need | None:
    """Remember whether who took a need is thanked by name; None where it is not theirs."""
    theirs = (
        tables.Need.taken_by == by,
        tables.Need.state.in_((State.TAKEN.value, State.CLOSED.value)),
    )
    return _turn(session, workspace, need, *theirs, thanks=agreed)


def thanks(session: Session, *, workspace: int, since: datetime) -> tuple[Thanks, ...]:
    """Return who took something from ``since`` on and agreed to be thanked by name.

    The latest comes first. People are random ids, and the digest shows them by mention.
    """
    wanted = (
        tables.Need.workspace_id == workspace,
        tables.Need.thanks.is_(True),
        tables.Need.taken_at >= since,
        tables.Need.state.in_((State.TAKEN.value, State.CLOSED.value)),
    )
    rows = session.scalars(select(tables.Need).where(*wanted).order_by(tables.Need.taken_at.desc()))
    return tuple(
        Thanks(row.taken_by, row.text, row.taken_at)
        for row in rows
        if row.taken_by and row.taken_at
    )


def _list(session: Session, workspace: int, *wanted: Any) -> tuple[Need, ...]:
    query = select(tables.Need).where(tables.Need.workspace_id == workspace, *wanted)
    rows = session.scalars(query.order_by(tables.Need.until, tables.Need.id))
    return tuple(_value(row) for row in rows)


def _empty(session: Session, workspace: int, *wanted: Any, now: datetime) -> None:
    drafts = (tables.Need.workspace_id == workspace, tables.Need.state == State.DRAFT.value)
    emptied = update(tables.Need).where(*drafts, *wanted)
    session.execute(
        emptied.values(text="", state=State.WITHDRAWN.value, closed_at=now).execution_options(
            synchronize_session=False
        )
    )


def _turn(session: Session, workspace: int, need: int, *only: Any, **to: Any) -> Need | None:
    """Change a need in one statement, if it still is as ``only`` says; None if it is not."""
    changed = (
        update(tables.Need)
        .where(tables.Need.workspace_id == workspace, tables.Need.id == need, *only)
        .values(**to, version=tables.Need.version + 1)
        .returning(tables.Need.id)
        .execution_options(synchronize_session=False)
    )
    if session.execute(changed).first() is None:
        return None
    return by_id(session, workspace=workspace, need=need)


def _value(row: tables.Need) -> Need:
    return Need(
        id=row.id,
        text=row.text,
        asked_by=row.asked_by,
        channel=row.channel,
        until=row.until or row.created_at,
        state=State(row.state),
        ts=row.ts,
        taken_by=row.taken_by,
        thanks=row.thanks,
        version=row.version,
    )
