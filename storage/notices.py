"""Shootings that people reported to outreach: place, time and people shot; nobody's name."""

from datetime import datetime

from sqlalchemy.orm import Session

from storage.tables import Notice


def add(
    session: Session,
    *,
    workspace: int,
    place_id: int | None,
    place: str,
    happened_at: datetime,
    people_shot: int,
    by: str,
    now: datetime,
) -> int:
    """Keep a notice, and return its number."""
    row = Notice(
        workspace_id=workspace,
        place_id=place_id,
        place=place,
        happened_at=happened_at,
        people_shot=people_shot,
        sent_by=by,
        sent_at=now,
    )
    session.add(row)
    session.flush()
    return row.id
