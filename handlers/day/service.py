"""The day of an event: who sees it, and what is written into its log."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import NAMESPACE_OID, uuid4, uuid5

from sqlalchemy.orm import Session

from handlers.day import message
from handlers.day.request import Press
from handlers.day.screen import Receipt, Screen
from handlers.deliveries.service import enqueue
from handlers.promptly import promptly
from handlers.toolbox import Toolbox
from knowledge.access import Member, Permission
from knowledge.deliveries import Kind
from knowledge.errors import NothingKnownError
from knowledge.events import masking
from knowledge.events.aftermath import Prompt
from knowledge.events.day import BEFORE, Entry, EntryKind, on, standing
from knowledge.events.event import Event, Hand, State
from knowledge.events.kinds import EventRole
from knowledge.events.visibility import View
from knowledge.words import _
from storage import events, people, workspaces
from storage.engine import hurried
from storage.events import entries
from storage.partners import queries as partners

#: What a transaction of the day waits for another at most; less than the person does. [ms]
PATIENCE = 900
#: How long ago a line that could not be saved may have been tried first.
_OLDEST = timedelta(hours=12)
_LONGEST = timedelta(days=14)
_LEADS = (EventRole.EVENT_LEAD, EventRole.SAFETY_LEAD)
_GOING = (State.PLANNED, State.OVER)
#: How many events to come are offered.
_NEXT = 5


def today(tools: Toolbox, member: Member) -> list[Event]:
    """Return the events of these hours on whose plan somebody is named, the next one first."""
    return promptly(lambda: _today(tools, member))


def coming(tools: Toolbox, member: Member) -> list[tuple[Event, datetime]]:
    """Return the next events on whose plan somebody is named, each with its local start."""
    return promptly(lambda: _coming(tools, member))


def look(tools: Toolbox, member: Member, event: int) -> Screen:
    """Return the day of an event as somebody may see it.

    Raises
    ------
    NothingKnownError
        When they are not named on its plan, or there is none: the answer is the same.
    UnansweredError
        When the database does not answer within a moment.
    """
    return promptly(lambda: _look(tools, member, event))


def record(tools: Toolbox, member: Member, presses: Sequence[Press]) -> Receipt:
    """Write lines into an event's log, all or none, each once; return only after the commit.

    Raises
    ------
    NothingKnownError
        When somebody is not named on its plan.
    UnansweredError
        When the database does not answer within a moment.
    """
    return promptly(lambda: _record(tools, member, presses))


def named(session: Session, member: Member, event: int) -> tuple[Event, tuple[Hand, ...]]:
    """Return an event and who is named on its plan, where ``member`` is among them.

    Raises
    ------
    NothingKnownError
        Where they are not, or there is no such event: the answer is the same.
    """
    found = events.find(session, workspace=member.workspace, event=event)
    hands = tuple(events.hands(session, workspace=member.workspace, event=event))
    if found is None or not member.person or member.person not in {one.person for one in hands}:
        raise stranger()
    row = people.by_id(session, workspace=member.workspace, person=member.person)
    if row is None or row.suspended_at is not None:  # an urgent door takes who they were last
        raise stranger()
    return found, hands


def stranger() -> NothingKnownError:
    """Return what somebody is told who is named on no plan, or not on this one."""
    return NothingKnownError(
        _(
            "You are not named on the plan of an event in these hours. The event lead can name "
            "you; what is over has `/event review`. In danger call 911 first."
        )
    )


def roles(hands: Iterable[Hand], person: str) -> frozenset[EventRole]:
    """Return the roles that somebody holds on a plan."""
    held = {one.role for one in hands if one.person == person}
    return frozenset(role for role in EventRole if role.value in held)


def _today(tools: Toolbox, member: Member) -> list[Event]:
    now = tools.now()
    with tools.read() as session:
        near = events.visible(
            session,
            workspace=member.workspace,
            member=member,
            since=now - _LONGEST,
            until=now + BEFORE + timedelta(minutes=1),
        )
        going = [one for one in near if on(one, now) and one.state in _GOING]
        return [one for one in going if is_named(session, member, one)]


def _coming(tools: Toolbox, member: Member) -> list[tuple[Event, datetime]]:
    with tools.read() as session:
        zone = workspaces.zone(session, workspace=member.workspace)
        found = events.visible(
            session, workspace=member.workspace, member=member, since=tools.now() + BEFORE
        )
        mine = [
            one for one in found if one.state is State.PLANNED and is_named(session, member, one)
        ]
        return [(one, one.start.astimezone(zone)) for one in mine[:_NEXT]]


def is_named(session: Session, member: Member, event: Event) -> bool:
    """Return whether somebody is named on the plan of an event."""
    hands = events.hands(session, workspace=member.workspace, event=event.id)
    return bool(member.person) and member.person in {one.person for one in hands}


def _look(tools: Toolbox, member: Member, event: int) -> Screen:
    workspace = member.workspace
    with tools.read() as session:
        found, hands = named(session, member, event)
        log = entries.load(session, workspace=workspace, event=event)
        held = roles(hands, member.person)
        organisations = partners.several(
            session, workspace=workspace, ids=[one.partner for one in hands if one.partner]
        )
        day = [one for one in log if one.kind.of_the_day]
        whole = masking.reads_all(member, held)
        return Screen(
            event=found,
            hands=hands,
            log=tuple(one if whole else _masked(one, found) for one in day),
            standing=standing(found, day),
            people=people.slack_users(session, workspace=workspace),
            partners={one.id: one.name for one in organisations},
            zone=workspaces.zone(session, workspace=workspace),
            now=tools.now(),
            lead=EventRole.EVENT_LEAD in held,
            mark=uuid4(),
        )


def _masked(one: Entry, event: Event) -> Entry:
    if not one.doubtful:
        return one
    return replace(one, text=masking.masked(one.text, known=spared(event)))


def spared(event: Event) -> tuple[str, ...]:
    """Return names in a log that are nobody's."""
    return tuple(name for name in (event.title, event.profile.place, event.address) if name)


