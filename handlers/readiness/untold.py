"""Which organisations with a part in an event nobody could be told for, when it changes."""

from sqlalchemy.orm import Session

from handlers.readiness.service import Standing
from knowledge.access import Member
from knowledge.events.sharing import VEILED
from storage import events, partners, people


def organisations(session: Session, found: Standing, *, by: Member) -> tuple[str, ...]:
    """Return the names of organisations of which nobody is on the plan, in order.

    An organisation has a part in it by a role, or by an open item that ``by`` may see whose it
    is: an item of outreach's, or of the list inside, tells others nothing here either.
    """
    of, event = by.workspace, found.event.id
    hands = events.hands(session, workspace=of, event=event)
    wanted = {one.partner for one in hands if one.partner and not one.person}
    for row in events.tasks(session, workspace=of, event=event):
        kept = row.seen(inside=found.inside)
        hidden = kept is None or (kept.item in VEILED and not found.inside)
        if kept is not None and not hidden and kept.open and kept.partner and not kept.owner:
            wanted.add(kept.partner)
    users = [found.people[one.person] for one in hands if one.person in found.people]
    known = people.members(session, workspace=of, slack_users=users)
    there = {one.partner for one in known.values()} | {one.partner for one in hands if one.person}
    named = {one.id: one.name for one in partners.listed(session, workspace=of)}
    return tuple(sorted(named[one] for one in wanted - there if one in named))
