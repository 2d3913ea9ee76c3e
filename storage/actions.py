"""Action items: kept with every change to them, for those who have them and for counts."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from knowledge.actions.item import ActionItem, State
from knowledge.indicators.measures import closed_on_time as measured
from knowledge.windows import Window
from storage import revisions, workspaces
from storage.tables import ActionRow, Person

#: What edits of it are kept under.
NOUN = "action"

_SAME = tuple(field.name for field in fields(ActionItem) if field.name != "state")
_DAYS = frozenset({"due", "snoozed_until"})


def add(
    session: Session,
    *,
    workspace: int,
    text: str,
    by: str,
    now: datetime,
    owner: str | None = None,
    due: date | None = None,
    origin: str = "",
    channel: str = "",
    meeting_id: int | None = None,
    plan_item_id: int | None = None,
) -> ActionItem:
    """Keep a new item; people are random ids, and ``channel`` is where it came from."""
    row = ActionRow(
        workspace_id=workspace,
        text=text,
        owner=owner,
        due=due,
        state=State.OPEN.value,
        origin=origin,
        channel=channel,
        meeting_id=meeting_id,
        plan_item_id=plan_item_id,
        created_by=by,
        created_at=now,
        version=1,
    )
    session.add(row)
    session.flush()
    return _item(row)


def find(session: Session, *, workspace: int, item: int, locked: bool = False) -> ActionItem | None:
    """Return one item, if it is there; ``locked`` keeps others from changing it meanwhile."""
    row = _row(session, workspace, item, locked=locked)
    return _item(row) if row else None


def change(
    session: Session,
    *,
    workspace: int,
    item: int,
    changed: Mapping[str, Any],
    by: str,
    now: datetime,
) -> ActionItem:
    """Set fields of an item that is there, and remember what they were.

    ``changed`` holds values as :func:`values` gives them.
    """
    row = _row(session, workspace, item, locked=True)
    if row is None:
        raise LookupError(item)
    before = values(_item(row))
    differing = {
        field: (before[field], value) for field, value in changed.items() if before[field] != value
    }
    if not differing:
        return _item(row)
    for field, (_before, value) in differing.items():
        setattr(row, field, _day(value) if field in _DAYS else value)
    if "state" in differing:
        row.closed_at = None if row.state == State.OPEN else now
    row.version += 1
    session.flush()
    revisions.record(
        session,
        workspace=workspace,
        noun=NOUN,
        item=item,
        version=row.version,
        by=by,
        at=now,
        changed=differing,
    )
    return _item(row)


def values(item: ActionItem) -> dict[str, Any]:
    """Return the fields of an item that people change, as JSON values."""
    return {
        "text": item.text,
        "owner": item.owner,
        "due": item.due.isoformat() if item.due else None,
        "state": item.state.value,
        "offered_to": item.offered_to,
        "snoozed_until": item.snoozed_until.isoformat() if item.snoozed_until else None,
    }


def concerning(session: Session, *, workspace: int, person: str) -> list[ActionItem]:
    """Return the open items that somebody has or was asked to take over."""
    return _open(session, workspace, or_(ActionRow.owner == person, ActionRow.offered_to == person))


def every_open(session: Session, *, workspace: int) -> list[ActionItem]:
    """Return every open item, the nearest day first."""
    return _open(session, workspace)


def of_meeting(session: Session, *, workspace: int, meeting: int) -> list[ActionItem]:
    """Return the open items that were made in a meeting."""
    return _open(session, workspace, ActionRow.meeting_id == meeting)


def late(session: Session, *, workspace: int, today: date) -> list[ActionItem]:
    """Return the open items past their day that nobody snoozed, the longest first."""
    awake = or_(ActionRow.snoozed_until.is_(None), ActionRow.snoozed_until <= today)
    return _open(session, workspace, ActionRow.due < today, awake)


def left_behind(session: Session, *, workspace: int) -> list[ActionItem]:
    """Return the open items whose owner left or is forgotten."""
    there = _present(workspace).with_only_columns(Person.id)
    return _open(
        session, workspace, and_(ActionRow.owner.is_not(None), ActionRow.owner.not_in(there))
    )


def owners(session: Session, *, workspace: int) -> dict[str, str]:
    """Return the Slack user of everybody who may have items, by random id: nobody who left."""
    return {person: user for person, user in session.execute(_present(workspace))}  # noqa: C416 - rows are no pairs


def closed_on_time(
    session: Session, *, workspace: int, since: date, until: date
) -> tuple[int, int]:
    """Return how many of the items due in ``[since, until)`` were done by their day, of how many.

    Items that were dropped or have no day do not count, as the indicator says.
    """
    wanted = (
        ActionRow.workspace_id == workspace,
        ActionRow.state != State.DROPPED.value,
        ActionRow.due >= since,
        ActionRow.due < until,
    )
    found = session.execute(select(ActionRow.due, ActionRow.closed_at).where(*wanted))
    local = workspaces.zone(session, workspace=workspace)
    pairs = [(due, closed.astimezone(local).date() if closed else None) for due, closed in found]
    share = measured([(due, done) for due, done in pairs if due], Window(since, until))
    return share.part, share.whole


def _open(session: Session, workspace: int, *more: ColumnElement[bool]) -> list[ActionItem]:
    wanted = (ActionRow.workspace_id == workspace, ActionRow.state == State.OPEN.value, *more)
    found = [_item(row) for row in session.scalars(select(ActionRow).where(*wanted))]
    # sorted here: databases differ in where they put those without a day
    return sorted(found, key=lambda one: (one.due or date.max, one.id))


def _present(workspace: int) -> Select[str, str]:
    mine = (Person.workspace_id == workspace, Person.left_at.is_(None))
    return select(Person.id, Person.slack_user).where(*mine)


def _row(session: Session, workspace: int, item: int, *, locked: bool) -> ActionRow | None:
    wanted = select(ActionRow).where(ActionRow.workspace_id == workspace, ActionRow.id == item)
    if locked:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    return session.scalars(wanted).first()


def _item(row: ActionRow) -> ActionItem:
    same = {name: getattr(row, name) for name in _SAME}
    return ActionItem(state=State(row.state), **same)


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
