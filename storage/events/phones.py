"""The numbers that people on a plan gave for its call list, each their own."""

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from storage.tables import EventHand

_KEPT = (EventHand.phone.is_not(None),)


def give(session: Session, *, workspace: int, event: int, person: str, phone: str) -> bool:
    """Keep somebody's number, or with "" take it out; say whether they are on the plan."""
    theirs = (*_of(workspace, event), EventHand.person == person, EventHand.person != "")
    return _set(session, *theirs, phone=phone or None)


def given(session: Session, *, workspace: int, event: int) -> dict[str, str]:
    """Return the number of each person on a plan who gave one, by their random id."""
    wanted = select(EventHand.person, EventHand.phone).where(*_of(workspace, event), *_KEPT)
    return {person: phone for person, phone in session.execute(wanted) if phone}


def holding(session: Session, *, workspace: int) -> list[int]:
    """Return the events, however long ago, for which numbers are kept."""
    wanted = select(EventHand.event_id).where(EventHand.workspace_id == workspace, *_KEPT)
    return list(session.scalars(wanted.distinct().order_by(EventHand.event_id)))


def take_out(session: Session, *, workspace: int, event: int) -> bool:
    """Delete every number of an event; say whether there was one."""
    return _set(session, *_of(workspace, event), *_KEPT, phone=None)


def forget(session: Session, *, workspace: int, person: str) -> bool:
    """Delete somebody's number from every plan; say whether there was one."""
    theirs = (EventHand.workspace_id == workspace, EventHand.person == person)
    return _set(session, *theirs, *_KEPT, phone=None)


def _of(workspace: int, event: int) -> tuple[ColumnElement[bool], ...]:
    return EventHand.workspace_id == workspace, EventHand.event_id == event


def _set(session: Session, *wanted: ColumnElement[bool], phone: str | None) -> bool:
    changed = update(EventHand).where(*wanted).values(phone=phone).returning(EventHand.person)
    return bool(session.execute(changed).all())
