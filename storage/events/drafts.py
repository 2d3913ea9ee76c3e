"""What is asked about an event before it is planned, kept as tapped; its maker's alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from knowledge.events.event import State
from storage.events import numbering
from storage.tables import EventRow


@dataclass(frozen=True, slots=True)
class Draft:
    """The answers so far, by question; what is there as None is "don't know yet"."""

    id: int
    answers: Mapping[str, Any]


def begin(session: Session, *, workspace: int, by: str, now: datetime) -> Draft:
    """Return somebody's open draft, made if they have none."""
    found = session.scalars(_drafts(workspace, by)).first()
    if found is None:
        found = numbering.begin(session, workspace=workspace, by=by, now=now, version=1)
    return _read(found)


def draft(session: Session, *, workspace: int, by: str) -> Draft | None:
    """Return somebody's open draft, if they have one."""
    found = session.scalars(_drafts(workspace, by)).first()
    return _read(found) if found else None


def answer(
    session: Session, *, workspace: int, by: str, answers: Mapping[str, Any]
) -> Draft | None:
    """Keep answers, as JSON values, beside those there are; None where there is no draft."""
    wanted = _drafts(workspace, by).with_for_update()
    found = session.scalars(wanted.execution_options(populate_existing=True)).first()
    if found is None:
        return None
    found.profile = {**found.profile, **answers}
    session.flush()
    return _read(found)


def drop(session: Session, *, workspace: int, by: str) -> None:
    """Delete somebody's open draft."""
    mine = (EventRow.workspace_id == workspace, EventRow.state == State.DRAFT.value)
    session.execute(delete(EventRow).where(*mine, EventRow.created_by == by))


def _drafts(workspace: int, by: str) -> Any:
    mine = (EventRow.workspace_id == workspace, EventRow.state == State.DRAFT.value)
    return select(EventRow).where(*mine, EventRow.created_by == by).order_by(EventRow.created_at)


def _read(row: EventRow) -> Draft:
    return Draft(row.id, dict(row.profile))
