"""The one living message of an event in its channel: what it shows, and when it may change."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, String, cast, func, or_, select, update
from sqlalchemy.orm import Session

from knowledge.events.event import State
from knowledge.events.planning import GRACE
from storage.tables import EventConflict, EventDecision, EventRow, EventScore, EventTask

#: Between the state that is shown and the digest of what was said of it.
_MARK = "#"


@dataclass(frozen=True, slots=True)
class Live:
    """A living message.

    Attributes
    ----------
    state
        Of everything that can change it: the same text while nothing did.
    shown
        The state that Slack was last given.
    said
        A digest of what was said of it, so that nothing is said again.
    """

    event: int
    channel: str
    ts: str
    state: str
    shown: str
    said: str


def due(session: Session, *, workspace: int, now: datetime) -> list[Live]:
    """Return the living messages that are behind and may be changed now.

    Nothing sealed is read, so that a row which no key opens stands in the way of no other.
    """
    row = EventRow
    asked = (
        select(
            row.id,
            row.channel,
            row.pinned_ts,
            row.version,
            row.live_shown,
            _state(now).label("state"),
        )
        .where(row.workspace_id == workspace, row.channel != "", row.state != State.DRAFT.value)
        .where(or_(row.live_after.is_(None), row.live_after <= now))
        .order_by(row.id)
    )
    found = [
        Live(
            one.id, one.channel, one.pinned_ts, f"{one.version}/{one.state}", *_kept(one.live_shown)
        )
        for one in session.execute(asked)
    ]
    return [one for one in found if one.state != one.shown]


def claim(session: Session, *, workspace: int, event: int, now: datetime, until: datetime) -> bool:
    """Take the turn to change a living message; nobody else has one before ``until``."""
    free = or_(EventRow.live_after.is_(None), EventRow.live_after <= now)
    taken = update(EventRow).where(*_of(workspace, event), free).values(live_after=until)
    return session.execute(taken.returning(EventRow.id)).first() is not None


def put_off(session: Session, *, workspace: int, event: int, until: datetime) -> None:
    """Leave a living message alone for some time, such as while Slack says to wait."""
    session.execute(update(EventRow).where(*_of(workspace, event)).values(live_after=until))


def shown(session: Session, *, workspace: int, event: int, state: str, digest: str) -> None:
    """Remember which state Slack was given, and in which words."""
    kept = f"{state}{_MARK}{digest}"
    session.execute(update(EventRow).where(*_of(workspace, event)).values(live_shown=kept))


def forget(session: Session, *, workspace: int, event: int) -> None:
    """Begin anew, as for another channel."""
    begun = {"live_shown": "", "live_after": None}
    session.execute(update(EventRow).where(*_of(workspace, event)).values(begun))


def stir(session: Session, *, workspace: int, channel: str) -> None:
    """Have the living messages of a channel made anew, for somebody came who may see less."""
    there = (EventRow.workspace_id == workspace, EventRow.channel == channel)
    session.execute(update(EventRow).where(*there).values(live_shown=""))


def reword(session: Session, *, workspace: int, kinds: Collection[str]) -> None:
    """Have the living messages of some types of event made anew, for an item has other words."""
    those = (EventRow.workspace_id == workspace, EventRow.type.in_(kinds), EventRow.channel != "")
    session.execute(update(EventRow).where(*those).values(live_shown=""))


def _kept(shown: str) -> tuple[str, str]:
    state, _mark, digest = shown.partition(_MARK)
    return state, digest


def _of(workspace: int, event: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return EventRow.workspace_id == workspace, EventRow.id == event


def _state(now: datetime) -> ColumnElement[str]:
    """Return counters that move with whatever the message shows, lateness included."""
    tasks = (EventTask.workspace_id == EventRow.workspace_id, EventTask.event_id == EventRow.id)
    waits = (EventTask.state == "open", EventTask.needed)
    counters = [
        select(func.coalesce(func.sum(EventTask.version), 0)).where(*tasks),
        *(
            select(func.count(EventTask.item)).where(*tasks, *waits, late)
            # late at once, or a day after, or as it starts: ``knowledge.events.planning.overdue``
            for late in (EventTask.due < now, EventTask.due < now - GRACE, EventRow.start <= now)
        ),
        *(
            select(func.count(one.seq)).where(
                one.workspace_id == EventRow.workspace_id, one.event_id == EventRow.id
            )
            for one in (EventConflict, EventScore, EventDecision)
        ),
    ]
    first, *others = (cast(one.correlate(EventRow).scalar_subquery(), String) for one in counters)
    spelled: ColumnElement[str] = first
    for one in others:
        spelled = spelled + "/" + one
    return spelled
