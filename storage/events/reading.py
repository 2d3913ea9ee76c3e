"""Events as others read them; a closed one is not there for who is not named on its plan."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from knowledge.access import Member, Role
from knowledge.events import arrangements
from knowledge.events.arrangements import Arrangements
from knowledge.events.event import Event, Hand, State
from knowledge.events.kinds import EventRole, EventType, Tier, Venue
from knowledge.events.profile import Profile
from knowledge.events.visibility import Stage
from storage.tables import EventHand, EventRow

#: What edits of an event are kept under.
NOUN = "event"

#: The answers that are kept together, beside the type and the times.
ANSWERS = tuple(
    field.name for field in fields(Profile) if field.name not in ("type", "start", "end")
)
#: What is arranged, which is kept together as well.
ARRANGED = arrangements.NAMES
_SAME = ("id", "title", "end", "address", "channel", "pinned_ts", "created_by", "version")


def find(session: Session, *, workspace: int, event: int) -> Event | None:
    """Return an event that is planned, whoever asks; check :func:`may_see` before showing it."""
    row = session.scalars(_planned(workspace).where(EventRow.id == event)).first()
    return read(row) if row else None


def visible(
    session: Session,
    *,
    workspace: int,
    member: Member,
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[Event]:
    """Return the events that somebody may see, which start in ``[since, until)``, in order.

    A closed event is there for those named on its plan alone, and for nobody as a count.
    """
    wanted = _planned(workspace).where(_seen_by(member))
    wanted = wanted.where(EventRow.start >= since) if since else wanted
    wanted = wanted.where(EventRow.start < until) if until else wanted
    return [read(row) for row in session.scalars(wanted.order_by(EventRow.start, EventRow.id))]


def may_see(session: Session, *, workspace: int, member: Member, event: int) -> bool:
    """Return whether an event exists for somebody; no, too, where there is none."""
    wanted = _planned(workspace).where(EventRow.id == event, _seen_by(member))
    return session.scalar(wanted.with_only_columns(EventRow.id)) is not None


def known(session: Session, *, workspace: int, member: Member) -> frozenset[int]:
    """Return the numbers of all events that exist for somebody."""
    wanted = _planned(workspace).where(_seen_by(member))
    return frozenset(session.scalars(wanted.with_only_columns(EventRow.id)))


def held(session: Session, *, workspace: int, person: str, role: EventRole) -> list[Event]:
    """Return the events on whose plans somebody holds a role, in order."""
    named = select(EventHand.event_id).where(
        EventHand.workspace_id == workspace,
        EventHand.person == person,
        EventHand.person != "",
        EventHand.role == role.value,
    )
    found = _planned(workspace).where(EventRow.id.in_(named))
    return [read(row) for row in session.scalars(found.order_by(EventRow.start, EventRow.id))]


def hands(session: Session, *, workspace: int, event: int) -> list[Hand]:
    """Return who is named on a plan, the longest first."""
    wanted = (EventHand.workspace_id == workspace, EventHand.event_id == event)
    found = session.scalars(
        select(EventHand).where(*wanted).order_by(EventHand.named_at, EventHand.role)
    )
    return [Hand(row.role, row.person, row.partner_id) for row in found]


def values(event: Event) -> dict[str, Any]:
    """Return what people change of an event, as JSON values."""
    answers = {name: getattr(event.profile, name) for name in ANSWERS}
    known = answers | event.arrangements.values()
    return known | {
        "venue": event.profile.venue.value if event.profile.venue else None,
        "title": event.title,
        "type": event.type.value,
        "start": event.start.isoformat(),
        "end": event.end.isoformat() if event.end else None,
        "address": event.address,
        "stage": event.stage.value,
        "state": event.state.value,
        "remembered": event.remembered,
    }


def profiled(
    kind: EventType, start: datetime, end: datetime | None, answers: Mapping[str, Any]
) -> Profile:
    """Return the profile that kept answers make; what is not answered is not known."""
    known = {name: answers[name] for name in ANSWERS if answers.get(name) is not None}
    if "venue" in known:
        known["venue"] = Venue(known["venue"])
    return Profile(type=kind, start=start, end=end, **known)


def read(row: EventRow) -> Event:
    """Return a row as an event."""
    if row.start is None:
        raise LookupError(row.id)
    kind = EventType(row.type)
    return Event(
        type=kind,
        profile=profiled(kind, row.start, row.end, row.profile),
        start=row.start,
        stage=Stage(row.stage),
        state=State(row.state),
        tier=Tier(row.tier) if row.tier else None,
        tier_shown=Tier(row.tier_shown) if row.tier_shown else None,
        family_yes=row.family_yes_by is not None,
        remembered=row.remembered if row.family_yes_by is not None else "",
        arrangements=Arrangements.of(row.arrangements),
        **{name: getattr(row, name) for name in _SAME},
    )


def _planned(workspace: int) -> Any:
    wanted = (EventRow.workspace_id == workspace, EventRow.state != State.DRAFT.value)
    return select(EventRow).where(*wanted, EventRow.start.is_not(None))


def _seen_by(member: Member) -> ColumnElement[bool]:
    """Say of an event that it is open to somebody, or that they are named on its plan."""
    named = select(EventHand.event_id).where(
        EventHand.workspace_id == member.workspace,
        EventHand.person == member.person,
        EventHand.person != "",
    )
    stages = [Stage.PUBLIC.value]
    if member.seat is not Role.VISITOR:
        stages.append(Stage.MEMBERS.value)
    return or_(EventRow.stage.in_(stages), EventRow.id.in_(named))
