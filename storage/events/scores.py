"""Planning levels as they were counted, so that a later one can say what moved; sealed."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from knowledge.events.factors import Factor
from knowledge.events.kinds import Tier
from knowledge.events.levels import Levels
from knowledge.events.risk import Assessment, Override, Scored
from storage.tables import EventRow, EventScore


@dataclass(frozen=True, slots=True)
class Score:
    """Both levels of an event as counted once, and how far the incident data went then."""

    levels: Levels
    data_until: date | None
    at: datetime


def store(
    session: Session,
    *,
    workspace: int,
    event: int,
    levels: Levels,
    data_until: date | None,
    now: datetime,
) -> Score:
    """Keep a score after those there are.

    Raises
    ------
    LookupError
        Where there is no such event.
    """
    mine = (EventRow.workspace_id == workspace, EventRow.id == event)
    if session.scalar(select(EventRow.id).where(*mine).with_for_update()) is None:
        raise LookupError(event)
    last = select(func.max(EventScore.seq)).where(*_of(workspace, event))
    until = data_until.isoformat() if data_until else None
    result = {"full": asdict(levels.full), "outside": asdict(levels.outside), "until": until}
    session.add(
        EventScore(
            workspace_id=workspace,
            event_id=event,
            seq=(session.scalar(last) or 0) + 1,
            result=result,
            at=now,
        )
    )
    session.flush()
    return Score(levels, data_until, now)


def newest(session: Session, *, workspace: int, event: int) -> Score | None:
    """Return the score that counts, None while nobody scored it."""
    wanted = select(EventScore).where(*_of(workspace, event)).order_by(EventScore.seq.desc())
    row = session.scalars(wanted.limit(1)).first()
    return _read(row) if row else None


def count(session: Session, *, workspace: int, event: int) -> int:
    """Return how many scores there are."""
    return session.scalar(select(func.count(EventScore.seq)).where(*_of(workspace, event))) or 0


def _of(workspace: int, event: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return EventScore.workspace_id == workspace, EventScore.event_id == event


def _read(row: EventScore) -> Score:
    kept, until = row.result, row.result["until"]
    levels = Levels(_assessment(kept["full"]), _assessment(kept["outside"]))
    return Score(levels, date.fromisoformat(until) if until else None, row.at)


def _assessment(kept: dict[str, Any]) -> Assessment:
    return Assessment(
        score=kept["score"],
        tier=Tier(kept["tier"]),
        planned=Tier(kept["planned"]),
        overrides=tuple(Override(one) for one in kept["overrides"]),
        gaps=tuple(Factor(one) for one in kept["gaps"]),
        factors=tuple(Scored(**one | {"factor": Factor(one["factor"])}) for one in kept["factors"]),
    )
