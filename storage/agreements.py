"""Agreements kept, read back, changed with others, and archived; every change can be undone."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from knowledge.agreements.agreement import Agreement
from knowledge.agreements.draft import AgreementDraft
from knowledge.agreements.standing import Standing, standing
from knowledge.agreements.tiers import Tier
from knowledge.errors import UsageError
from knowledge.words import _
from storage import edits, revisions
from storage.tables import AgreementRow

NOUN = "agreement"
ARCHIVED = "archived"

#: What is kept as it is, as a day, and as a list.
_PLAIN = ("tier", "title", "purpose", "retention")
_DAYS = ("start", "end", "signed_on")
_LISTS = ("parties", "fields", "covered")


class GoneError(UsageError):
    """The agreement is not one of this workspace."""

    def __init__(self) -> None:
        super().__init__(
            _("That agreement is not on the list any more. See `/coalition agreements`.")
        )


def all_(session: Session, *, workspace: int) -> tuple[Agreement, ...]:
    """Return every agreement by the day it ends, those without an end last; none archived."""
    wanted = (AgreementRow.workspace_id == workspace, AgreementRow.archived_at.is_(None))
    rows = session.scalars(select(AgreementRow).where(*wanted))
    return tuple(
        sorted(
            (_value(row) for row in rows),
            key=lambda one: (one.end is None, one.end or one.start, one.title.casefold(), one.id),
        )
    )


def by_id(session: Session, *, workspace: int, agreement: int) -> Agreement | None:
    """Return one agreement, archived or not."""
    wanted = (AgreementRow.workspace_id == workspace, AgreementRow.id == agreement)
    row = session.scalars(select(AgreementRow).where(*wanted)).first()
    return _value(row) if row else None


def counts(session: Session, *, workspace: int, today: date) -> dict[Tier, int]:
    """Return how many agreements of each tier are signed and in date, every tier among them."""
    held = Counter(
        one.tier
        for one in all_(session, workspace=workspace)
        if standing(one, today) in (Standing.HOLDS, Standing.ENDING)
    )
    return {tier: held[tier] for tier in Tier}


def archived(session: Session, *, workspace: int) -> int:
    """Return how many agreements are archived."""
    wanted = (AgreementRow.workspace_id == workspace, AgreementRow.archived_at.is_not(None))
    return session.scalar(select(func.count()).select_from(AgreementRow).where(*wanted)) or 0


def packed(draft: AgreementDraft) -> dict[str, Any]:
    """Return what somebody filled in as JSON values by field, as an edit is told."""
    agreed = draft.agreed(id=0)
    return _fields(agreed)


def add(
    session: Session, *, workspace: int, draft: AgreementDraft, by: str, now: datetime
) -> Agreement:
    """Add an agreement; ``by`` is the random id of who did.

    Raises
    ------
    UsageError
        With everything that must be mended first.
    """
    row = AgreementRow(workspace_id=workspace, created_at=now, version=1)
    _write(row, packed(draft), now=now)
    session.add(row)
    session.flush()
    _record(session, row, by=by, now=now, changed={ARCHIVED: (True, False)})
    return _value(row)


def change(
    session: Session,
    *,
    workspace: int,
    agreement: int,
    wanted: Mapping[str, Any],
    by: str,
    now: datetime,
    version: int | None = None,
    seen: int = 0,
) -> Agreement:
    """Change fields of an agreement, together with what others changed since ``version``.

    What somebody left as it was in that version stays as others made it.

    Parameters
    ----------
    wanted
        JSON values by field, as :func:`packed` gives them; unchanged ones may be among them.
    version
        The version that was on somebody's screen; None for the current one.
    seen
        The newest version whose changes they were shown; those they write over on purpose.

    Raises
    ------
    ChangedMeanwhileError
        When others changed the same fields to something else; nothing is changed then.
    GoneError
        When there is no such agreement.
    """
    row = _locked(session, workspace, agreement)
    changed = edits.settle(
        session,
        workspace=workspace,
        noun=NOUN,
        item=row.id,
        current=_read(row),
        wanted=wanted,
        version=version or row.version,
        seen=seen,
    )
    if changed:
        _write(row, {field: after for field, (_before, after) in changed.items()}, now=now)
        row.version += 1
        session.flush()
        _record(session, row, by=by, now=now, changed=changed)
    return _value(row)


def undo(
    session: Session, *, workspace: int, agreement: int, version: int, by: str, now: datetime
) -> Agreement:
    """Take back the edit that made a version, as far as nobody has built on it.

    Raises
    ------
    ChangedMeanwhileError
        When others changed the same fields since.
    GoneError
        When there is no such edit.
    """
    made = revisions.made(session, workspace=workspace, noun=NOUN, item=agreement, version=version)
    if made is None:
        raise GoneError
    return change(
        session,
        workspace=workspace,
        agreement=agreement,
        wanted=made.before,
        by=by,
        now=now,
        version=version,
    )


def _value(row: AgreementRow) -> Agreement:
    return Agreement(
        id=row.id,
        tier=Tier(row.tier),
        title=row.title,
        parties=tuple(row.parties),
        purpose=row.purpose,
        fields=tuple(row.fields),
        retention=row.retention,
        start=row.start,
        end=row.end,
        version=row.version,
        covered=tuple(row.covered),
        signed_on=row.signed_on,
        archived=row.archived_at is not None,
    )


def _read(row: AgreementRow) -> dict[str, Any]:
    return _fields(_value(row))


def _fields(agreement: Agreement) -> dict[str, Any]:
    """Return every field that an edit may change, as JSON values."""
    days = {name: getattr(agreement, name) for name in _DAYS}
    return (
        {name: str(getattr(agreement, name)) for name in _PLAIN}
        | {name: day.isoformat() if day else None for name, day in days.items()}
        | {name: list(getattr(agreement, name)) for name in _LISTS}
        | {ARCHIVED: agreement.archived}
    )


def _write(row: AgreementRow, changed: Mapping[str, Any], *, now: datetime) -> None:
    for name, wanted in changed.items():
        if name == ARCHIVED:
            row.archived_at = now if wanted else None
        elif name in _DAYS:
            setattr(row, name, date.fromisoformat(wanted) if wanted else None)
        else:
            setattr(row, name, wanted)


def _locked(session: Session, workspace: int, agreement: int) -> AgreementRow:
    wanted = select(AgreementRow).where(
        AgreementRow.workspace_id == workspace, AgreementRow.id == agreement
    )
    turn = wanted.with_for_update().execution_options(populate_existing=True)
    row = session.scalars(turn).first()
    if row is None:
        raise GoneError
    return row


def _record(
    session: Session,
    row: AgreementRow,
    *,
    by: str,
    now: datetime,
    changed: Mapping[str, tuple[Any, Any]],
) -> None:
    revisions.record(
        session,
        workspace=row.workspace_id,
        noun=NOUN,
        item=row.id,
        version=row.version,
        by=by,
        at=now,
        changed=changed,
    )
