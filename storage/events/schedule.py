"""Events by when they are, for what comes due before and after them."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.events.event import State
from storage.tables import EventRow


def starting(
    session: Session, *, workspace: int, since: datetime, until: datetime | None = None
) -> list[int]:
    """Return the numbers of the events that start in ``[since, until)``, in order, for the clock.

    Closed ones are among them: what of it reaches somebody is up to the caller. Numbers alone, so
    that a row which cannot be read stands in the way of no other.
    """
    wanted = [
        EventRow.workspace_id == workspace,
        EventRow.state != State.DRAFT.value,
        EventRow.start >= since,
    ]
    if until is not None:
        wanted.append(EventRow.start < until)
    found = select(EventRow.id).where(*wanted).order_by(EventRow.start, EventRow.id)
    return list(session.scalars(found))
