"""What others ask of incidents: counts by cell, and the days of cells."""

from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.incidents import temporary
from storage.tables import Incident

Ints = NDArray[np.int64]


def window_by_cell(
    session: Session,
    *,
    workspace: int,
    category: str,
    start: date,
    end: date,
    fatal: bool | None,
) -> pd.DataFrame:
    """Return counts by cell over the local days ``[start, end)``.

    Columns: ``cell`` [H3 index], ``incidents`` [count]. With ``fatal`` only incidents in
    which somebody was killed (True), or nobody (False); without, one index answers.
    """
    of = Incident
    wanted = [
        of.workspace_id == workspace,
        of.category == category,
        of.day >= start,
        of.day < end,
        of.cell.is_not(None),
    ]
    if fatal is not None:
        wanted.append(of.fatal > 0 if fatal else of.fatal == 0)
    query = select(of.cell, func.count()).where(*wanted)
    columns = temporary.fetch(session, query.group_by(of.cell).order_by(of.cell), 2)
    return pd.DataFrame(dict(zip(("cell", "incidents"), columns, strict=True)))


def cell_days(session: Session, *, workspace: int, category: str) -> tuple[Ints, Ints]:
    """Return the cell and the local day of every incident that has a cell.

    The days are proleptic Gregorian ordinals, as of ``date.toordinal``; in order of days.
    """
    of = Incident
    ours = (of.workspace_id == workspace, of.category == category, of.cell.is_not(None))
    days = select(of.day, func.count()).where(*ours).group_by(of.day).order_by(of.day)
    counted = [(day.toordinal(), incidents) for day, incidents in session.execute(days)]
    day, times = np.array(counted, np.int64).reshape(-1, 2).T
    cells = select(of.cell).where(*ours).order_by(of.day, of.cell)
    return temporary.fetch(session, cells, 1)[0], np.repeat(day, times)
