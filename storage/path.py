"""The formation path: what people said of each step, and the counts that prove some of them."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from knowledge.actions.item import State
from knowledge.agreements.tiers import Tier
from knowledge.formation.proofs import Facts
from knowledge.formation.steps import Standing, Step
from knowledge.meetings.kinds import Kind
from knowledge.plan.entry import Entry, Level
from storage import agreements, edits, indicators, meetings, plan, revisions
from storage.tables import PartnerRow, PathItem, Person, Workspace

NOUN = "path"
#: What an edit can change of a step.
FIELDS = ("standing", "owner", "due", "reason")
#: How far back weekly calls are counted. [days]
_MONTH = 31
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


def steps(session: Session, *, workspace: int) -> dict[str, Step]:
    """Return what people said of each step, by its id; a step of which nobody spoke is absent."""
    rows = session.scalars(select(PathItem).where(PathItem.workspace_id == workspace))
    return {row.item: _step(row) for row in rows}


def step(session: Session, *, workspace: int, item: str) -> Step:
    """Return what people said of one step."""
    row = session.get(PathItem, (workspace, item))
    return _step(row) if row else Step(item)


def owned(session: Session, *, workspace: int, person: str) -> list[Step]:
    """Return the steps that somebody has still to do, the nearest day first."""
    found = (one for one in steps(session, workspace=workspace).values() if one.owner == person)
    left = [one for one in found if not one.standing.settled]
    return sorted(left, key=lambda one: (one.due or date.max, one.item))


def change(
    session: Session,
    *,
    workspace: int,
    item: str,
    version: int,
    wanted: Mapping[str, Any],
    by: str,
    now: datetime,
) -> Step:
    """Change what is said of a step; ``wanted`` is JSON by the names in ``FIELDS``.

    Raises
    ------
    ChangedMeanwhileError
        When others changed the same fields to something else since ``version``.
    """
    row = _turn(session, workspace, item, by, now)
    changed = edits.settle(
        session,
        workspace=workspace,
        noun=NOUN,
        item=_number(item),
        current=packed(_step(row)),
        wanted=wanted,
        version=version,
    )
    if changed:
        _write(row, {field: after for field, (_before, after) in changed.items()})
        row.version, row.set_by, row.set_at = row.version + 1, by, now
        revisions.record(
            session,
            workspace=workspace,
            noun=NOUN,
            item=_number(item),
            version=row.version,
            by=by,
            at=now,
            changed=changed,
        )
    session.flush()
    return _step(row)


def undo(
    session: Session, *, workspace: int, item: str, version: int, by: str, now: datetime
) -> Step:
    """Take back the edit that made a version, as far as nobody has built on it.

    Raises
    ------
    ChangedMeanwhileError
        When others changed the same fields since.
    """
    made = revisions.made(
        session, workspace=workspace, noun=NOUN, item=_number(item), version=version
    )
    return change(
        session,
        workspace=workspace,
        item=item,
        version=version,
        wanted=made.before if made else {},
        by=by,
        now=now,
    )


def changed(session: Session, *, workspace: int, item: str, version: int) -> tuple[str, set[str]]:
    """Return who made a version of a step, by random id, and which fields they changed."""
    made = revisions.made(
        session, workspace=workspace, noun=NOUN, item=_number(item), version=version
    )
    return (made.by, set(made.changed)) if made else ("", set())


def packed(step: Step) -> dict[str, Any]:
    """Return what can be edited of a step, as JSON by field."""
    return {
        "standing": step.standing.value,
        "owner": step.owner,
        "due": step.due.isoformat() if step.due else None,
        "reason": step.reason,
    }


def facts(session: Session, *, workspace: int, now: datetime) -> Facts:
    """Return the counts from which steps are proven, as of a moment."""
    today = now.astimezone(_zone(session, workspace)).date()
    lines = plan.entries(session, workspace=workspace)
    living = [one for one in lines if one.state is not State.DROPPED]
    acting = [one for one in living if one.level is Level.ACTION]
    ready = [
        one
        for one in indicators.kept(session, workspace=workspace).values()
        if one.baseline and one.owner
    ]
    since = now - timedelta(days=_MONTH)
    return Facts(
        **_partners(session, workspace),
        **_agreements(session, workspace, today),
        **_people(session, workspace),
        meetings_held=_held(session, workspace, _BEGINNING, now),
        weekly_calls=_held(session, workspace, since, now, Kind.WEEKLY_CALL),
        reviews=_held(session, workspace, _BEGINNING, now, Kind.SHOOTING_REVIEW),
        goals=sum(one.level is Level.GOAL and one.due is not None for one in living),
        strategies=sum(one.level is Level.STRATEGY for one in living),
        indicators_ready=len(ready),
        actions=len(acting),
        actions_ready=sum(map(_ready, acting)),
    )


def _partners(session: Session, workspace: int) -> dict[str, int]:
    wanted = select(PartnerRow.sector, PartnerRow.services).where(
        PartnerRow.workspace_id == workspace, PartnerRow.archived_at.is_(None)
    )
    found = session.execute(wanted).all()
    return {
        "partners": len(found),
        "sectors": len({sector for sector, _services in found}),
        "partners_with_services": sum(bool(services) for _sector, services in found),
    }


def _agreements(session: Session, workspace: int, today: date) -> dict[str, int]:
    """Count what is signed and in date; one that was only drafted proves nothing."""
    counts = agreements.counts(session, workspace=workspace, today=today)
    return {name: counts[tier] for name, tier in _TIERS.items()}


def _people(session: Session, workspace: int) -> dict[str, int]:
    def many(*more: ColumnElement[bool]) -> int:
        wanted = (
            Person.workspace_id == workspace,
            Person.partner_id.is_not(None),
            Person.left_at.is_(None),
            Person.suspended_at.is_(None),
        )
        return session.scalar(select(func.count()).where(*wanted, *more)) or 0

    return {"members": many(), "pledged": many(Person.pledged_at.is_not(None))}


def _held(
    session: Session, workspace: int, since: datetime, until: datetime, kind: Kind | None = None
) -> int:
    return len(meetings.held(session, workspace=workspace, since=since, until=until, kind=kind))


def _ready(entry: Entry) -> bool:
    return entry.owner is not None and entry.due is not None


def _zone(session: Session, workspace: int) -> ZoneInfo:
    zone = session.scalar(select(Workspace.timezone).where(Workspace.id == workspace))
    return ZoneInfo(zone or "UTC")


def _turn(session: Session, workspace: int, item: str, by: str, now: datetime) -> PathItem:
    """Return a step's row for one writer at a time, made the first time it is spoken of."""
    # whoever speaks of any step waits for the workspace, so that no row is made twice
    session.execute(select(Workspace.id).where(Workspace.id == workspace).with_for_update())
    row = session.get(PathItem, (workspace, item), populate_existing=True)
    if row is None:
        row = PathItem(
            workspace_id=workspace,
            item=item,
            state=Standing.OPEN.value,
            note="",
            set_by=by,
            set_at=now,
            version=0,
        )
        session.add(row)
    return row


def _write(row: PathItem, fields: Mapping[str, Any]) -> None:
    row.state = fields.get("standing", row.state)
    row.owner = fields.get("owner", row.owner)
    row.note = fields.get("reason", row.note)
    if "due" in fields:
        row.due = date.fromisoformat(fields["due"]) if fields["due"] else None


def _step(row: PathItem) -> Step:
    return Step(
        item=row.item,
        standing=Standing(row.state),
        owner=row.owner,
        due=row.due,
        reason=row.note or "",
        version=row.version,
    )


def _number(item: str) -> int:
    """Return the number in a step's id, by which its edits are kept: 16 for ``N16``."""
    return int(item[1:])


_TIERS = {
    "understandings": Tier.MEMORANDUM,
    "data_sharing": Tier.DATA_SHARING,
    "data_use": Tier.DATA_USE,
}
