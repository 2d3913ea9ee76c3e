"""An event's papers filled in, with what everybody named on its plan may see and no more."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from handlers.events import phones, reading
from handlers.events.phones import Numbers
from handlers.events.seen import Entry, Seen
from handlers.toolbox import Toolbox
from knowledge.access import Member
from knowledge.errors import RefusedError
from knowledge.events import titles
from knowledge.events.event import HELPER, Hand
from knowledge.events.facts import Facts
from knowledge.events.kinds import EventRole
from knowledge.events.sheet import Channel, EventSheet, Medical, Post, Task
from knowledge.moments import time_of
from knowledge.words import _
from storage.events import standing


@dataclass(frozen=True, slots=True)
class Filled:
    """An event's papers, and who asks for them.

    Attributes
    ----------
    level
        The planning level that everybody on the plan is shown; only its lead has it printed.
    lead
        Whether the event lead asks.
    numbers
        Of its people and organisations, for its call list.
    """

    sheet: EventSheet
    seen: Seen
    level: int
    lead: bool
    numbers: Numbers = field(default_factory=Numbers)


def fill(tools: Toolbox, member: Member, event: int, names: Mapping[str, str]) -> Filled:
    """Return an event's papers for somebody who is named on its plan.

    Whoever asks, they hold what a police liaison may see: paper is handed on.

    Parameters
    ----------
    names
        What each Slack user is called; who is not among them stays a blank.

    Raises
    ------
    NothingKnownError
        When there is no such event for them.
    RefusedError
        When they are not named on its plan.
    """
    with tools.read() as session:
        found = reading.seen(session, tools, member, event)
        if not found.named:
            raise RefusedError(
                _("Only those named on this plan print it. The event lead can name you.")
            )
        outside = reading.outside(session, member, found)
        numbers = phones.numbers(session, member.workspace, outside)
        sheet = _sheet(session, tools, member, outside, names, numbers)
    return Filled(sheet, outside, outside.tier.level, found.leads, numbers)


def _sheet(
    session: Session,
    tools: Toolbox,
    member: Member,
    seen: Seen,
    names: Mapping[str, str],
    numbers: Numbers,
) -> EventSheet:
    event = seen.event
    plan = standing.plan(session, workspace=member.workspace, event=event, now=tools.now())
    ends = time_of(event.end.astimezone(seen.zone)) if event.end else ""
    return EventSheet(
        start=event.start,
        zone=seen.zone,
        facts=event.arrangements.facts(
            Facts(
                event=event.title,
                open=not event.closed,
                address=event.address,
                starts=time_of(event.start.astimezone(seen.zone)),
                ends=ends,
            )
        ),
        end=event.end,
        place=event.profile.place,
        attendance=event.profile.attendance,
        capacity=event.arrangements.about,
        objectives=event.arrangements.aims,
        channels=Channel.of(event.arrangements),
        medical=Medical.of(event.arrangements),
        tasks=tuple(_tasks(seen, names)),
        posts=tuple(_posts(seen, names, numbers)),
        conflict_checked=plan.checked,
    )


def _tasks(seen: Seen, names: Mapping[str, str]) -> Iterator[Task]:
    needed = {one.id for one in seen.needed}
    for one in seen.entries:
        if one.kept.counted:
            yield Task(
                id=one.id,
                text=one.text,
                phase=one.phase,
                due=one.kept.due,
                role=one.kept.role,
                who=_owner(one, seen, names),
                why=one.item.why if one.item and not one.veiled else "",
                critical=one.kept.critical,
                done=not one.kept.open,
                folded=one.id not in needed,
            )


def _posts(seen: Seen, names: Mapping[str, str], numbers: Numbers) -> Iterator[Post]:
    missing = seen.missing()
    for role in EventRole:
        held = [
            (_called(one, seen, names), numbers.of(one)) for one in seen.hands if one.role == role
        ]
        if held or role in missing:
            (who, phone), (deputy, second) = [*held, ("", ""), ("", "")][:2]
            yield Post(titles.role(role), who, deputy, phone, role=role, deputy_phone=second)
            yield from (
                Post(titles.role(role), other, phone=its, role=role) for other, its in held[2:]
            )
    for one in seen.hands:
        if one.role == HELPER:
            yield Post(_("Helper"), _called(one, seen, names), phone=numbers.of(one))


def _owner(one: Entry, seen: Seen, names: Mapping[str, str]) -> str:
    if one.veiled:
        return ""
    return _called(Hand("", one.kept.owner or "", one.kept.partner), seen, names)


def _called(hand: Hand, seen: Seen, names: Mapping[str, str]) -> str:
    person = names.get(seen.users.get(hand.person, ""), "")
    partner = seen.partners.get(hand.partner or 0, "")
    return f"{person} ({partner})" if person and partner else person or partner
