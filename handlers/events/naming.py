"""Who is named on a plan: people and organisations in its roles."""

from handlers.deliveries.service import enqueue
from handlers.events import reading, telling, walking
from handlers.events.seen import Seen
from handlers.toolbox import Toolbox
from knowledge.access import Member, Permission
from knowledge.deliveries import Kind
from knowledge.errors import RefusedError, UsageError
from knowledge.events.event import HELPER
from knowledge.events.kinds import EventRole
from knowledge.events.visibility import View
from knowledge.words import _
from storage import events


def name(
    tools: Toolbox,
    member: Member,
    event: int,
    *,
    role: str,
    user: str = "",
    partner: int | None = None,
) -> None:
    """Name a person, an organisation or both for a role.

    Raises
    ------
    UsageError
        When neither is named, there is no such role, or that person has no seat.
    RefusedError
        When somebody else than the event lead asks, for a closed event; or who is not on it.
    """
    if role != HELPER and role not in set(EventRole):
        raise UsageError(_("There is no such role."))
    if not user and partner is None:
        raise UsageError(_("Choose a person or an organization."))
    with tools.begin() as session:
        seen = reading.seen(session, tools, member, event)
        _check(seen)
        if partner is not None and partner not in seen.partners:
            raise UsageError(_("That organization is not among the partners any more."))
        person = walking.seated(session, tools, member, user) if user else ""
        events.name_hand(
            session,
            workspace=member.workspace,
            event=event,
            role=role,
            person=person,
            partner=partner,
            now=tools.now(),
        )
        if person and person != member.person and person not in {one.person for one in seen.hands}:
            enqueue(
                session,
                workspace=member.workspace,
                parts=("event named", event, person, tools.now().date()),
                kind=Kind.PERSONAL,
                needs=Permission.EVENTS_PLAN,
                message=telling.named(event),
                now=tools.now(),
                person=user,
                about=(event, View.PLAN),
            )


def remove(tools: Toolbox, member: Member, event: int, *, role: str, person: str) -> bool:
    """Take somebody off a role; False where they do not hold it.

    Raises
    ------
    RefusedError
        When it is not theirs to do, or the event would have no lead.
    """
    with tools.begin() as session:
        seen = reading.seen(session, tools, member, event)
        if person != member.person or not person:
            _check(seen)
        leads = [one for one in seen.hands if one.role == EventRole.EVENT_LEAD and one.person]
        if role == EventRole.EVENT_LEAD and [one.person for one in leads] == [person]:
            raise RefusedError(_("An event keeps a lead. Name another one first."))
        return events.remove_hand(
            session, workspace=member.workspace, event=event, role=role, person=person
        )


def _check(seen: Seen) -> None:
    if seen.view < View.PLAN:
        raise reading.not_named()
    if seen.event.closed and not seen.leads:
        raise RefusedError(_("While this event is closed, only its lead names people on it."))
