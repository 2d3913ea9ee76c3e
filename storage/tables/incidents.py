"""Sources, imports, incidents and the sums that imports keep."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import BIG_KEY, CASCADE, Base, of_workspace

#: The ``place_id`` of sums over everything, incidents without a place included.
EVERYWHERE = 0


class Source(Base):
    """A publisher's data set, however many files it comes in."""

    __tablename__ = "sources"
    __table_args__ = (UniqueConstraint("workspace_id", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = of_workspace()
    slug: Mapped[str] = mapped_column(String(100))
    title: Mapped[str] = mapped_column(String(300))
    attribution: Mapped[str] = mapped_column(String(300), default="")
    timezone: Mapped[str] = mapped_column(String(64))
    synthetic: Mapped[bool] = mapped_column(default=False)
    #: Raised by every import, so that two imports at once notice one another.
    version: Mapped[int] = mapped_column(default=0)


class Import(Base):
    """One import that counted: what came in, and how late it was."""

    __tablename__ = "imports"

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = of_workspace()
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id", ondelete=CASCADE))
    category: Mapped[str] = mapped_column(String(32))
    files: Mapped[list[str]]
    finished_at: Mapped[datetime]
    #: The newest local day that the files hold.
    last: Mapped[date | None]
    #: For incidents new in this import though dated on or before the earlier ``last``:
    #: how many days before it, as {days: incidents}.
    late: Mapped[dict[str, Any]]
    summary: Mapped[dict[str, Any]]


class Incident(Base):
    """One incident: when, in which piece of which cell, how many people. No coordinate."""

    __tablename__ = "incidents"
    __table_args__ = (Index("ix_incidents_day", "workspace_id", "category", "day", "cell"),)

    id: Mapped[int] = mapped_column(BIG_KEY, primary_key=True)
    #: The source's; not checked again for each of a million rows, nor is the piece.
    workspace_id: Mapped[int]
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id", ondelete=CASCADE))
    category: Mapped[str] = mapped_column(String(32))
    #: Minutes since 1970-01-01 UTC: compact, and the same on both databases.
    minute: Mapped[int] = mapped_column(BigInteger)
    #: The local day in the area's zone, and the local hour, -1 where the time is not known.
    day: Mapped[date]
    hour: Mapped[int]
    cell: Mapped[int | None] = mapped_column(BigInteger)
    piece_id: Mapped[int | None]
    victims: Mapped[int]
    fatal: Mapped[int]


class IncidentNumber(Base):
    """What is remembered of a source's number: a keyed digest, and what it brought in."""

    __tablename__ = "incident_numbers"
    __table_args__ = (
        Index("ix_incident_numbers_incident", "incident_id"),
        {"sqlite_with_rowid": False},
    )

    workspace_id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(
        ForeignKey("sources.id", ondelete=CASCADE), primary_key=True
    )
    digest: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    #: Written with the incident in one transaction. A reference that is checked would lock
    #: every incident's row once more, which doubles the time of an import on PostgreSQL.
    incident_id: Mapped[int] = mapped_column(BigInteger)
    minute: Mapped[int] = mapped_column(BigInteger)
    time_known: Mapped[bool]
    piece_id: Mapped[int | None]
    victims: Mapped[int]
    fatal: Mapped[int]


class CellMonth(Base):
    """Incidents by cell, month and category; kept by the import, read by the ranking."""

    __tablename__ = "cell_months"
    __table_args__ = ({"sqlite_with_rowid": False},)

    workspace_id: Mapped[int] = of_workspace(primary=True)
    category: Mapped[str] = mapped_column(String(32), primary_key=True)
    cell: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    #: Year times twelve plus month less one, local.
    month: Mapped[int] = mapped_column(primary_key=True)
    incidents: Mapped[int]
    fatal_incidents: Mapped[int]
    victims: Mapped[int]
    fatal: Mapped[int]


class PlaceDay(Base):
    """Incidents by place, local day and category; ``place_id`` 0 sums everything."""

    __tablename__ = "place_days"
    #: A window over all places reads the key; one place over years reads the index alone.
    __table_args__ = (
        Index(
            "ix_place_days_place", "workspace_id", "category", "place_id", "day",
            "incidents", "fatal_incidents", "night", "morning", "afternoon", "evening",
        ),
        {"sqlite_with_rowid": False},
    )  # fmt: skip

    workspace_id: Mapped[int] = of_workspace(primary=True)
    category: Mapped[str] = mapped_column(String(32), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    place_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    incidents: Mapped[int]
    fatal_incidents: Mapped[int]
    victims: Mapped[int]
    fatal: Mapped[int]
    #: Incidents without a cell; only the sums of everything can have any.
    unlocated: Mapped[int]
    #: Incidents by part of the day, those whose time is known: 0-6, 6-12, 12-18, 18-24.
    night: Mapped[int]
    morning: Mapped[int]
    afternoon: Mapped[int]
    evening: Mapped[int]