def _record(tools: Toolbox, member: Member, presses: Sequence[Press]) -> Receipt:
    now = tools.now()
    with hurried(tools.begin, patience=PATIENCE)() as session:
        zone = workspaces.zone(session, workspace=member.workspace)
        kept = [_write(session, member, press, now) for press in presses]
    return Receipt(tuple(one for one, _new in kept), any(new for _one, new in kept), zone)


def _write(session: Session, member: Member, press: Press, now: datetime) -> tuple[Entry, bool]:
    event, _hands = named(session, member, press.event)
    entry = _entry(event, member, press, now)
    kept, new = entries.write(session, workspace=member.workspace, event=event.id, entry=entry)
    if kept.kind is EntryKind.CLOSED and new:
        _close(session, member, event, now)
    elif kept.doubtful and event.state is State.OVER:
        clean(session, member.workspace, event)
    return kept, new


def _close(session: Session, member: Member, event: Event, now: datetime) -> None:
    over = {"state": State.OVER.value}
    events.change(
        session,
        workspace=member.workspace,
        event=event.id,
        changed=over,
        by=member.person,
        now=now,
    )
    clean(session, member.workspace, event)
    _ask_leads(session, member, event, now)


def _ask_leads(session: Session, member: Member, event: Event, now: datetime) -> None:
    """Ask for the debrief at once, while all remember; the hour's work asks nobody again."""
    users = people.slack_users(session, workspace=member.workspace)
    hands = events.hands(session, workspace=member.workspace, event=event.id)
    leads = {one.person for one in hands if one.role in _LEADS and one.person in users}
    for person in sorted(leads):
        enqueue(
            session, workspace=member.workspace,
            parts=("event after", event.id, Prompt.DEBRIEF, person), kind=Kind.PERSONAL,
            needs=Permission.EVENTS_READ, message=message.over(event), now=now,
            person=users[person], about=(event.id, View.PLAN),
        )  # fmt: skip


def _entry(event: Event, member: Member, press: Press, now: datetime) -> Entry:
    kind = press.kind or EntryKind.NOTE
    written = kind is EntryKind.NOTE
    first = press.again if press.again and now - _OLDEST < press.again <= now else now
    return Entry(
        id=press.id,
        kind=kind,
        by=member.person,
        at=first,
        text=press.text,
        number=press.number,
        doubtful=written and bool(masking.doubtful(press.text, known=spared(event))),
    )


def clean(session: Session, workspace: int, event: Event) -> None:
    """Take the doubtful words out of a log for good, once everybody has gone."""
    for one in entries.load(session, workspace=workspace, event=event.id):
        if one.doubtful:
            words = masking.removed(one.text, known=spared(event))
            entries.reword(session, workspace=workspace, event=event.id, entry=one.id, text=words)


def beside(mark: str, name: str) -> str:
    """Return the id of one more line that is written with another."""
    return str(uuid5(NAMESPACE_OID, f"{mark}/{name}"))


def roll(press: Press, changed: Sequence[str], here: Sequence[str]) -> list[Press]:
    """Return a line for each person whose place in the roll call changed, under ids of their own.

    The ids follow from the dialog's, so that it may be sent twice.
    """
    return [
        press.writes(EntryKind.HERE if one in here else EntryKind.NOT_HERE, one).model_copy(
            update={"id": beside(press.id, one), "here": ()}
        )
        for one in changed
    ]
