"""What the imported data says of an event's cell and those around it."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.tables import Incident, RankedCell


def newest_day(
    session: Session, *, workspace: int, category: str, cells: Collection[int], since: date
) -> date | None:
    """Return the local day of the newest incident in some cells since a day, None without one."""
    of = Incident
    wanted = (of.workspace_id == workspace, of.category == category, of.day >= since)
    return session.scalar(select(func.max(of.day)).where(*wanted, of.cell.in_(cells)))


def shares(
    session: Session, *, workspace: int, category: str, cells: Collection[int]
) -> dict[int, float]:
    """Return where cells stand in the ranking, as rank over the number of ranked cells.

    In (0, 1], 1 the lowest. A cell that is in no ranking is left out.
    """
    of = RankedCell
    ours = (of.workspace_id == workspace, of.category == category)
    count = session.scalar(select(func.count()).where(*ours)) or 1
    found = session.execute(select(of.cell, of.rank).where(*ours, of.cell.in_(cells)))
    return {cell: rank / count for cell, rank in found}
