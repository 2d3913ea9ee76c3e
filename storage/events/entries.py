"""The log of an event: a line is there once, under the id that its writer gave it."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session

from knowledge.events.day import Entry, EntryKind
from storage.tables import EventEntry, EventRow


def write(session: Session, *, workspace: int, event: int, entry: Entry) -> tuple[Entry, bool]:
    """Write a line, and return it as it is kept and whether it is new.

    Where its id was written before, nothing changes and the first one is returned.

    Raises
    ------
    LookupError
        When the workspace has no such event.
    """
    mine = (EventRow.workspace_id == workspace, EventRow.id == event)
    if session.scalar(select(EventRow.id).where(*mine)) is None:
        raise LookupError(event)
    row = {
        "workspace_id": workspace, "event_id": event, "id": entry.id, "kind": entry.kind.value,
        "text": entry.text, "number": entry.number, "doubtful": entry.doubtful, "by": entry.by,
        "at": entry.at,
    }  # fmt: skip
    sqlite = session.get_bind().dialect.name == "sqlite"
    insert = insert_sqlite if sqlite else insert_postgresql
    made = insert(EventEntry).values(row).on_conflict_do_nothing().returning(EventEntry.id)
    new = session.execute(made).first() is not None
    kept = session.get_one(EventEntry, (workspace, event, entry.id), populate_existing=True)
    return _read(kept), new


def find(session: Session, *, workspace: int, event: int, entry: str) -> Entry | None:
    """Return one line, if it was written."""
    kept = session.get(EventEntry, (workspace, event, entry))
    return _read(kept) if kept else None


def load(
    session: Session, *, workspace: int, event: int, kinds: Collection[EntryKind] = ()
) -> list[Entry]:
    """Return the lines of an event, of some kinds or all, the oldest first."""
    wanted = select(EventEntry).where(*_of(workspace, event, kinds))
    return [_read(row) for row in session.scalars(wanted.order_by(EventEntry.at, EventEntry.id))]


def reword(session: Session, *, workspace: int, event: int, entry: str, text: str) -> None:
    """Keep other words in a line, from which the doubtful ones were taken."""
    mine = (*_of(workspace, event), EventEntry.id == entry)
    session.execute(update(EventEntry).where(*mine).values(text=text, doubtful=False))


def answer(session: Session, *, workspace: int, event: int, entry: str, number: int) -> bool:
    """Answer a line that waits for one; False where it was answered already."""
    waits = (*_of(workspace, event), EventEntry.id == entry, EventEntry.number.is_(None))
    done = update(EventEntry).where(*waits).values(number=number).returning(EventEntry.id)
    return session.execute(done).first() is not None


def unsign(session: Session, *, workspace: int, event: int) -> None:
    """Forget who wrote the lines that stay."""
    session.execute(update(EventEntry).where(*_of(workspace, event)).values(by=""))


def erase(
    session: Session,
    *,
    workspace: int,
    event: int,
    kinds: Collection[EntryKind],
    before: datetime,
) -> int:
    """Delete the lines of some kinds that were written before a moment; return how many."""
    gone = delete(EventEntry).where(*_of(workspace, event, kinds), EventEntry.at < before)
    return len(session.execute(gone.returning(EventEntry.id)).all())


def _of(
    workspace: int, event: int, kinds: Collection[EntryKind] = ()
) -> tuple[ColumnElement[bool], ...]:
    mine = (EventEntry.workspace_id == workspace, EventEntry.event_id == event)
    return (*mine, EventEntry.kind.in_([one.value for one in kinds])) if kinds else mine


def _read(row: EventEntry) -> Entry:
    return Entry(
        id=row.id,
        kind=EntryKind(row.kind),
        by=row.by,
        at=row.at,
        text=row.text,
        number=row.number,
        doubtful=row.doubtful,
    )
