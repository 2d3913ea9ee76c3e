"""The items of a plan; each change is of one row at once, so that many hands lose nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, insert, or_, select, update
from sqlalchemy.orm import Session

from knowledge.events.kept import Kept
from knowledge.events.kinds import EventRole
from knowledge.events.planning import Planned
from knowledge.events.tasks import Reach, State
from storage.events.writing import lock
from storage.tables import EventTask

#: An item that nobody settled.
_UNSETTLED = {
    "state": State.OPEN.value, "done_by": None, "done_at": None, "note": "", "signed_by": None,
    "signed_at": None,
}  # fmt: skip
#: An item as nobody ever had it, nor changed it.
_AFRESH = {**_UNSETTLED, "owner": None, "partner_id": None, "version": 1}
_SAME = tuple(
    field.name for field in fields(Kept) if field.name not in ("role", "state", "partner", "reach")
)


def tasks(session: Session, *, workspace: int, event: int) -> list[Kept]:
    """Return every item of a plan, those no longer needed among them, by due time."""
    found = session.scalars(
        select(EventTask)
        .where(*_of(workspace, event))
        .order_by(EventTask.due, EventTask.critical.desc(), EventTask.item)
        .execution_options(populate_existing=True)
    )
    return [_read(row) for row in found]


def task(session: Session, *, workspace: int, event: int, item: str) -> Kept | None:
    """Return one item of a plan, if it is on it."""
    wanted = select(EventTask).where(*_of(workspace, event), EventTask.item == item)
    row = session.scalars(wanted.execution_options(populate_existing=True)).first()
    return _read(row) if row else None


def mine(session: Session, *, workspace: int, person: str) -> list[tuple[int, Kept]]:
    """Return the open items that somebody has, with the id of each one's event, by due time."""
    wanted = (
        EventTask.workspace_id == workspace,
        EventTask.owner == person,
        EventTask.state == State.OPEN.value,
        EventTask.needed,
    )
    found = session.scalars(
        select(EventTask).where(*wanted).order_by(EventTask.due, EventTask.event_id, EventTask.item)
    )
    return [(row.event_id, _read(row)) for row in found]


def tick(
    session: Session,
    *,
    workspace: int,
    event: int,
    item: str,
    by: str,
    now: datetime,
    note: str = "",
) -> bool:
    """Mark an item as done; False where it was not open any more."""
    return _move(
        session, workspace, event, item, EventTask.state == State.OPEN.value,
        state=State.DONE.value, done_by=by, done_at=now, note=note,
    )  # fmt: skip


def not_applicable(
    session: Session, *, workspace: int, event: int, item: str, by: str, now: datetime, reason: str
) -> bool:
    """Mark an item as one that does not apply, and why; False where it was not open any more."""
    return _move(
        session, workspace, event, item, EventTask.state == State.OPEN.value,
        state=State.NOT_APPLICABLE.value, done_by=by, done_at=now, note=reason,
    )  # fmt: skip


def reopen(session: Session, *, workspace: int, event: int, item: str, version: int) -> bool:
    """Take an answer back, with its signature; False where somebody changed it since."""
    return _move(
        session, workspace, event, item, EventTask.version == version,
        EventTask.state != State.OPEN.value, **_UNSETTLED,
    )  # fmt: skip


def assign(
    session: Session,
    *,
    workspace: int,
    event: int,
    item: str,
    version: int,
    owner: str | None,
    partner: int | None = None,
) -> bool:
    """Give an item to somebody or to an organisation; False where somebody changed it since."""
    return _move(
        session, workspace, event, item, EventTask.version == version,
        owner=owner, partner_id=partner,
    )  # fmt: skip


def sign(
    session: Session, *, workspace: int, event: int, item: str, by: str, now: datetime
) -> bool:
    """Sign as the second person; False where it is not done, is signed, or they did it."""
    return _move(
        session, workspace, event, item, EventTask.state == State.DONE.value,
        EventTask.signed_by.is_(None), or_(EventTask.done_by.is_(None), EventTask.done_by != by),
        signed_by=by, signed_at=now,
    )  # fmt: skip


def rebuild(
    session: Session,
    *,
    workspace: int,
    event: int,
    planned: Sequence[Planned],
    inside: Sequence[Planned] = (),
) -> tuple[Kept, ...]:
    """Write a plan over the one there is: nothing that was listed is ever removed.

    What is not in it any more, or not needed, is marked so; who has it and what was done stay.
    Only an item that comes from the inside list onto everybody's begins afresh there: open, with
    no note, and nobody's. Settled, or somebody's, before the others had it, it would tell them
    of the other list. What it was before is returned, so that whoever had or did it, who may
    know of both lists, is told in their own messages and can take it again: nothing of theirs is
    lost, but who has it is said anew, in the sight of all.

    Parameters
    ----------
    planned
        By the level that everybody sees.
    inside
        By the full level, where somebody scored that; it adds items for those who may know it.
    """
    lock(session, workspace=workspace, event=event)  # two plans at once would both add an item
    known = {one.item: one for one in tasks(session, workspace=workspace, event=event)}
    came = []
    wanted = _wanted(planned, inside)
    new = [pair for pair in wanted.items() if pair[0] not in known]
    if new:
        shared = {
            "workspace_id": workspace, "event_id": event, "state": State.OPEN.value, "note": "",
        }  # fmt: skip
        session.execute(insert(EventTask), [shared | {"item": item} | row for item, row in new])
    for item, kept in known.items():
        row = dict(wanted.get(item, {"needed": False, "needed_inside": False}))
        if kept.reach is Reach.EVERYBODY:
            row["reach"] = Reach.EVERYBODY.value  # it was seen; it stays in sight
        differs = {name: value for name, value in row.items() if getattr(kept, name) != value}
        comes = "reach" in differs
        if differs.keys() == {"needed_inside"}:
            # what moves only inside moves no version: buttons and dialogs of everybody carry that
            differs["version"] = EventTask.version
        if differs:
            _move(session, workspace, event, item, **differs, **(_AFRESH if comes else {}))
        came += [kept] if comes else []
    return tuple(came)


def _move(
    session: Session,
    workspace: int,
    event: int,
    item: str,
    *when: ColumnElement[bool],
    **changed: Any,
) -> bool:
    """Change one row at once, if it is still as somebody saw it, and say whether it was."""
    wanted = (*_of(workspace, event), EventTask.item == item, *when)
    done = session.execute(
        update(EventTask)
        .where(*wanted)
        .values({"version": EventTask.version + 1} | changed)
        .returning(EventTask.item)
        .execution_options(synchronize_session=False)
    )
    return done.first() is not None


def _of(workspace: int, event: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return EventTask.workspace_id == workspace, EventTask.event_id == event


def _wanted(planned: Iterable[Planned], inside: Iterable[Planned]) -> dict[str, dict[str, Any]]:
    """Return the row that each item shall have."""
    everybodys = {one.id: one for one in planned}
    full = {one.id: one for one in inside} or everybodys
    return {
        item: {
            "due": one.due,
            "critical": one.critical,
            "folded": one.folded,
            "role": one.role.value,
            "needed": item in everybodys and everybodys[item].needed,
            "needed_inside": item in full and full[item].needed,
            "reach": (Reach.EVERYBODY if item in everybodys else Reach.INSIDE).value,
        }
        for item, one in (full | everybodys).items()
    }


def _read(row: EventTask) -> Kept:
    return Kept(
        role=EventRole(row.role),
        state=State(row.state),
        reach=Reach(row.reach),
        partner=row.partner_id,
        **{name: getattr(row, name) for name in _SAME},
    )
