"""What is looked after each hour: in the morning, one message to whoever has something late."""

from collections import defaultdict
from collections.abc import Iterable

from handlers.actions import changing, message
from handlers.deliveries.service import enqueue
from handlers.toolbox import Toolbox
from knowledge.actions.item import ActionItem
from knowledge.deliveries import Kind
from storage import actions, people, workspaces

#: The hours of the coalition's zone in which somebody is reminded: no person's zone is kept.
MORNING = range(8, 12)


def remind(tools: Toolbox, workspace: int) -> None:
    """Promise everybody with late items one message for this day, in its morning."""
    with tools.begin() as session:
        local = tools.now().astimezone(workspaces.zone(session, workspace=workspace))
        if local.hour not in MORNING:
            return
        late = _by_owner(actions.late(session, workspace=workspace, today=local.date()))
        for person, user in actions.owners(session, workspace=workspace).items():
            if person not in late:
                continue
            member = people.member(session, workspace=workspace, slack_user=user)
            enqueue(
                session,
                workspace=workspace,
                parts=("actions late", person, local.date()),
                kind=Kind.NUDGE,
                needs=changing.NEEDS,
                message=message.late(late[person], changing.read(session, tools, member)),
                now=tools.now(),
                person=user,
            )


def _by_owner(items: Iterable[ActionItem]) -> dict[str | None, list[ActionItem]]:
    held = defaultdict(list)
    for item in items:
        held[item.owner].append(item)
    return held
