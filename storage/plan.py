"""The coalition's plan: its lines, edited by several people, archived with what is below them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.actions.item import State
from knowledge.errors import UsageError
from knowledge.plan.entry import Entry, Level
from knowledge.words import _
from storage import edits, revisions
from storage.tables import PlanItem

NOUN = "plan"
#: What an edit can change; a line keeps its level and its place in the tree.
FIELDS = (
    *("text", "owner", "start", "due", "state"),
    *("place", "service", "indicator", "baseline", "target"),
)
_DAYS = ("start", "due")


class GoneError(UsageError):
    """The line is not in the plan of this workspace, or was archived."""

    def __init__(self) -> None:
        super().__init__(_("That line is not in the plan any more. See `/coalition plan`."))


def entries(session: Session, *, workspace: int) -> list[Entry]:
    """Return every line of the plan that is not archived, in the order of their ids."""
    wanted = (PlanItem.workspace_id == workspace, PlanItem.archived_at.is_(None))
    rows = session.scalars(select(PlanItem).where(*wanted).order_by(PlanItem.id))
    return [_entry(row) for row in rows]


def entry(session: Session, *, workspace: int, entry: int) -> Entry:
    """Return one line of the plan.

    Raises
    ------
    GoneError
        When there is none, or it is archived.
    """
    wanted = (
        PlanItem.workspace_id == workspace,
        PlanItem.id == entry,
        PlanItem.archived_at.is_(None),
    )
    row = session.scalars(select(PlanItem).where(*wanted)).first()
    if row is None:
        raise GoneError
    return _entry(row)


def owned(session: Session, *, workspace: int, person: str) -> list[Entry]:
    """Return the open lines that somebody owns, the nearest day first, those without one last."""
    wanted = (
        PlanItem.workspace_id == workspace,
        PlanItem.owner == person,
        PlanItem.state == State.OPEN.value,
        PlanItem.archived_at.is_(None),
    )
    found = [_entry(row) for row in session.scalars(select(PlanItem).where(*wanted))]
    return sorted(found, key=lambda one: (one.due or date.max, one.id))


def add(
    session: Session,
    *,
    workspace: int,
    level: Level,
    parent: int | None,
    fields: Mapping[str, Any],
    now: datetime,
) -> Entry:
    """Add a line; ``fields`` are JSON by the names in ``FIELDS``.

    Raises
    ------
    GoneError
        When the line above it is not there any more.
    """
    if parent is not None:
        _turn(session, workspace, parent)
    row = PlanItem(
        workspace_id=workspace, level=level.value, parent_id=parent, created_at=now, text=""
    )
    _write(row, fields)
    session.add(row)
    session.flush()
    return _entry(row)


def change(
    session: Session,
    *,
    workspace: int,
    entry: int,
    version: int,
    wanted: Mapping[str, Any],
    by: str,
    now: datetime,
) -> Entry:
    """Change fields of a line, going together with what others changed since ``version``.

    Raises
    ------
    ChangedMeanwhileError
        When others changed the same fields to something else; nothing is changed then.
    GoneError
        When there is no such line, or it is archived.
    """
    row = _turn(session, workspace, entry)
    changed = edits.settle(
        session,
        workspace=workspace,
        noun=NOUN,
        item=row.id,
        current=packed(_entry(row)),
        wanted=wanted,
        version=version,
    )
    if changed:
        _write(row, {field: after for field, (_before, after) in changed.items()})
        row.version += 1
        revisions.record(
            session,
            workspace=workspace,
            noun=NOUN,
            item=row.id,
            version=row.version,
            by=by,
            at=now,
            changed=changed,
        )
        session.flush()
    return _entry(row)


def undo(
    session: Session, *, workspace: int, entry: int, version: int, by: str, now: datetime
) -> Entry:
    """Take back the edit that made a version, as far as nobody has built on it.

    Raises
    ------
    ChangedMeanwhileError
        When others changed the same fields since.
    GoneError
        When there is no such edit.
    """
    made = revisions.made(session, workspace=workspace, noun=NOUN, item=entry, version=version)
    if made is None:
        raise GoneError
    return change(
        session,
        workspace=workspace,
        entry=entry,
        version=version,
        wanted=made.before,
        by=by,
        now=now,
    )


def changed(session: Session, *, workspace: int, entry: int, version: int) -> tuple[str, set[str]]:
    """Return who made a version of a line, by random id, and which fields they changed."""
    made = revisions.made(session, workspace=workspace, noun=NOUN, item=entry, version=version)
    return (made.by, set(made.changed)) if made else ("", set())


def archive(session: Session, *, workspace: int, entry: int, now: datetime) -> int:
    """Take a line and everything below it out of the plan; return how many lines that were."""
    row = _turn(session, workspace, entry)
    branch = [row, *_below(session, workspace, row.id, None)]
    for one in branch:
        one.archived_at = now
    session.flush()
    return len(branch)


def restore(session: Session, *, workspace: int, entry: int) -> Entry:
    """Bring back a line, and what was archived together with it.

    Raises
    ------
    GoneError
        When there is no such line, or the one above it is archived.
    """
    row = session.scalars(_one(workspace, entry)).first()
    if row is None:
        raise GoneError
    if row.parent_id is not None:
        _turn(session, workspace, row.parent_id)
    if row.archived_at is not None:
        for one in [row, *_below(session, workspace, row.id, row.archived_at)]:
            one.archived_at = None
        session.flush()
    return _entry(row)


def packed(entry: Entry) -> dict[str, Any]:
    """Return what can be edited of a line, as JSON by field."""
    found = {field: getattr(entry, field) for field in FIELDS}
    days = {field: found[field].isoformat() for field in _DAYS if found[field]}
    return found | days | {"state": entry.state.value}


def _below(
    session: Session, workspace: int, parent: int, archived_at: datetime | None
) -> list[PlanItem]:
    """Return the rows below a line that were archived at one moment; None: that are not."""
    when = (
        PlanItem.archived_at.is_(None)
        if archived_at is None
        else PlanItem.archived_at == archived_at
    )
    wanted = (PlanItem.workspace_id == workspace, PlanItem.parent_id == parent, when)
    children = list(session.scalars(select(PlanItem).where(*wanted)))
    return [
        row
        for child in children
        for row in (child, *_below(session, workspace, child.id, archived_at))
    ]


def _one(workspace: int, entry: int) -> Any:
    """Return the query of a row, for one writer at a time."""
    wanted = (PlanItem.workspace_id == workspace, PlanItem.id == entry)
    turn = select(PlanItem).where(*wanted).with_for_update()
    return turn.execution_options(populate_existing=True)


def _turn(session: Session, workspace: int, entry: int) -> PlanItem:
    row: PlanItem | None = session.scalars(_one(workspace, entry)).first()
    if row is None or row.archived_at is not None:
        raise GoneError
    return row


def _write(row: PlanItem, fields: Mapping[str, Any]) -> None:
    for field in FIELDS:
        if field in fields:
            value = fields[field]
            days = field in _DAYS and value
            setattr(row, field, date.fromisoformat(value) if days else value)


def _entry(row: PlanItem) -> Entry:
    return Entry(
        id=row.id,
        level=Level(row.level),
        text=row.text,
        parent=row.parent_id,
        owner=row.owner,
        start=row.start,
        due=row.due,
        state=State(row.state),
        place=row.place,
        service=row.service,
        indicator=row.indicator,
        baseline=row.baseline,
        target=row.target,
        version=row.version,
    )
