"""Working through a plan: each act changes one item at once, whoever else is at it.

What somebody sees is read before the transaction that writes, so that many hands at once wait for
short ones: whether the item is still open is part of the change itself. Only giving an item away
reads within it, for that may bring somebody onto a plan that was closed meanwhile.
"""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from handlers.blocks import Message
from handlers.deliveries.service import enqueue
from handlers.events import reading, telling
from handlers.events.seen import Entry, Seen
from handlers.toolbox import Toolbox
from knowledge.access import Member, Permission
from knowledge.deliveries import Kind
from knowledge.errors import NothingKnownError, RefusedError, UsageError
from knowledge.events.event import HELPER
from knowledge.events.items import FAMILY
from knowledge.events.kinds import EventRole
from knowledge.events.visibility import View, inside
from knowledge.words import _
from storage import events, people


def done(tools: Toolbox, member: Member, event: int, item: str, note: str = "") -> bool:
    """Mark an item as done; False where somebody was first."""
    _check_family(*look(tools, member, event, item))
    with tools.begin() as session:
        ticked = events.tick(
            session,
            workspace=member.workspace,
            event=event,
            item=item,
            by=member.person,
            now=tools.now(),
            note=note.strip(),
        )
        if ticked and item in FAMILY.values():
            events.keep(
                session, workspace=member.workspace, event=event, family_yes_by=member.person
            )
        return ticked


def skip(tools: Toolbox, member: Member, event: int, item: str, reason: str) -> bool:
    """Say that an item does not apply, and why; False where somebody was first.

    Raises
    ------
    UsageError
        Without a reason.
    """
    if not reason.strip():
        raise UsageError(_("Say in a few words why it does not apply."))
    _check_family(*look(tools, member, event, item))
    with tools.begin() as session:
        return events.not_applicable(
            session,
            workspace=member.workspace,
            event=event,
            item=item,
            by=member.person,
            now=tools.now(),
            reason=reason.strip(),
        )


def reopen(tools: Toolbox, member: Member, event: int, item: str, version: int) -> bool:
    """Take an answer back; False where somebody changed it since."""
    _check_family(*look(tools, member, event, item))
    with tools.begin() as session:
        taken_back = events.reopen(
            session, workspace=member.workspace, event=event, item=item, version=version
        )
        if taken_back and item in FAMILY.values():
            events.keep(
                session, workspace=member.workspace, event=event, family_yes_by=None, remembered=""
            )
        return taken_back


def sign(tools: Toolbox, member: Member, event: int, item: str) -> bool:
    """Sign as the second person for what another did; False where that is not asked any more."""
    seen, entry = look(tools, member, event, item)
    if entry.kept.done_by == member.person:
        raise RefusedError(_("You did this yourself: somebody else signs as the second."))
    if not seen.unsigned(entry):
        return False
    with tools.begin() as session:
        return events.sign(
            session,
            workspace=member.workspace,
            event=event,
            item=item,
            by=member.person,
            now=tools.now(),
        )


def give(
    tools: Toolbox,
    member: Member,
    event: int,
    item: str,
    *,
    version: int,
    user: str = "",
    partner: int | None = None,
) -> bool:
    """Give an item to a person or an organisation, or to nobody; False where it changed since.

    Raises
    ------
    UsageError
        When that person has no seat, the event is closed and they are not on its plan, or the item
        is one of those who may know the conflict answer and they may not.
    """
    with tools.begin() as session:
        seen, entry = _found(session, tools, member, event, item)
        owner = _owner(session, tools, member, seen, user) if user else None
        if owner and not _reach(session, member, seen, entry, [user]):
            raise UsageError(
                _(
                    "Only who may know the conflict answer can have this: outreach, the event lead "
                    "and the safety lead."
                )
            )
        if partner is not None and partner not in seen.partners:
            raise UsageError(_("That organization is not among the partners any more."))
        given = events.assign(
            session,
            workspace=member.workspace,
            event=event,
            item=item,
            version=version,
            owner=owner,
            partner=partner,
        )
        if given and owner and owner != member.person:
            told = telling.given(event, item)
            parts = ("given", event, item, version, owner)
            _tell(session, tools, member, user, told, entry, parts=parts)
        return given


