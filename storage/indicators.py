"""The sixteen indicators as a coalition keeps them: baseline, owner, and entered values."""

import zlib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from knowledge.indicators.keeping import Kept, Value
from knowledge.windows import Window
from storage import edits, revisions
from storage.tables import (
    EVERYWHERE,
    IndicatorRow,
    IndicatorValue,
    Person,
    PlaceDay,
    Workspace,
)

NOUN = "indicator"
#: What an edit can change of an indicator.
FIELDS = ("source", "baseline", "owner")
#: How many values are read back of each.
LAST = 6


def kept(session: Session, *, workspace: int) -> dict[str, Kept]:
    """Return what is settled of each indicator, by its key; one without a word is absent."""
    rows = session.scalars(select(IndicatorRow).where(IndicatorRow.workspace_id == workspace))
    return {row.key: _kept(row) for row in rows}


def one(session: Session, *, workspace: int, key: str) -> Kept:
    """Return what is settled of one indicator."""
    row = session.get(IndicatorRow, (workspace, key))
    return _kept(row) if row else Kept(key)


def settle(
    session: Session,
    *,
    workspace: int,
    key: str,
    version: int,
    wanted: Mapping[str, Any],
    by: str,
    now: datetime,
) -> Kept:
    """Change source, baseline or owner.

    Raises
    ------
    ChangedMeanwhileError
        When others changed the same fields to something else since ``version``.
    """
    row = _turn(session, workspace, key)
    changed = edits.settle(
        session,
        workspace=workspace,
        noun=NOUN,
        item=_number(key),
        current=packed(_kept(row)),
        wanted=wanted,
        version=version,
    )
    if changed:
        for field, (_before, after) in changed.items():
            setattr(row, field, after)
        row.version += 1
        revisions.record(
            session,
            workspace=workspace,
            noun=NOUN,
            item=_number(key),
            version=row.version,
            by=by,
            at=now,
            changed=changed,
        )
    session.flush()
    return _kept(row)


def undo(
    session: Session, *, workspace: int, key: str, version: int, by: str, now: datetime
) -> Kept:
    """Take back the edit that made a version, as far as nobody has built on it.

    Raises
    ------
    ChangedMeanwhileError
        When others changed the same fields since.
    """
    made = revisions.made(
        session, workspace=workspace, noun=NOUN, item=_number(key), version=version
    )
    before = made.before if made else {}
    return settle(
        session, workspace=workspace, key=key, version=version, wanted=before, by=by, now=now
    )


def values(session: Session, *, workspace: int, last: int = LAST) -> dict[str, list[Value]]:
    """Return the last values of each indicator, the newest first, by its key."""
    of = IndicatorValue
    found: dict[str, list[Value]] = {}
    for row in session.scalars(
        select(of).where(of.workspace_id == workspace).order_by(of.key, of.on.desc())
    ):
        listed = found.setdefault(row.key, [])
        if len(listed) < last:
            listed.append(Value(row.on, row.value, row.whole, row.entered_by))
    return found


def of_day(session: Session, *, workspace: int, key: str, on: date) -> Value | None:
    """Return the value of a day, which nobody else changes until the transaction ends."""
    _wait(session, workspace)
    row = session.get(IndicatorValue, (workspace, key, on), populate_existing=True)
    return Value(row.on, row.value, row.whole, row.entered_by) if row else None


def enter(session: Session, *, workspace: int, key: str, value: Value) -> Value | None:
    """Keep a value for its day, and return the one it takes the place of, if there was one."""
    before = of_day(session, workspace=workspace, key=key, on=value.on)
    row = session.get(IndicatorValue, (workspace, key, value.on))
    if row is None:
        row = IndicatorValue(workspace_id=workspace, key=key, on=value.on)
        session.add(row)
    row.value, row.whole, row.entered_by = value.value, value.whole, value.by
    session.flush()
    return before


def withdraw(session: Session, *, workspace: int, key: str, on: date) -> bool:
    """Take back the value of a day; say whether there was one."""
    _wait(session, workspace)
    row = session.get(IndicatorValue, (workspace, key, on), populate_existing=True)
    if row is None:
        return False
    session.delete(row)
    session.flush()
    return True


def counts(session: Session, *, workspace: int, category: str, window: Window) -> tuple[int, int]:
    """Return how many incidents of a category there were in a window, and people shot in them."""
    of = PlaceDay
    found = session.execute(
        select(func.sum(of.incidents), func.sum(of.victims)).where(
            of.workspace_id == workspace,
            of.category == category,
            of.place_id == EVERYWHERE,
            of.day >= window.start,
            of.day < window.end,
        )
    ).one()
    return int(found[0] or 0), int(found[1] or 0)


def training_days(session: Session, *, workspace: int) -> list[date | None]:
    """Return the day of each member's last training, None where there was none."""
    wanted = (
        Person.workspace_id == workspace,
        Person.partner_id.is_not(None),
        Person.pledged_at.is_not(None),
        Person.left_at.is_(None),
        Person.suspended_at.is_(None),
    )
    return list(session.scalars(select(Person.trained_on).where(*wanted)))


def packed(kept: Kept) -> dict[str, Any]:
    """Return what can be edited of an indicator, as JSON by field."""
    return {field: getattr(kept, field) for field in FIELDS}


def _wait(session: Session, workspace: int) -> None:
    """Wait for whoever else writes here, so that no row is made twice."""
    session.execute(select(Workspace.id).where(Workspace.id == workspace).with_for_update())


def _turn(session: Session, workspace: int, key: str) -> IndicatorRow:
    _wait(session, workspace)
    row = session.get(IndicatorRow, (workspace, key), populate_existing=True)
    if row is None:
        row = IndicatorRow(workspace_id=workspace, key=key, source="", baseline="", version=0)
        session.add(row)
    return row


def _kept(row: IndicatorRow) -> Kept:
    return Kept(row.key, row.source, row.baseline, row.owner, row.version)


def _number(key: str) -> int:
    """Return a number that stands for a key, by which its edits are kept."""
    return zlib.crc32(key.encode()) >> 1
