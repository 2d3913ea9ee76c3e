"""Changes of access that wait for the words of others."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.people.change import WAITS_DAYS, Change, Kind, Need, State
from storage.tables import Change as Row

#: Kinds that are about the same thing: a new one takes the place of one that waits.
_SAME = {
    Kind.ROLE: (Kind.ROLE, Kind.COORDINATOR),
    Kind.COORDINATOR: (Kind.ROLE, Kind.COORDINATOR),
}
#: What a change that concerns nobody in person is about: an organisation or a question.
_ABOUT = ("partner", "question")


def propose(
    session: Session,
    *,
    workspace: int,
    subject: str,
    kind: Kind,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    needs: tuple[Need, ...],
    confirmed: Mapping[str, str],
    by: str,
    now: datetime,
) -> Change:
    """Remember a change; one about the same thing that still waits makes room for it."""
    for older in waiting(session, workspace=workspace, subject=subject):
        about = all(older.before.get(key) == before.get(key) for key in _ABOUT)
        if older.kind in _SAME.get(kind, (kind,)) and (about or kind.personal):
            close(session, workspace=workspace, change=older.id, state=State.LAPSED, now=now)
    row = Row(
        workspace_id=workspace,
        subject=subject,
        kind=kind.value,
        before=dict(before),
        after=dict(after),
        proposed_by=by,
        proposed_at=now,
        needs=[need.value for need in needs],
        confirmed=dict(confirmed),
        state=State.WAITING.value,
    )
    session.add(row)
    session.flush()
    return _change(row)


def find(session: Session, *, workspace: int, change: int) -> Change | None:
    """Return a change as it stands, or None once it is gone with its subject."""
    wanted = (Row.workspace_id == workspace, Row.id == change)
    row = session.scalars(select(Row).where(*wanted)).first()
    return _change(row) if row else None


def take(session: Session, *, workspace: int, change: int) -> Change | None:
    """Return a change for one writer at a time, or None once it is gone with its subject.

    Whoever presses at the same moment waits here, and then sees what the first one did.
    """
    wanted = select(Row).where(Row.workspace_id == workspace, Row.id == change)
    turn = wanted.with_for_update().execution_options(populate_existing=True)
    row = session.scalars(turn).first()
    return _change(row) if row else None


def confirm(session: Session, *, workspace: int, change: int, need: Need, by: str) -> Change:
    """Write down that somebody spoke for a need; :func:`take` came before."""
    row = _row(session, workspace, change)
    row.confirmed = {**row.confirmed, need.value: by}
    session.flush()
    return _change(row)


def withdraw_words(session: Session, *, workspace: int, change: Change) -> None:
    """Keep only the words that ``change`` still holds; :func:`take` came before."""
    row = _row(session, workspace, change.id)
    row.confirmed = dict(change.confirmed)
    session.flush()


def close(session: Session, *, workspace: int, change: int, state: State, now: datetime) -> None:
    """End a change: done, declined or lapsed."""
    row = _row(session, workspace, change)
    row.state, row.closed_at = state.value, now
    session.flush()


def waiting(session: Session, *, workspace: int, subject: str | None = None) -> list[Change]:
    """Return the changes that wait, the oldest first; with ``subject``, those about them."""
    wanted = select(Row).where(Row.workspace_id == workspace, Row.state == State.WAITING.value)
    if subject is not None:
        wanted = wanted.where(Row.subject == subject)
    return [_change(row) for row in session.scalars(wanted.order_by(Row.proposed_at, Row.id))]


def proposed_before(session: Session, *, workspace: int, subject: str, kind: Kind) -> bool:
    """Say whether a change of that kind was ever proposed for somebody, however it ended."""
    wanted = (Row.workspace_id == workspace, Row.subject == subject, Row.kind == kind.value)
    return session.scalars(select(Row.id).where(*wanted).limit(1)).first() is not None


def lapse(session: Session, *, workspace: int, now: datetime) -> list[Change]:
    """End every change that waited for 14 days, and return them."""
    old = [
        one
        for one in waiting(session, workspace=workspace)
        if one.proposed_at <= now - timedelta(days=WAITS_DAYS)
    ]
    for one in old:
        close(session, workspace=workspace, change=one.id, state=State.LAPSED, now=now)
    return old


def _row(session: Session, workspace: int, change: int) -> Row:
    wanted = select(Row).where(Row.workspace_id == workspace, Row.id == change)
    return session.scalars(wanted).one()


def _change(row: Row) -> Change:
    return Change(
        id=row.id,
        kind=Kind(row.kind),
        subject=row.subject,
        before=row.before,
        after=row.after,
        proposed_by=row.proposed_by,
        proposed_at=row.proposed_at,
        needs=tuple(Need(need) for need in row.needs),
        confirmed=row.confirmed,
        state=State(row.state),
    )
