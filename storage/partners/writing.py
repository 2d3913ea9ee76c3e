"""Adding, changing and archiving partners; every change has a version and can be undone."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from knowledge.errors import UsageError
from knowledge.partners.partner import Partner, PartnerDraft
from knowledge.partners.sectors import Sector
from knowledge.words import _
from storage import edits, revisions
from storage.partners import rows
from storage.partners.rows import ARCHIVED, CONFIRMED
from storage.tables import PartnerRow, PartnerWord, Person, Revision

NOUN = "partner"


class GoneError(UsageError):
    """The partner is not in the directory of this workspace."""

    def __init__(self) -> None:
        super().__init__(_("That entry is not in the directory any more. See `/partners`."))


def add_organisation(
    session: Session, *, workspace: int, name: str, sector: Sector | str, now: datetime
) -> int:
    """Return the id of the organisation of that name, made when there is none yet."""
    draft = PartnerDraft(name=name, sector=Sector(sector))
    same = (
        PartnerRow.workspace_id == workspace,
        func.lower(PartnerRow.name) == draft.name.lower(),
        PartnerRow.archived_at.is_(None),
    )
    found = session.scalars(select(PartnerRow.id).where(*same).order_by(PartnerRow.id)).first()
    if found is not None:
        return found
    return add(session, workspace=workspace, draft=draft, by="", now=now).id


def add(
    session: Session,
    *,
    workspace: int,
    draft: PartnerDraft,
    by: str,
    now: datetime,
    confirmed_on: date | None = None,
) -> Partner:
    """Add a partner; ``by`` is the random id of who did."""
    filled = [(draft, confirmed_on)]
    (row,) = _add(session, workspace=workspace, filled=filled, by=by, now=now)
    return rows.value(row, contact=False)


def add_all(
    session: Session,
    *,
    workspace: int,
    filled: Sequence[tuple[PartnerDraft, date | None]],
    by: str,
    now: datetime,
) -> None:
    """Add many partners, each with the day on which it was confirmed."""
    _add(session, workspace=workspace, filled=filled, by=by, now=now)


def _add(
    session: Session,
    *,
    workspace: int,
    filled: Sequence[tuple[PartnerDraft, date | None]],
    by: str,
    now: datetime,
) -> list[PartnerRow]:
    """Add partners, all rows of a table at a time: thousands hold the others up for moments."""
    added = [
        PartnerRow(
            workspace_id=workspace,
            **rows.packed(draft),
            confirmed_on=confirmed_on,
            created_at=now,
            version=1,
        )
        for draft, confirmed_on in filled
    ]
    session.add_all(added)
    session.flush()
    for row in added:
        _write_words(session, row, set(), rows.words(rows.read(row)))
        _record(session, row, by, now, {ARCHIVED: (True, False)})
    session.flush()
    return added


def change(
    session: Session,
    *,
    workspace: int,
    partner: int,
    wanted: Mapping[str, Any],
    by: str,
    now: datetime,
    version: int | None = None,
) -> Partner:
    """Change fields of a partner, going together with what others changed since ``version``.

    Parameters
    ----------
    wanted
        JSON values by field, as ``rows.packed`` gives them; unchanged ones may be among them.
    version
        The version that was on somebody's screen; None for the current one.

    Raises
    ------
    ChangedMeanwhileError
        When others changed the same fields to something else; nothing is changed then.
    GoneError
        When there is no such partner.
    """
    row = _locked(session, workspace, partner)
    current = rows.read(row)
    changed = edits.settle(
        session,
        workspace=workspace,
        noun=NOUN,
        item=row.id,
        current=current,
        wanted=wanted,
        version=version or row.version,
    )
    if changed:
        rows.write(row, {field: after for field, (_before, after) in changed.items()}, now=now)
        row.version += 1
        _write_words(session, row, rows.words(current), rows.words(rows.read(row)))
        _record(session, row, by, now, changed)
        session.flush()
    return rows.value(row, contact=False)


def confirm(
    session: Session, *, workspace: int, partner: int, by: str, now: datetime, today: date
) -> Partner:
    """Remember that somebody said today that the entry is right."""
    wanted = {CONFIRMED: today.isoformat()}
    return change(session, workspace=workspace, partner=partner, wanted=wanted, by=by, now=now)


def archive(session: Session, *, workspace: int, partner: int, by: str, now: datetime) -> Partner:
    """Take a partner out of the directory; nothing of it is lost."""
    wanted = {ARCHIVED: True}
    return change(session, workspace=workspace, partner=partner, wanted=wanted, by=by, now=now)


def undo(
    session: Session, *, workspace: int, partner: int, version: int, by: str, now: datetime
) -> Partner:
    """Take back the edit that made a version, as far as nobody has built on it.

    Raises
    ------
    ChangedMeanwhileError
        When others changed the same fields since.
    """
    made = revisions.made(session, workspace=workspace, noun=NOUN, item=partner, version=version)
    if made is None:
        raise GoneError
    return change(
        session,
        workspace=workspace,
        partner=partner,
        wanted=made.before,
        by=by,
        now=now,
        version=version,
    )


def withdraw_import(
    session: Session,
    *,
    workspace: int,
    added_at: datetime,
    added_by: str,
    by: str,
    now: datetime,
    most: int,
) -> int:
    """Archive some of what somebody added together at a moment; say how many that were.

    What was changed since, and what people sit for by now, stays.
    """
    added = (
        Revision.workspace_id == workspace,
        Revision.noun == NOUN,
        Revision.version == 1,
        Revision.at == added_at,
        Revision.by == added_by,
    )
    sits = select(Person.partner_id).where(
        Person.workspace_id == workspace, Person.partner_id.is_not(None)
    )
    wanted = select(PartnerRow.id).where(
        PartnerRow.workspace_id == workspace,
        PartnerRow.version == 1,
        PartnerRow.id.in_(select(Revision.item).where(*added)),
        PartnerRow.id.not_in(sits),
    )
    found = list(session.scalars(wanted.order_by(PartnerRow.id).limit(most)))
    for partner in found:
        archive(session, workspace=workspace, partner=partner, by=by, now=now)
    return len(found)


def _locked(session: Session, workspace: int, partner: int) -> PartnerRow:
    wanted = select(PartnerRow).where(
        PartnerRow.workspace_id == workspace, PartnerRow.id == partner
    )
    row = session.scalars(
        wanted.with_for_update().execution_options(populate_existing=True)
    ).first()
    if row is None:
        raise GoneError
    return row


def _write_words(
    session: Session, row: PartnerRow, before: set[tuple[str, str]], after: set[tuple[str, str]]
) -> None:
    """Keep the words that a search finds in step with the row."""
    for kind, word in before - after:
        session.execute(
            delete(PartnerWord).where(
                PartnerWord.workspace_id == row.workspace_id,
                PartnerWord.partner_id == row.id,
                PartnerWord.kind == kind,
                PartnerWord.word == word,
            )
        )
    session.add_all(
        PartnerWord(workspace_id=row.workspace_id, partner_id=row.id, kind=kind, word=word)
        for kind, word in sorted(after - before)
    )


def _record(
    session: Session,
    row: PartnerRow,
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
