"""What is looked after each hour: in the morning, one message to whoever has something due."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy.orm import Session

from handlers.actions.job import MORNING
from handlers.deliveries.service import enqueue
from handlers.events import reading, rounds, telling
from handlers.events.request import Which
from handlers.events.seen import Seen
from handlers.toolbox import Toolbox
from knowledge.access import Permission
from knowledge.deliveries import Kind
from knowledge.errors import NothingKnownError
from knowledge.events.event import Event, State
from knowledge.events.visibility import View
from storage import actions, events, people, workspaces
from storage.events import schedule

#: How long before something is due somebody is reminded.
SOON = timedelta(hours=24)
#: How far ahead events are looked at: the longest phase begins two months before.
AHEAD = timedelta(days=62)


@dataclass
class _Mine:
    """What is one person's: how much is late, how much is due soon, and on which plans."""

    late: int = 0
    soon: int = 0
    plans: list[int] = field(default_factory=list)

    def add(self, seen: Seen) -> None:
        """Count what somebody has on one plan."""
        mine = [one for one in seen.chosen(Which.MINE) if one.kept.open]
        late = sum(seen.late(one) for one in mine)
        due = sum(one.kept.due < seen.now + SOON for one in mine)
        if due:
            self.late += late
            self.soon += due - late
            self.plans.append(seen.event.id)


def remind(tools: Toolbox, workspace: int) -> None:
    """Promise everybody with late or due items one message for this day, in its morning."""
    with tools.read() as session:
        local = tools.now().astimezone(workspaces.zone(session, workspace=workspace))
    if local.hour not in MORNING:
        return
    due = _due(tools, workspace)
    with tools.begin() as session:
        for person, user in actions.owners(session, workspace=workspace).items():
            mine = due.get(person)
            if mine is None or not mine.plans:
                continue
            enqueue(
                session,
                workspace=workspace,
                parts=("event tasks", person, local.date()),
                kind=Kind.NUDGE,
                needs=Permission.EVENTS_PLAN,
                message=telling.due(mine.late, mine.soon, mine.plans),
                now=tools.now(),
                person=user,
                about=_about(mine.plans),
            )


def _about(plans: list[int]) -> tuple[int, View] | None:
    """Return what its reader must see: the plan, where it is about one.

    Where it is about several it only counts what there was to do; each is looked at again when
    its button is pressed.
    """
    return (plans[0], View.PLAN) if len(plans) == 1 else None


def _due(tools: Toolbox, workspace: int) -> dict[str, _Mine]:
    """Return what is late and due soon on every plan, by person."""
    found: dict[str, _Mine] = defaultdict(_Mine)
    now = tools.now()
    since, until = now - reading.LISTED, now + AHEAD
    with tools.read() as session:
        near = schedule.starting(session, workspace=workspace, since=since, until=until)

    def count(session: Session, event: Event) -> None:
        if event.state is not State.PLANNED:
            return
        hands = events.hands(session, workspace=workspace, event=event.id)
        for person in sorted({one.person for one in hands} - {""}):
            seen = _seen_by(session, tools, workspace, person, event.id)
            if seen is not None:
                found[person].add(seen)

    rounds.each(tools, near, count, workspace=workspace, door="events.remind")
    return found


def _seen_by(
    session: Session, tools: Toolbox, workspace: int, person: str, event: int
) -> Seen | None:
    row = people.by_id(session, workspace=workspace, person=person)
    if row is None:
        return None
    member = people.member(session, workspace=workspace, slack_user=row.slack_user)
    try:
        return reading.seen(session, tools, member, event)
    except NothingKnownError:
        return None  # suspended
