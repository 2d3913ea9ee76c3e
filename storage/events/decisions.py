"""Decisions about an event: dated, named, and never changed; another one follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.tables import EventDecision, EventRow


@dataclass(frozen=True, slots=True)
class Recorded:
    """A decision on record.

    Attributes
    ----------
    kind
        A ``knowledge.events.decisions.Decision``, or ``cancelled``.
    words
        What everybody's list had open and how that is covered, or what changes: a packed
        ``knowledge.events.decisions.Cover``.
    inside
        The same of what only those have who may know the conflict answer, for nobody else to
        read; "" where there is nothing.
    people
        Random ids of who stands for it, the event lead first.
    """

    seq: int
    kind: str
    words: str
    people: tuple[str, ...]
    at: datetime
    inside: str = ""


def record(
    session: Session,
    *,
    workspace: int,
    event: int,
    kind: str,
    words: str,
    people: Sequence[str],
    now: datetime,
    inside: str = "",
) -> Recorded:
    """Add a decision after those there are; two at once follow one another."""
    hold(session, workspace=workspace, event=event)
    mine = (EventDecision.workspace_id == workspace, EventDecision.event_id == event)
    seq = (session.scalar(select(func.max(EventDecision.seq)).where(*mine)) or 0) + 1
    session.add(
        EventDecision(
            workspace_id=workspace,
            event_id=event,
            seq=seq,
            kind=str(kind),
            words=words,
            inside=inside or None,
            people=list(people),
            at=now,
        )
    )
    session.flush()
    return Recorded(seq, str(kind), words, tuple(people), now, inside)


def hold(session: Session, *, workspace: int, event: int) -> None:
    """Let nobody else decide about an event until the transaction ends.

    Raises
    ------
    LookupError
        When the workspace has no such event.
    """
    lock = (EventRow.workspace_id == workspace, EventRow.id == event)
    if session.scalar(select(EventRow.id).where(*lock).with_for_update()) is None:
        raise LookupError(event)


def decisions(session: Session, *, workspace: int, event: int) -> list[Recorded]:
    """Return every decision about an event, the first one first."""
    mine = (EventDecision.workspace_id == workspace, EventDecision.event_id == event)
    found = session.scalars(select(EventDecision).where(*mine).order_by(EventDecision.seq))
    return [
        Recorded(row.seq, row.kind, row.words, tuple(row.people), row.at, row.inside or "")
        for row in found
    ]
