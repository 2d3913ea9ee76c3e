"""After an event: what was learned is kept, notes are deleted, and fixes reach the lists."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from handlers.aftermath import message
from handlers.aftermath.request import After, Fix, Learned
from handlers.checklists import service as checklists
from handlers.day.service import is_named, named, roles, spared
from handlers.deliveries.service import enqueue
from handlers.toolbox import Toolbox
from knowledge.access import Member, Permission, Role
from knowledge.deliveries import Kind
from knowledge.errors import NothingKnownError, UsageError
from knowledge.events import aftermath, masking
from knowledge.events.checklists import CORE
from knowledge.events.day import Entry, EntryKind, ends
from knowledge.events.event import Event, Hand, State
from knowledge.events.items import Item
from knowledge.events.kinds import EventRole
from knowledge.events.sharing import VEILED
from knowledge.words import _
from storage import events, people, workspaces
from storage.events import entries, own_items, templates

#: How far back an event may have begun of which something is still due.
BACK = timedelta(days=60)
#: The states of an event that took place.
GOING = (State.PLANNED, State.OVER)
#: Who is told that somebody wants a call, the first that there is.
_CARE = (EventRole.TRAUMA_LEAD, EventRole.EVENT_LEAD)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an event once it is over, for those named on its plan.

    Attributes
    ----------
    items
        Of its list; without outreach's for who has law-enforcement duties, as on the plan.
    peak
        The most people that were counted.
    log
        The lines that may say how it went.
    """

    event: Event
    items: tuple[Item, ...]
    peak: int | None
    log: tuple[Entry, ...]
    zone: ZoneInfo


def look(tools: Toolbox, member: Member, event: int) -> Known:
    """Return what is known of an event after it, for somebody named on its plan."""
    with tools.read() as session:
        found, _hands = named(session, member, event)
        log = entries.load(session, workspace=member.workspace, event=event)
        counts = [one.number or 0 for one in log if one.kind is EntryKind.COUNT]
        return Known(
            event=found,
            items=tuple(
                one
                for one in events.items(session, workspace=member.workspace, kind=found.type)
                if not (member.limited and one.id in VEILED)
            ),
            peak=max(counts, default=None),
            log=tuple(log),
            zone=workspaces.zone(session, workspace=member.workspace),
        )


def lately(tools: Toolbox, member: Member, event: int | None = None) -> list[Event]:
    """Return the events that began lately on whose plan somebody is named, the last one first.

    Raises
    ------
    NothingKnownError
        When there is none, or not that one: the answer is the same.
    """
    with tools.read() as session:
        begun = events.visible(
            session,
            workspace=member.workspace,
            member=member,
            since=tools.now() - BACK,
            until=tools.now(),
        )
        mine = [
            one
            for one in reversed(begun)
            if one.state in GOING and event in (None, one.id) and is_named(session, member, one)
        ]
    if not mine:
        raise NothingKnownError(
            _("No event of yours has begun in the last two months. `/event` shows your events.")
        )
    return mine


def learn(
    tools: Toolbox, member: Member, press: After, kind: EntryKind, said: Learned
) -> tuple[str, ...]:
    """Keep what somebody says of an event without the words that may say who somebody is.

    Returns those words, so that the person hears what is not kept. Sent twice, it is one line.
    """
    with tools.begin() as session:
        event, _hands = named(session, member, press.event)
        known = spared(event)
        clean = said.model_copy(
            update={
                field: masking.removed(getattr(said, field), known=known)
                for field in ("well", "badly", "change")
            }
        )
        line = Entry(
            id=press.id, kind=kind, by=member.person, at=tools.now(),
            text=clean.model_dump_json(exclude_defaults=True), number=said.hurt,
        )  # fmt: skip
        entries.write(session, workspace=member.workspace, event=event.id, entry=line)
    texts = (said.well, said.badly, said.change)
    return tuple(word for text in texts for word in masking.doubtful(text, known=known))


def share(tools: Toolbox, member: Member, press: After) -> None:
    """Keep that what was learned is shared."""
    with tools.begin() as session:
        named(session, member, press.event)
        line = Entry(id=press.id, kind=EntryKind.SHARED, by=member.person, at=tools.now())
        entries.write(session, workspace=member.workspace, event=press.event, entry=line)


def check_in(tools: Toolbox, member: Member, press: After, *, call: bool) -> None:
    """Keep how somebody is; where they want a call, whoever cares for people is told of that."""
    with tools.begin() as session:
        event, hands = named(session, member, press.event)
        said = "call" if call else "ok"
        line = Entry(
            id=press.id, kind=EntryKind.CHECK_IN, by=member.person, at=tools.now(), text=said
        )
        kept, _new = entries.write(session, workspace=member.workspace, event=event.id, entry=line)
        carer = _carer(session, member, hands)
        if not call or carer is None:
            return
        # Of a person, not of the event, which it does not name: whoever is off the plan by then
        # is told all the same, so that nobody waits for a call in vain.
        enqueue(
            session, workspace=member.workspace, parts=("event call", event.id, kept.id),
            kind=Kind.PERSONAL, needs=Permission.EVENTS_READ,
            message=message.wants_call(member.slack_user), now=tools.now(), person=carer,
        )  # fmt: skip


