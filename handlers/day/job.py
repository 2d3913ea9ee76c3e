"""What is looked after each hour: "Ready?" is asked the day before."""

from datetime import timedelta

from sqlalchemy.orm import Session

from handlers.day import message
from handlers.deliveries.service import enqueue
from handlers.events import rounds
from handlers.toolbox import Toolbox
from knowledge.access import Permission
from knowledge.deliveries import Kind
from knowledge.events.event import Event, State
from knowledge.events.kinds import EventRole
from knowledge.events.visibility import View
from storage import events, people
from storage.events import schedule

#: How long before its start an event is asked about.
BEFORE = timedelta(hours=24)
_ASKED = (EventRole.EVENT_LEAD, EventRole.SAFETY_LEAD)


def ask(tools: Toolbox, workspace: int) -> None:
    """Promise the event lead and the safety lead one question, a day before the start."""
    now = tools.now()
    with tools.read() as session:
        users = people.slack_users(session, workspace=workspace)
        near = schedule.starting(session, workspace=workspace, since=now, until=now + BEFORE)

    def before(session: Session, event: Event) -> None:
        if event.state is not State.PLANNED:
            return
        hands = events.hands(session, workspace=workspace, event=event.id)
        leads = {one.person for one in hands if one.role in _ASKED and one.person in users}
        for person in sorted(leads):
            enqueue(
                session, workspace=workspace,
                parts=("event ready", event.id, event.start.isoformat(), person),
                kind=Kind.PERSONAL, needs=Permission.EVENTS_READ,
                message=message.tomorrow(event), now=now, person=users[person],
                about=(event.id, View.PLAN),
            )  # fmt: skip

    rounds.each(tools, near, before, workspace=workspace, door="day.ready")
