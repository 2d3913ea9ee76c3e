"""What came from the inside list onto everybody's: who had it, or did it, is told to take it again.

They know both lists; for all others the item is new, so it is nobody's and open there.
"""

from collections.abc import Iterable, Mapping

from sqlalchemy.orm import Session

from handlers.blocks import Block, Message, button, context, discreet, escape, section
from handlers.deliveries.service import enqueue
from handlers.events.request import Show, Spot
from handlers.events.telling import OPEN
from handlers.toolbox import Toolbox
from knowledge.access import Permission
from knowledge.deliveries import Kind
from knowledge.events.event import Event
from knowledge.events.items import Item
from knowledge.events.kept import Kept
from knowledge.events.kinds import EventRole
from knowledge.events.tasks import State
from knowledge.events.visibility import EventFacts, View, sees
from knowledge.words import _
from storage import people
from storage.events import standing

#: Who hears of what only an organisation had.
_LEADS = frozenset({EventRole.EVENT_LEAD, EventRole.SAFETY_LEAD})
#: Items that one message names.
_MOST = 20


def tell(
    session: Session,
    tools: Toolbox,
    *,
    workspace: int,
    event: Event,
    came: Iterable[Kept],
    items: Mapping[str, Item],
) -> None:
    """Tell each person what of theirs came onto everybody's list, as far as they may know."""
    facts = standing.facts(session, workspace=workspace, event=event)
    theirs: dict[str, list[Kept]] = {}
    for one in came:
        for person in _whose(one, facts):
            theirs.setdefault(person, []).append(one)
    users = people.slack_users(session, workspace=workspace)
    known = people.members(
        session, workspace=workspace, slack_users=[users[one] for one in theirs if one in users]
    )
    for user, member in known.items():
        if sees(facts, member) is not View.OUTREACH:
            continue
        kept = sorted(theirs[member.person], key=lambda one: one.item)
        enqueue(
            session,
            workspace=workspace,
            parts=("event items came", event.id, *(one.item for one in kept), user),
            kind=Kind.PERSONAL,
            needs=Permission.EVENTS_PLAN,
            message=told(event, member.person, kept, items),
            now=tools.now(),
            person=user,
            about=(event.id, View.OUTREACH),
        )


def told(event: Event, person: str, kept: list[Kept], items: Mapping[str, Item]) -> Message:
    """Return what somebody is told of items that were theirs."""
    head = _("*Now on everybody’s list*, open and nobody’s yet. Take again what is still yours.")
    rows = [_row(event, person, one, items) for one in kept[:_MOST]]
    left = len(kept) - _MOST
    more = [context(_("{n} more are on the plan.").format(n=left))] if left > 0 else []
    return discreet([section(head), *rows, *more], waiting=len(kept))


def _row(event: Event, person: str, one: Kept, items: Mapping[str, Item]) -> Block:
    words = items[one.item].text if one.item in items else one.item
    lines = [f"• {escape(words)}"]
    if one.done_by == person:
        lines.append(
            _("You said that it is done.")
            if one.state is State.DONE
            else _("You said that it does not apply.")
        )
        lines += [_("Your note: {note}").format(note=escape(one.note))] if one.note else []
    spot = Spot(event=event.id, show=Show.ITEM, item=one.item)
    show = button(_("Show it"), action=f"{OPEN}:{one.item}", value=spot.packed())
    return section("\n".join(lines), beside=show)


def _whose(one: Kept, facts: EventFacts) -> set[str]:
    """Return who had an item or did it; of what only an organisation had, who leads."""
    people_of = {person for person in (one.owner, one.done_by) if person}
    if people_of or one.partner is None:
        return people_of
    return {person for person, roles in facts.named.items() if roles & _LEADS}
