"""What is looked after each hour: in the morning, one message to whoever has something due."""

from collections import defaultdict
from datetime import timedelta

from sqlalchemy.orm import Session

from handlers.actions.job import MORNING
from handlers.deliveries.service import enqueue
from handlers.events import reading, telling
from handlers.toolbox import Toolbox
from knowledge.access import Permission
from knowledge.deliveries import Kind
from knowledge.events.event import State
from storage import actions, events, people, workspaces

#: How long before something is due somebody is reminded.
SOON = timedelta(hours=24)
#: How far ahead events are looked at: the longest phase begins two months before.
AHEAD = timedelta(days=62)


def remind(tools: Toolbox, workspace: int) -> None:
    """Promise everybody with late or due items one message for this day, in its morning."""
    with tools.begin() as session:
        local = tools.now().astimezone(workspaces.zone(session, workspace=workspace))
        if local.hour not in MORNING:
            return
        due = _due(session, tools, workspace)
        for person, user in actions.owners(session, workspace=workspace).items():
            if person not in due:
                continue
            late, soon, plans = due[person]
            enqueue(
                session,
                workspace=workspace,
                parts=("event tasks", person, local.date()),
                kind=Kind.NUDGE,
                needs=Permission.EVENTS_PLAN,
                message=telling.due(late, soon, plans),
                now=tools.now(),
                person=user,
            )


def _due(session: Session, tools: Toolbox, workspace: int) -> dict[str, tuple[int, int, list[int]]]:
    """Return how much is late and how much due soon, and on which plans, by person."""
    counted: dict[str, tuple[int, int, list[int]]] = {}
    named: dict[int, set[str]] = defaultdict(set)
    now = tools.now()
    since = now - reading.LISTED
    for event in events.planned(session, workspace=workspace, since=since, until=now + AHEAD):
        if event.state is not State.PLANNED:
            continue
        for hand in events.hands(session, workspace=workspace, event=event.id):
            named[event.id].add(hand.person)
        for person in sorted(named[event.id] - {""}):
            user = people.by_id(session, workspace=workspace, person=person)
            if user is None:
                continue
            member = people.member(session, workspace=workspace, slack_user=user.slack_user)
            seen = reading.seen(session, tools, member, event.id)
            mine = [one for one in seen.chosen("mine") if one.kept.open and not one.kept.folded]
            late = sum(seen.late(one) for one in mine)
            soon = sum(now <= one.kept.due < now + SOON for one in mine)
            if late or soon:
                had = counted.get(person, (0, 0, []))
                counted[person] = (had[0] + late, had[1] + soon, [*had[2], event.id])
    return counted
