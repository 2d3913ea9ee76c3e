"""The numbers of an event's call list go when its working notes do, or when it is called off."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.aftermath.service import ended
from handlers.events import rounds
from handlers.toolbox import Toolbox
from knowledge.events import aftermath
from knowledge.events.event import Event, State
from storage import events, revisions
from storage.events import entries, phones


def take_out(tools: Toolbox, workspace: int) -> None:
    """Delete the numbers of every event whose time is over, however long ago that was."""
    now = tools.now()
    with tools.read() as session:
        holding = phones.holding(session, workspace=workspace)

    def look(session: Session, event: Event) -> None:
        if now >= _gone(session, workspace, event):
            phones.take_out(session, workspace=workspace, event=event.id)

    rounds.each(tools, holding, look, workspace=workspace, door="aftermath.phones")


def _gone(session: Session, workspace: int, event: Event) -> datetime:
    """Return when the numbers of an event are deleted."""
    over = ended(event, entries.load(session, workspace=workspace, event=event.id))
    if event.state is State.CANCELLED:
        over = min([over, *_called_off(session, workspace, event)[-1:]])
    return aftermath.notes_gone(over)


def _called_off(session: Session, workspace: int, event: Event) -> list[datetime]:
    """Return when an event was cancelled, each time."""
    edits = revisions.since(
        session, workspace=workspace, noun=events.NOUN, item=event.id, version=0
    )
    states = ((one.at, one.changed.get("state", ("", ""))[1]) for one in edits)
    return [at for at, state in states if state == State.CANCELLED.value]
