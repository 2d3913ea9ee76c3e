"""Who sits at the table: sectors with a seat, and when each last came to a meeting."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from knowledge.partners.sectors import Sector
from storage.tables import Attendance, MeetingRow, PartnerRow, Person


def by_sector(session: Session, *, workspace: int) -> dict[Sector, int]:
    """Return how many people sit for each sector, whoever left or is suspended left out."""
    wanted = (
        select(PartnerRow.sector, func.count())
        .join(
            Person,
            (Person.workspace_id == PartnerRow.workspace_id) & (Person.partner_id == PartnerRow.id),
        )
        .where(
            PartnerRow.workspace_id == workspace,
            Person.pledged_at.is_not(None),
            Person.left_at.is_(None),
            Person.suspended_at.is_(None),
        )
        .group_by(PartnerRow.sector)
    )
    return {Sector(sector): many for sector, many in session.execute(wanted)}


def listed_by_sector(session: Session, *, workspace: int) -> dict[Sector, int]:
    """Return how many organisations of each sector the directory holds."""
    wanted = (
        select(PartnerRow.sector, func.count())
        .where(PartnerRow.workspace_id == workspace, PartnerRow.archived_at.is_(None))
        .group_by(PartnerRow.sector)
    )
    return {Sector(sector): many for sector, many in session.execute(wanted)}


def attended(
    session: Session, *, workspace: int, until: datetime, zone: str
) -> dict[Sector, date | None]:
    """Return the local day of the last meeting that somebody of each sector came to.

    Meetings count that began before ``until`` and were not cancelled.
    """
    wanted = (
        select(Attendance.sector, func.max(MeetingRow.start))
        .join(MeetingRow, MeetingRow.id == Attendance.meeting_id)
        .where(
            Attendance.workspace_id == workspace,
            MeetingRow.workspace_id == workspace,
            MeetingRow.cancelled_at.is_(None),
            MeetingRow.start <= until,
            Attendance.people > 0,
        )
        .group_by(Attendance.sector)
    )
    local = ZoneInfo(zone)
    return {
        Sector(sector): last.astimezone(local).date() for sector, last in session.execute(wanted)
    }
