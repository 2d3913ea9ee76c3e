"""The ranking of places, and how well it did in the past."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, of_workspace


class RankedCell(Base):
    """The long-run ranking of the study area, computed after each import."""

    __tablename__ = "ranked_cells"
    __table_args__ = ({"sqlite_with_rowid": False},)

    workspace_id: Mapped[int] = of_workspace(primary=True)
    category: Mapped[str] = mapped_column(String(32), primary_key=True)
    cell: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    score: Mapped[float]
    #: 1 is highest.
    rank: Mapped[int]


class LookBackRow(Base):
    """How well the ranking did here in the past, computed after each import."""

    __tablename__ = "lookbacks"

    workspace_id: Mapped[int] = of_workspace(primary=True)
    category: Mapped[str] = mapped_column(String(32), primary_key=True)
    computed_at: Mapped[datetime]
    #: The last day whose data it used.
    through: Mapped[date | None]
    method: Mapped[str] = mapped_column(String(100))
    result: Mapped[dict[str, Any]]
