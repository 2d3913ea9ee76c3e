"""Everything that a plan's level is made of, gathered: answers, data, outreach, items."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from knowledge.events import near
from knowledge.events.answers import answered
from knowledge.events.event import Event
from knowledge.events.factors import Factor
from knowledge.events.items import Item
from knowledge.events.kept import Kept
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


def plan(
    session: Session,
    *,
    workspace: int,
    event: Event,
    now: datetime,
    kept: Sequence[Kept] | None = None,
    known: Mapping[str, Item] | None = None,
) -> Plan:
    """Return everything there is of a plan but its decisions, to be shared by who may see what.

    Parameters
    ----------
    kept, known
        Its items, and the template's by their ids, where the caller has read them already.
    """
    zone = workspaces.zone(session, workspace=workspace)
    said = conflicts.newest(session, workspace=workspace, event=event.id)
    today = now.astimezone(zone).date()
    until = _data_until(session, workspace) if event.profile.cell is not None else None
    shot, ranked = _near(session, workspace, event.profile.cell, today, until)
    small = is_small(event.profile, now=now)
    if kept is None:
        kept = tasks(session, workspace=workspace, event=event.id)
    if known is None:
        known = templates.known(session, workspace=workspace, kind=event.type)
    texts = {item: one.told(small=small) for item, one in known.items()}

    def judged(one: Kept) -> Task:
        return one.judged(texts.get(one.item, one.item))

    return Plan(
        answers=answered(event.profile, zone)
        | {
            Factor.CONFLICT: said.level.answer if said else UNKNOWN,
            Factor.RECENT_SHOOTING: shot,
            Factor.HOTSPOT: ranked,
        },
        tasks=tuple(judged(seen) for one in kept if (seen := one.seen(inside=True))),
        common=tuple(judged(seen) for one in kept if (seen := one.seen(inside=False))),
        checked=said.at.astimezone(zone).date() if said and said.level.checked else None,
        data_until=until,
    )


def facts(session: Session, *, workspace: int, event: Event) -> EventFacts:
    """Return what decides who sees an event."""
    return event.facts(reading.hands(session, workspace=workspace, event=event.id))


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
