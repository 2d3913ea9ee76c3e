"""What outreach answered about a conflict, newest last; sealed, and never rewritten."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from knowledge.events.conflict import Conflict
from storage.tables import EventConflict, EventRow


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer: the level, the random id of who gave it, and when."""

    level: Conflict
    by: str
    at: datetime


def record(
    session: Session, *, workspace: int, event: int, level: Conflict, by: str, now: datetime
) -> Answered:
    """Keep an answer after those there are.

    Raises
    ------
    LookupError
        Where there is no such event.
    """
    mine = (EventRow.workspace_id == workspace, EventRow.id == event)
    if session.scalar(select(EventRow.id).where(*mine).with_for_update()) is None:
        raise LookupError(event)
    last = select(func.max(EventConflict.seq)).where(*_of(workspace, event))
    session.add(
        EventConflict(
            workspace_id=workspace,
            event_id=event,
            seq=(session.scalar(last) or 0) + 1,
            level=level.value,
            by=by,
            at=now,
        )
    )
    session.flush()
    return Answered(level, by, now)


def history(session: Session, *, workspace: int, event: int) -> list[Answered]:
    """Return every answer, the newest first."""
    wanted = select(EventConflict).where(*_of(workspace, event)).order_by(EventConflict.seq.desc())
    return [Answered(Conflict(row.level), row.by, row.at) for row in session.scalars(wanted)]


def newest(session: Session, *, workspace: int, event: int) -> Answered | None:
    """Return the answer that counts, None while nobody was asked."""
    return next(iter(history(session, workspace=workspace, event=event)), None)


def _of(workspace: int, event: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return EventConflict.workspace_id == workspace, EventConflict.event_id == event
