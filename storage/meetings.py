"""Meetings: when they are, what was said, and which sectors came. Nobody's name is kept."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, delete, func, select, update
from sqlalchemy.orm import Session

from knowledge.meetings.kinds import Kind, kinds
from knowledge.meetings.meeting import Meeting
from knowledge.partners.sectors import Sector
from storage import revisions
from storage.tables import Attendance, MeetingRow

#: What edits of it are kept under.
NOUN = "meeting"

_OF = MeetingRow
#: Everything but the minutes, which are sealed and long.
_COLUMNS: tuple[Any, ...] = (
    _OF.id, _OF.kind, _OF.title, _OF.start, _OF.minutes, _OF.location, _OF.version, _OF.channel,
    _OF.created_by, _OF.cancelled_at,
)  # fmt: skip


def add(
    session: Session,
    *,
    workspace: int,
    kind: Kind,
    title: str,
    start: datetime,
    minutes: int,
    by: str,
    now: datetime,
    where: str = "",
    channel: str = "",
) -> Meeting:
    """Keep a new meeting; ``minutes`` is its length."""
    row = MeetingRow(
        workspace_id=workspace,
        kind=kind.value,
        title=title,
        start=start,
        minutes=minutes,
        location=where,
        channel=channel,
        notes="",
        created_by=by,
        created_at=now,
        version=1,
    )
    session.add(row)
    session.flush()
    return Meeting(row.id, kind, title, start, minutes, where, 1, channel, by)


def find(session: Session, *, workspace: int, meeting: int, locked: bool = False) -> Meeting | None:
    """Return one meeting, if it is there; ``locked`` keeps others from changing it meanwhile."""
    wanted = select(*_COLUMNS).where(_OF.workspace_id == workspace, _OF.id == meeting)
    row = session.execute(wanted.with_for_update() if locked else wanted).first()
    return _meeting(row) if row else None


def change(
    session: Session,
    *,
    workspace: int,
    meeting: int,
    changed: Mapping[str, Any],
    by: str,
    now: datetime,
) -> Meeting:
    """Set fields of a meeting that is there, and remember what they were.

    ``changed`` holds values as :func:`values` gives them.
    """
    wanted = select(_OF).where(_OF.workspace_id == workspace, _OF.id == meeting)
    row = session.scalars(wanted.with_for_update().execution_options(populate_existing=True)).one()
    before = _values(row)
    differing = {
        field: (before[field], value) for field, value in changed.items() if before[field] != value
    }
    for field, (_before, value) in differing.items():
        _set(row, field, value, now)
    if differing:
        row.version += 1
        session.flush()
        revisions.record(
            session,
            workspace=workspace,
            noun=NOUN,
            item=meeting,
            version=row.version,
            by=by,
            at=now,
            changed=differing,
        )
    return _meeting(row)


def values(session: Session, *, workspace: int, meeting: int) -> dict[str, Any]:
    """Return the fields of a meeting that people change, its minutes too, as JSON values."""
    wanted = select(_OF).where(_OF.workspace_id == workspace, _OF.id == meeting)
    return _values(session.scalars(wanted).one())


def notes(session: Session, *, workspace: int, meeting: int) -> str:
    """Return the minutes of a meeting, "" while there are none."""
    wanted = select(_OF.notes).where(_OF.workspace_id == workspace, _OF.id == meeting)
    return session.scalar(wanted) or ""


def coming(
    session: Session,
    *,
    workspace: int,
    now: datetime,
    limit: int,
    skip: int = 0,
    closed: bool = False,
) -> list[Meeting]:
    """Return the meetings that are not over and not cancelled, the next one first.

    ``closed`` adds those of kinds that only a named list may know of.
    """
    # A meeting lasts a day at most, so that few are read to find those not over.
    since = _OF.start > now - timedelta(days=1)
    wanted = _called(workspace, since, *_open_to_all(closed)).order_by(_OF.start, _OF.id)
    found = [one for one in map(_meeting, session.execute(wanted)) if one.end > now]
    return found[skip : skip + limit]


def past(
    session: Session,
    *,
    workspace: int,
    now: datetime,
    limit: int,
    skip: int = 0,
    closed: bool = False,
) -> list[Meeting]:
    """Return the meetings that have begun and were not cancelled, the newest first.

    ``closed`` adds those of kinds that only a named list may know of.
    """
    wanted = _called(workspace, _OF.start <= now, *_open_to_all(closed))
    wanted = wanted.order_by(_OF.start.desc(), _OF.id.desc())
    return [_meeting(row) for row in session.execute(wanted.offset(skip).limit(limit))]


def between(session: Session, *, workspace: int, since: datetime, until: datetime) -> list[Meeting]:
    """Return the meetings that begin in ``[since, until)`` and are not cancelled."""
    wanted = _called(workspace, _OF.start >= since, _OF.start < until).order_by(_OF.start, _OF.id)
    return [_meeting(row) for row in session.execute(wanted)]


def held(
    session: Session, *, workspace: int, since: datetime, until: datetime, kind: Kind | None = None
) -> list[Meeting]:
    """Return the meetings that began in ``[since, until)`` and with somebody counted in.

    A meeting that was only called is no proof that it took place.
    """
    some = select(Attendance.meeting_id).where(
        Attendance.workspace_id == workspace, Attendance.people > 0
    )
    of_kind = [_OF.kind == kind.value] if kind else []
    wanted = _called(workspace, _OF.start >= since, _OF.start < until, *of_kind)
    rows = session.execute(wanted.where(_OF.id.in_(some)).order_by(_OF.start, _OF.id))
    return [_meeting(row) for row in rows]


def before(session: Session, *, workspace: int, meeting: Meeting) -> Meeting | None:
    """Return the meeting of the same kind that came before one, if there was one."""
    wanted = _called(workspace, _OF.kind == meeting.kind.value, _OF.start < meeting.start)
    row = session.execute(wanted.order_by(_OF.start.desc()).limit(1)).first()
    return _meeting(row) if row else None


def count_in(session: Session, *, workspace: int, meeting: int, sector: Sector, more: int) -> int:
    """Add people of a sector to a meeting, or take them away; return how many there are.

    Two people who count at once both count.

    Raises
    ------
    LookupError
        When the workspace has no such meeting.
    """
    wanted = (
        Attendance.workspace_id == workspace,
        Attendance.meeting_id == meeting,
        Attendance.sector == sector.value,
    )
    ours = select(_OF.id).where(_OF.workspace_id == workspace, _OF.id == meeting)
    if session.scalar(ours.with_for_update()) is None:  # whoever counts there too waits here
        raise LookupError(meeting)
    there = session.scalar(select(Attendance.people).where(*wanted))
    people = max(0, (there or 0) + more)
    if people == 0:
        session.execute(delete(Attendance).where(*wanted))
    elif there is None:
        session.add(
            Attendance(
                workspace_id=workspace, meeting_id=meeting, sector=sector.value, people=people
            )
        )
    else:
        session.execute(update(Attendance).where(*wanted).values(people=people))
    session.flush()
    return people


def attendance(session: Session, *, workspace: int, meeting: int) -> dict[Sector, int]:
    """Return how many people of each sector were at a meeting."""
    wanted = (Attendance.workspace_id == workspace, Attendance.meeting_id == meeting)
    return _by_sector(session.execute(select(Attendance.sector, Attendance.people).where(*wanted)))


def attendance_by_sector(session: Session, *, workspace: int, since: datetime) -> dict[Sector, int]:
    """Return at how many meetings since a moment, not cancelled, each sector was."""
    wanted = (
        select(Attendance.sector, func.count())
        .join(_OF, _OF.id == Attendance.meeting_id)
        .where(
            Attendance.workspace_id == workspace,
            _OF.workspace_id == workspace,
            _OF.cancelled_at.is_(None),
            _OF.start >= since,
            Attendance.people > 0,
        )
        .group_by(Attendance.sector)
    )
    return _by_sector(session.execute(wanted))


def _by_sector(rows: Iterable[Row[str, int]]) -> dict[Sector, int]:
    return {Sector(sector): many for sector, many in rows}


def _open_to_all(closed: bool) -> list[ColumnElement[bool]]:  # noqa: FBT001 - of its callers
    named = [one.kind.value for one in kinds() if one.closed]
    return [] if closed else [_OF.kind.not_in(named)]


def _called(workspace: int, *more: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return select(*_COLUMNS).where(_OF.workspace_id == workspace, _OF.cancelled_at.is_(None), *more)


def _meeting(row: Any) -> Meeting:
    return Meeting(
        id=row.id,
        kind=Kind(row.kind),
        title=row.title,
        start=row.start,
        minutes=row.minutes,
        where=row.location,
        version=row.version,
        channel=row.channel,
        created_by=row.created_by,
        cancelled=row.cancelled_at is not None,
    )


def _values(row: MeetingRow) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "title": row.title,
        "start": row.start.isoformat(),
        "minutes": row.minutes,
        "location": row.location,
        "channel": row.channel,
        "notes": row.notes,
        "cancelled": row.cancelled_at is not None,
    }


def _set(row: MeetingRow, field: str, value: Any, now: datetime) -> None:
    if field == "start":
        row.start = datetime.fromisoformat(value)
    elif field == "cancelled":
        row.cancelled_at = now if value else None
    else:
        setattr(row, field, value)
