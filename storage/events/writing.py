"""Events as they are made and changed, and who is named on them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from knowledge.events.event import Event, State
from knowledge.events.kinds import EventRole
from knowledge.events.profile import Profile
from knowledge.events.visibility import Stage, first_stage
from storage import revisions
from storage.edits import settle
from storage.events import numbering, phones
from storage.events.reading import ANSWERS, ARRANGED, NOUN, read, values
from storage.tables import EventHand, EventRow

_MOMENTS = frozenset({"start", "end"})


def add(
    session: Session,
    *,
    workspace: int,
    profile: Profile,
    by: str,
    now: datetime,
    title: str = "",
    stage: Stage | None = None,
    draft: int | None = None,
) -> Event:
    """Keep an event, of a draft or new, and name who made it as its lead.

    Without a ``stage``, where people mourn it is closed.
    """
    row = _locked(session, workspace, draft) if draft is not None else None
    if row is None:
        row = numbering.begin(session, workspace=workspace, by=by, now=now, version=0)
    row.type, row.title = profile.type.value, title
    row.start, row.end = profile.start, profile.end
    row.profile = _answers(profile)
    row.stage = (stage or first_stage(profile.type)).value
    row.state = State.PLANNED.value
    row.version += 1
    session.flush()
    name_hand(
        session, workspace=workspace, event=row.id, role=EventRole.EVENT_LEAD, person=by, now=now
    )
    return read(session.get_one(EventRow, row.id, populate_existing=True))


def change(
    session: Session,
    *,
    workspace: int,
    event: int,
    changed: Mapping[str, Any],
    by: str,
    now: datetime,
) -> Event:
    """Set fields of an event that is there, and remember what they were.

    ``changed`` holds values as :func:`~storage.events.reading.values` gives them.
    """
    row = _locked(session, workspace, event)
    if row is None:
        raise LookupError(event)
    before = values(read(row))
    differing = {
        field: (before[field], value) for field, value in changed.items() if before[field] != value
    }
    if not differing:
        return read(row)
    _set(row, {field: after for field, (_before, after) in differing.items()})
    row.version += 1
    session.flush()
    revisions.record(
        session,
        workspace=workspace,
        noun=NOUN,
        item=event,
        version=row.version,
        by=by,
        at=now,
        changed=differing,
    )
    return read(row)


def edit(
    session: Session,
    *,
    workspace: int,
    event: int,
    wanted: Mapping[str, Any],
    version: int,
    by: str,
    now: datetime,
    seen: int = 0,
) -> Event:
    """Set fields as somebody wants them who had a version of the event on the screen.

    Parameters
    ----------
    wanted
        Values as :func:`~storage.events.reading.values` gives them.
    seen
        The newest version whose changes they were shown; those they write over on purpose.

    Raises
    ------
    LookupError
        When there is no such event.
    ChangedMeanwhileError
        When others changed the same fields to something else since.
    """
    row = _locked(session, workspace, event)
    if row is None:
        raise LookupError(event)
    changed = settle(
        session,
        workspace=workspace,
        noun=NOUN,
        item=event,
        current=values(read(row)),
        wanted=wanted,
        version=version,
        seen=seen,
    )
    fields = {name: after for name, (_before, after) in changed.items()}
    return change(session, workspace=workspace, event=event, changed=fields, by=by, now=now)


def lock(session: Session, *, workspace: int, event: int) -> None:
    """Have whoever else changes an event wait until this transaction ends."""
    mine = (EventRow.workspace_id == workspace, EventRow.id == event)
    session.execute(select(EventRow.id).where(*mine).with_for_update())


def keep(session: Session, *, workspace: int, event: int, **noted: str | None) -> None:
    """Set what the bot keeps by itself: tiers, channel, pinned message, the family's yes."""
    known = {"tier", "tier_shown", "channel", "pinned_ts", "family_yes_by", "remembered"}
    if not known.issuperset(noted):
        raise TypeError(f"not kept this way: {', '.join(sorted(set(noted) - known))}")
    mine = (EventRow.workspace_id == workspace, EventRow.id == event)
    session.execute(update(EventRow).where(*mine).values(**noted))


def name_hand(
    session: Session,
    *,
    workspace: int,
    event: int,
    role: str,
    person: str = "",
    partner: int | None = None,
    now: datetime,
) -> None:
    """Name somebody, or an organisation that has not said who, on a plan.

    The number they gave for its call list is theirs in every role.

    Raises
    ------
    LookupError
        When the workspace has no such event.
    """
    mine = (EventRow.workspace_id == workspace, EventRow.id == event)
    if session.scalar(select(EventRow.id).where(*mine)) is None:
        raise LookupError(event)
    known = session.get(EventHand, (workspace, event, str(role), person))
    if known is not None:
        known.partner_id = partner
        session.flush()
        return
    session.add(
        EventHand(
            workspace_id=workspace,
            event_id=event,
            role=str(role),
            person=person,
            partner_id=partner,
            phone=phones.given(session, workspace=workspace, event=event).get(person),
            named_at=now,
        )
    )
    session.flush()


def remove_hand(
    session: Session, *, workspace: int, event: int, role: str, person: str = ""
) -> bool:
    """Take somebody off a role, and say whether they had it."""
    wanted = (
        EventHand.workspace_id == workspace,
        EventHand.event_id == event,
        EventHand.role == str(role),
        EventHand.person == person,
    )
    gone = session.scalars(delete(EventHand).where(*wanted).returning(EventHand.role)).all()
    return bool(gone)


def _answers(profile: Profile) -> dict[str, Any]:
    kept = {name: getattr(profile, name) for name in ANSWERS}
    return kept | {"venue": profile.venue.value if profile.venue else None}


def _set(row: EventRow, wanted: Mapping[str, Any]) -> None:
    answers = {name: value for name, value in wanted.items() if name in ANSWERS}
    if answers:
        row.profile = {**row.profile, **answers}
    arranged = {name: value for name, value in wanted.items() if name in ARRANGED}
    if arranged:
        row.arrangements = {**(row.arrangements or {}), **arranged}
    for field, value in wanted.items():
        if field not in ANSWERS and field not in ARRANGED:
            setattr(row, field, _moment(value) if field in _MOMENTS else value)


def _moment(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None


def _locked(session: Session, workspace: int, event: int) -> EventRow | None:
    wanted = select(EventRow).where(EventRow.workspace_id == workspace, EventRow.id == event)
    wanted = wanted.with_for_update().execution_options(populate_existing=True)
    return session.scalars(wanted).first()
