"""Events by when they are, for what comes due before and after them."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.events.event import Event, State
from storage.events.reading import read
from storage.tables import EventRow

_GOING = (State.PLANNED.value, State.OVER.value)


def between(session: Session, *, workspace: int, since: datetime, until: datetime) -> list[Event]:
    """Return the events that start in ``[since, until)`` and are not cancelled or postponed.

    Closed ones are among them: for whoever is named on their plans, and for nobody else.
    """
    wanted = (
        EventRow.workspace_id == workspace,
        EventRow.state.in_(_GOING),
        EventRow.start >= since,
        EventRow.start < until,
    )
    found = session.scalars(select(EventRow).where(*wanted).order_by(EventRow.start, EventRow.id))
    return [read(row) for row in found]
