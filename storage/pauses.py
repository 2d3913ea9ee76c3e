"""Pauses: where nothing is posted by itself, and until when."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from knowledge.pauses import Pause, Scope
from storage import tables
from storage.tables import Person


def begin(
    session: Session,
    *,
    workspace: int,
    scope: Scope,
    target: str,
    until: datetime,
    by: str,
    now: datetime,
    event: int | None = None,
) -> Pause:
    """Begin a pause; ``target`` is a channel's id or a place's key, "" for all.

    ``event`` is the one by whose family it is said.
    """
    row = tables.Pause(
        workspace_id=workspace, scope=scope.value, target=target, until=until, by=by, at=now,
        event_id=event,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return _pause(row)


def end(session: Session, *, workspace: int, pause: int, now: datetime) -> bool:
    """End a pause now; say whether it was still in force."""
    mine = (tables.Pause.workspace_id == workspace, tables.Pause.id == pause)
    open_one = (*mine, tables.Pause.ended_at.is_(None), tables.Pause.until > now)
    ended = update(tables.Pause).where(*open_one).values(ended_at=now).returning(tables.Pause.id)
    return session.execute(ended).first() is not None


def in_force(session: Session, *, workspace: int, now: datetime) -> list[Pause]:
    """Return the pauses that hold something now, the one that ends last first."""
    wanted = (
        tables.Pause.workspace_id == workspace,
        tables.Pause.ended_at.is_(None),
        tables.Pause.until > now,
    )
    rows = select(tables.Pause).where(*wanted).order_by(tables.Pause.until.desc(), tables.Pause.id)
    return [_pause(row) for row in session.scalars(rows)]


def holding(
    session: Session,
    *,
    workspace: int,
    channel: str | None,
    place: str | None,
    now: datetime,
) -> Pause | None:
    """Return the pause that holds a post in this channel about this place, if any.

    Parameters
    ----------
    channel
        Where the post would go; None or "" where it goes to a person.
    place
        Key of the place it is about; None or "" where it is about none.
    """
    every = in_force(session, workspace=workspace, now=now)
    return next((one for one in every if one.holds(channel=channel, place=place)), None)


def refuse_shooting_posts(session: Session, *, workspace: int, person: str, refused: bool) -> None:
    """Keep whether somebody said "no shooting posts for me"."""
    mine = (Person.workspace_id == workspace, Person.id == person)
    session.execute(update(Person).where(*mine).values(no_shooting_posts=refused))


def _pause(row: tables.Pause) -> Pause:
    return Pause(row.id, Scope(row.scope), row.target, row.until, row.by, row.at, row.event_id)
