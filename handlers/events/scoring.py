"""The two levels of an event as it stands: for those who may know the conflict answer, and all."""

from sqlalchemy.orm import Session

from handlers.toolbox import Toolbox
from knowledge.events import sharing
from knowledge.events.event import Event
from knowledge.events.levels import Levels
from storage.events import standing


def levels(session: Session, tools: Toolbox, *, workspace: int, event: Event) -> Levels:
    """Return both levels of an event, by its profile, the data, outreach's answer and its list."""
    plan = standing.plan(session, workspace=workspace, event=event, now=tools.now())
    return sharing.both(plan)
