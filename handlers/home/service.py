"""What somebody's Home shows: their list, the coalition's pulse, what comes, what is missing."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from handlers.actions.lists import Mine, Reader, mine
from handlers.events import reading
from handlers.events.seen import Seen
from handlers.toolbox import Toolbox
from knowledge.access import Member, Permission, may
from knowledge.actions.item import is_late
from knowledge.formation.items import item
from knowledge.meetings.meeting import Meeting
from knowledge.people import confirming
from knowledge.setup.gaps import Gap
from knowledge.words import _
from storage import (
    actions,
    agreements,
    changes,
    hotspots,
    meetings,
    path,
    people,
    plan,
    settings,
    workspaces,
)
from storage.incidents import coverage
from storage.partners import queries, table

#: Meetings, and things of one's own besides action items, that Home shows at most.
COMING, DUTIES = 3, 5
#: Plans of events that Home shows; `/event walk` lists them all.
PLANS = 2
#: Meetings further away than this wait for another day. [days]
AHEAD = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Duty:
    """Something of the plan or the path that somebody keeps, and the command that shows it."""

    text: str
    due: date | None
    command: str


@dataclass(frozen=True, slots=True)
class Pulse:
    """Counts of the coalition; of people only how many."""

    people: int
    sectors: int
    partners: int
    agreements: int
    open: int
    late: int


@dataclass(frozen=True, slots=True)
class Home:
    """Everything that one person's Home shows.

    Attributes
    ----------
    name
        The coalition's; "" before it has one.
    confirming
        How many changes of access wait for this person's word.
    asked
        Whether a change about this person waits for others, such as their seat.
    data
        Each source of incidents, and the last day it reaches.
    plans
        The coming events on whose plan they are named, while something is open there.
    """

    member: Member
    name: str
    zone: ZoneInfo
    reader: Reader
    mine: Mine = field(default_factory=Mine)
    duties: tuple[Duty, ...] = ()
    confirming: int = 0
    asked: bool = False
    pulse: Pulse | None = None
    coming: tuple[Meeting, ...] = ()
    gaps: tuple[Gap, ...] = ()
    plans: tuple[Seen, ...] = ()
    data: tuple[tuple[str, date], ...] = ()


def read(tools: Toolbox, member: Member) -> Home:
    """Return what ``member`` sees; in one reading, so that its parts agree."""
    now, held = tools.now(), may(member)
    with tools.read() as session:
        zone = workspaces.zone(session, workspace=member.workspace)
        today = now.astimezone(zone).date()
        seated = Permission.ACTIONS_USE in held
        reader = Reader(
            person=member.person,
            people=people.slack_users(session, workspace=member.workspace) if seated else {},
            today=today,
            seats=Permission.PEOPLE_MANAGE in held,
        )
        bare = Home(
            member=member,
            name=settings.coalition_name(session, workspace=member.workspace),
            zone=zone,
            reader=reader,
            asked=_asked(session, member),
        )
        if not seated:
            return bare
        return replace(
            _filled(session, bare, now),
            plans=tuple(reading.working(session, tools, member))[:PLANS],
        )


def _filled(session: Session, bare: Home, now: datetime) -> Home:
    member, today = bare.member, bare.reader.today
    of = member.workspace
    found = actions.concerning(session, workspace=of, person=member.person)
    manages = Permission.SETUP_RUN in may(member)
    return Home(
        member=member,
        name=bare.name,
        zone=bare.zone,
        reader=bare.reader,
        asked=bare.asked,
        mine=mine(found, member.person, today),
        duties=tuple(_duties(session, member))[:DUTIES],
        confirming=_to_confirm(session, member),
        pulse=_pulse(session, of, today),
        coming=tuple(_coming(session, of, now)),
        gaps=tuple(settings.gaps(session, workspace=of, today=today)) if manages else (),
        data=tuple(_data(session, of)) if manages or member.police else (),
    )


def _asked(session: Session, member: Member) -> bool:
    if not member.person:
        return False
    of = member.workspace
    return bool(changes.waiting(session, workspace=of, subject=member.person))


def _to_confirm(session: Session, member: Member) -> int:
    waiting = changes.waiting(session, workspace=member.workspace)
    if not waiting:
        return 0
    circle = people.circle(session, workspace=member.workspace)
    return sum(confirming.next_need(one, member.person, circle) is not None for one in waiting)


def _duties(session: Session, member: Member) -> list[Duty]:
    of, person = member.workspace, member.person
    kept = [
        Duty(one.text, one.due, "/coalition plan")
        for one in plan.owned(session, workspace=of, person=person)
    ]
    kept += [
        Duty(_(item(one.item).what), one.due, "/coalition path")
        for one in path.owned(session, workspace=of, person=person)
    ]
    return sorted(kept, key=lambda one: one.due or date.max)


def _pulse(session: Session, workspace: int, today: date) -> Pulse:
    open_ = actions.every_open(session, workspace=workspace)
    seats = table.by_sector(session, workspace=workspace)
    return Pulse(
        people=sum(seats.values()),
        sectors=len(seats),
        partners=queries.count(session, workspace=workspace),
        agreements=sum(agreements.counts(session, workspace=workspace, today=today).values()),
        open=len(open_),
        late=sum(is_late(one, today) for one in open_),
    )


def _coming(session: Session, workspace: int, now: datetime) -> list[Meeting]:
    found = meetings.coming(session, workspace=workspace, now=now, limit=COMING)
    return [one for one in found if one.start < now + AHEAD]


def _data(session: Session, workspace: int) -> list[tuple[str, date]]:
    reach = [
        (one.source.title, one.last)
        for category in hotspots.categories(session, workspace=workspace)
        for one in coverage.reached(session, workspace=workspace, category=category)
    ]
    newest: dict[str, date] = {}
    for title, last in reach:
        newest[title] = max(last, newest.get(title, last))
    return sorted(newest.items())