def propose(tools: Toolbox, member: Member, press: After, fix: Fix) -> None:
    """Propose an item for the coalition's list; its coordinators are asked, without the event.

    Raises
    ------
    UsageError
        Where words in it may say who somebody is.
    """
    doubtful = [word for text in (fix.text, fix.why) for word in masking.doubtful(_low(text))]
    if doubtful:
        raise UsageError(
            _("Everybody reads the lists, so leave these words out: {words}.").format(
                words=", ".join(doubtful)
            )
        )
    with tools.begin() as session:
        event, _hands = named(session, member, press.event)
        line = Entry(
            id=press.id, kind=EntryKind.FIX, by=member.person, at=tools.now(),
            text=fix.model_dump_json(exclude_defaults=True),
        )  # fmt: skip
        entries.write(session, workspace=member.workspace, event=event.id, entry=line)
        for one in people.holding(session, workspace=member.workspace, role=Role.COORDINATOR):
            enqueue(
                session, workspace=member.workspace, parts=("event fix", press.id, one.id),
                kind=Kind.PERSONAL, needs=Permission.PLAN_MANAGE,
                message=message.proposed(press, fix, event.type), now=tools.now(),
                person=one.slack_user,
            )  # fmt: skip


def answer(tools: Toolbox, member: Member, press: After, *, adopt: bool) -> tuple[Fix, str]:
    """Put a proposed item into the coalition's list, or leave it; returns it and its id.

    Raises
    ------
    NothingKnownError
        Where there is no such proposal any more, or it was answered.
    RefusedError
        Where a list would lose what none may be without.
    """
    now = tools.now()
    with tools.begin() as session:
        event = events.find(session, workspace=member.workspace, event=press.event)
        line = entries.find(session, workspace=member.workspace, event=press.event, entry=press.id)
        if event is None or line is None or line.kind is not EntryKind.FIX:
            raise NothingKnownError(_("That proposal is not there any more."))
        done = entries.answer(
            session, workspace=member.workspace, event=event.id, entry=line.id, number=int(adopt)
        )
        if not done:
            raise NothingKnownError(_("That proposal was answered already."))
        fix = Fix.model_validate_json(line.text)
        if not adopt:
            return fix, ""
        every = templates.listed(session, workspace=member.workspace, of=event.type.value)
        base = next((one for one in every if one.id == fix.replaces), None)
        wording = worded(fix, base.item if base else None, now)
        # What only one kind of event has is not on every event's list to be replaced there.
        here = base is not None and base.home != CORE
        item = own_items.adopt(
            session, workspace=member.workspace,
            in_list=CORE if fix.everywhere and not here else event.type.value,
            wording=wording, by=member.person, now=now,
        )  # fmt: skip
        if base is not None:
            again = templates.listed(session, workspace=member.workspace, of=event.type.value)
            after = next(one for one in again if one.id == item)
            before = replace(base, home=after.home)
            checklists.settle(session, tools, member, before, after)
    return fix, item


def worded(fix: Fix, base: Item | None, now: datetime) -> dict[str, object]:
    """Return the whole item that a fix makes, new or in place of another."""
    own: dict[str, object] = {
        "phase": fix.phase.value,
        "category": aftermath.category(fix.role).value,
        "role": fix.role.value,
        "text": fix.text,
        "why": fix.why,
        "sources": ["own"],
        "critical": fix.critical,
        "reviewed": now.date().isoformat(),
    }
    if base is None:
        return own
    kept = base.model_dump(mode="json")
    taken = {key: own[key] for key in ("phase", "role", "text", "why", "critical", "reviewed")}
    return kept | taken | {"small": None, "sources": [*kept["sources"], "own"][-4:]}


def ended(event: Event, log: list[Entry]) -> datetime:
    """Return when everybody had gone, or when the event was to end where nobody said."""
    gone = [one.at for one in log if one.kind is EntryKind.CLOSED]
    return gone[0] if gone else ends(event)


def _low(text: str) -> str:
    """Return a sentence with a small first letter, which would else be looked at as a name's.

    A coordinator reads it too, before anybody else does.
    """
    return text[:1].lower() + text[1:]


def _carer(session: Session, member: Member, hands: tuple[Hand, ...]) -> str | None:
    """Return the Slack user of whoever looks after people, nobody with law-enforcement duties."""
    users = people.slack_users(session, workspace=member.workspace)
    for role in _CARE:
        for hand in hands:
            if role in roles([hand], hand.person) and hand.person in users:
                user = users[hand.person]
                known = people.member(session, workspace=member.workspace, slack_user=user)
                if not known.limited:
                    return user
    return None