def ask_help(tools: Toolbox, member: Member, event: int, item: str) -> int:
    """Tell the event lead, and whoever holds the item's role, that somebody asks for help.

    Of what is for those alone who may know the conflict answer, only they are asked. Returns how
    many were told: none where those are nobody else.
    """
    seen, entry = look(tools, member, event, item)
    roles = {EventRole.EVENT_LEAD.value, entry.kept.role.value}
    asked = {one.person for one in seen.hands if one.role in roles and one.person}
    users = [seen.users[one] for one in sorted(asked - {member.person}) if one in seen.users]
    told = telling.help_asked(event, item, member)
    with tools.begin() as session:
        reached = _reach(session, member, seen, entry, users)
        for user, person in reached.items():
            parts = ("help", event, item, member.person, person, tools.now().date())
            _tell(session, tools, member, user, told, entry, parts=parts)
    return len(reached)


def look(tools: Toolbox, member: Member, event: int, item: str) -> tuple[Seen, Entry]:
    """Return an item that somebody may work on.

    Raises
    ------
    RefusedError
        When they are not on the plan, or the item is outreach's.
    NothingKnownError
        When there is no such event or item for them.
    """
    with tools.read() as session:
        return _found(session, tools, member, event, item)


def _found(
    session: Session, tools: Toolbox, member: Member, event: int, item: str
) -> tuple[Seen, Entry]:
    seen = reading.seen(session, tools, member, event)
    if seen.view < View.PLAN:
        raise reading.not_named()
    entry = seen.entry(item)
    if entry is None:
        raise NothingKnownError(_("This plan has no such item any more."))
    if entry.veiled:
        raise RefusedError(
            _("Outreach information stays with outreach: whoever has this item says it is done.")
        )
    return seen, entry


def _check_family(seen: Seen, entry: Entry) -> None:
    """Let only the family liaison speak for the family."""
    if not seen.may_settle(entry):
        raise RefusedError(
            _("Only the family liaison says what the family decided. The event lead names one.")
        )


def _reach(
    session: Session, member: Member, seen: Seen, entry: Entry, users: Sequence[str]
) -> dict[str, str]:
    """Return those of some Slack users who may hear of an item, with their random ids."""
    known = people.members(session, workspace=member.workspace, slack_users=users)
    facts = seen.event.facts(seen.hands)
    return {
        user: who.person for user, who in known.items() if not entry.guarded or inside(facts, who)
    }


def _owner(session: Session, tools: Toolbox, member: Member, seen: Seen, user: str) -> str:
    """Return the random id of who is to have an item, named on the plan as a helper if need be."""
    of = member.workspace
    person = seated(session, tools, member, user)
    named = {one.person for one in seen.hands}
    if person not in named:
        if seen.event.closed and not seen.leads:
            raise UsageError(
                _("They are not on this plan. Only the event lead brings somebody onto it.")
            )
        events.name_hand(
            session,
            workspace=of,
            event=seen.event.id,
            role=HELPER,
            person=person,
            now=tools.now(),
        )
    return person


def seated(session: Session, tools: Toolbox, member: Member, user: str) -> str:
    """Return the random id of somebody with a seat.

    Raises
    ------
    UsageError
        When they have none.
    """
    other = people.member(session, workspace=member.workspace, slack_user=user)
    if not telling.may_plan(other):
        raise UsageError(
            _("This person has no seat in the coalition yet, so they could not see it.")
        )
    return people.ensure(session, workspace=member.workspace, slack_user=user, now=tools.now()).id


def _tell(
    session: Session,
    tools: Toolbox,
    member: Member,
    user: str,
    message: Message,
    entry: Entry,
    *,
    parts: tuple[str, int, *tuple[object, ...]],
) -> None:
    enqueue(
        session,
        workspace=member.workspace,
        parts=("event task", *parts),
        kind=Kind.PERSONAL,
        needs=Permission.EVENTS_PLAN,
        message=message,
        now=tools.now(),
        person=user,
        about=(parts[1], View.OUTREACH if entry.guarded else View.PLAN),
    )
