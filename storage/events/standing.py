"""Everything that a plan's level is made of, gathered: answers, data, outreach, items."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from knowledge.events import near
from knowledge.events.answers import answered
from knowledge.events.event import Event, Hand
from knowledge.events.factors import Factor
from knowledge.events.kept import Kept
from knowledge.events.kinds import EventRole
from knowledge.events.risk import UNKNOWN, Answer
from knowledge.events.sharing import Plan
from knowledge.events.small import is_small
from knowledge.events.tasks import Task
from knowledge.events.visibility import EventFacts
from knowledge.incidents.batch import Category
from knowledge.words import _
from storage import workspaces
from storage.events import conflicts, reading, templates
from storage.events import near as cells
from storage.events.tasks import tasks
from storage.incidents import coverage

#: How far back a shooting counts (H03).
YEAR = timedelta(days=365)
_ROLES = {one.value: one for one in EventRole}


def plan(session: Session, *, workspace: int, event: Event, now: datetime) -> Plan:
    """Return everything there is of a plan but its decisions, to be shared by who may see what."""
    zone = workspaces.zone(session, workspace=workspace)
    said = conflicts.newest(session, workspace=workspace, event=event.id)
    today = now.astimezone(zone).date()
    until = _data_until(session, workspace) if event.profile.cell is not None else None
    shot, ranked = _near(session, workspace, event.profile.cell, today, until)
    known = templates.known(session, workspace=workspace, kind=event.type)
    small = is_small(event.profile, now=now)
    listed = tasks(session, workspace=workspace, event=event.id)

    def judged(one: Kept) -> Task:
        text = known[one.item].told(small=small) if one.item in known else one.item
        return one.judged(text)

    return Plan(
        answers=answered(event.profile, zone)
        | {
            Factor.CONFLICT: said.level.answer if said else UNKNOWN,
            Factor.RECENT_SHOOTING: shot,
            Factor.HOTSPOT: ranked,
        },
        tasks=tuple(judged(seen) for one in listed if (seen := one.seen(inside=True))),
        common=tuple(judged(seen) for one in listed if (seen := one.seen(inside=False))),
        checked=said.at.astimezone(zone).date() if said and said.level.checked else None,
        data_until=until,
    )


def facts(session: Session, *, workspace: int, event: Event) -> EventFacts:
    """Return what decides who sees an event."""
    hands = reading.hands(session, workspace=workspace, event=event.id)
    return EventFacts(event.type, event.stage, _named(hands))


def _named(hands: Iterable[Hand]) -> dict[str, frozenset[EventRole]]:
    named: dict[str, frozenset[EventRole]] = {}
    for hand in hands:
        if hand.person:
            role = frozenset({_ROLES[hand.role]} if hand.role in _ROLES else ())
            named[hand.person] = named.get(hand.person, frozenset()) | role
    return named


def _data_until(session: Session, workspace: int) -> date | None:
    reached = coverage.reached(session, workspace=workspace, category=Category.SHOOTING.value)
    return max((one.last for one in reached), default=None)


def _near(
    session: Session, workspace: int, cell: int | None, today: date, until: date | None
) -> tuple[Answer, Answer]:
    if cell is None:
        return near.unplaced()
    if until is None:
        nothing = Answer(None, _("no incident data was imported"))
        return nothing, nothing

    def ago(rings: int) -> int | None:
        newest = cells.newest_day(
            session,
            workspace=workspace,
            category=Category.SHOOTING.value,
            cells=near.cells_within(cell, rings),
            since=today - YEAR,
        )
        return (today - newest).days if newest else None

    shot = near.recent_shooting(
        ago(near.CLOSE), ago(near.AROUND), silent=max(0, (today - until).days)
    )
    shares = cells.shares(
        session,
        workspace=workspace,
        category=Category.SHOOTING.value,
        cells=near.cells_within(cell, near.CLOSE),
    )
    beside = [share for one, share in shares.items() if one != cell]
    return shot, near.hotspot(shares.get(cell), beside)
