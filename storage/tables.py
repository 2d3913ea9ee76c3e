"""Every table, at a glance. Each row belongs to a workspace.

``storage/process.py`` serves the process rather than a coalition and is the one exemption.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from storage.engine import UtcDateTime

CASCADE = "CASCADE"

#: SQLite numbers rows by itself only in a column declared INTEGER.
BIG_KEY = BigInteger().with_variant(Integer(), "sqlite")

#: The ``place_id`` of sums over everything, incidents without a place included.
EVERYWHERE = 0


class Base(DeclarativeBase):
    """What every table has in common: how Python types become columns."""

    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it as a class attribute
        datetime: UtcDateTime,
        date: Date,
        dict[str, Any]: JSON,
        list[str]: JSON,
        bytes: LargeBinary,
    }


class Workspace(Base):
    """A coalition's workspace; ``team`` is empty until a Slack workspace is bound."""

    __tablename__ = "workspaces"

    id: Mapped[int] = mapped_column(primary_key=True)
    team: Mapped[str | None] = mapped_column(String(32), unique=True)
    name: Mapped[str] = mapped_column(String(200), default="")
    timezone: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[datetime]


def _workspace(*, primary: bool = False) -> Mapped[int]:
    return mapped_column(ForeignKey("workspaces.id", ondelete=CASCADE), primary_key=primary)


class MemberRow(Base):
    """A person's role in a workspace; who has no row is a member."""

    __tablename__ = "members"

    workspace_id: Mapped[int] = _workspace(primary=True)
    slack_user: Mapped[str] = mapped_column(String(32), primary_key=True)
    role: Mapped[str] = mapped_column(String(32))


class DeliveredEvent(Base):
    """An event that Slack delivered, so that a second delivery is not acted on."""

    __tablename__ = "delivered_events"

    event_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    seen_at: Mapped[datetime]


class ProcessFact(Base):
    """What a process must find unchanged when it starts again, such as a check of the key."""

    __tablename__ = "process_facts"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str] = mapped_column(String(200))


class Source(Base):
    """A publisher's data set, however many files it comes in."""

    __tablename__ = "sources"
    __table_args__ = (UniqueConstraint("workspace_id", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = _workspace()
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
    workspace_id: Mapped[int] = _workspace()
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


class Layer(Base):
    """A file of places of one kind."""

    __tablename__ = "layers"
    __table_args__ = (UniqueConstraint("workspace_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = _workspace()
    kind: Mapped[str] = mapped_column(String(32))
    file: Mapped[str] = mapped_column(String(300))
    attribution: Mapped[str] = mapped_column(String(300), default="")
    imported_at: Mapped[datetime]
    #: Source files whose incidents were assigned by the cell's largest place, because
    #: the layer came after them; empty when the layer is exact.
    approximate: Mapped[list[str]]


class Place(Base):
    """A named area or site of a layer."""

    __tablename__ = "places"
    __table_args__ = (UniqueConstraint("workspace_id", "layer_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = _workspace()
    layer_id: Mapped[int] = mapped_column(ForeignKey("layers.id", ondelete=CASCADE))
    #: What identifies it in its file, and in files keyed to it (a GEOID, a district number).
    key: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(200))
    aliases: Mapped[list[str]]
    #: WGS84 well-known binary, whole; for a site its cell's centre.
    geometry: Mapped[bytes]
    #: The same simplified for drawing.
    outline: Mapped[bytes]
    area_km2: Mapped[float]
    #: A point inside, for a label. [degrees]
    lat: Mapped[float]
    lon: Mapped[float]


class CellPlace(Base):
    """The place of a layer that holds most of a cell."""

    __tablename__ = "cell_places"

    workspace_id: Mapped[int] = _workspace(primary=True)
    layer_id: Mapped[int] = mapped_column(
        ForeignKey("layers.id", ondelete=CASCADE), primary_key=True
    )
    cell: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id", ondelete=CASCADE))


class StudyCell(Base):
    """A cell at least half inside the study area."""

    __tablename__ = "study_cells"

    workspace_id: Mapped[int] = _workspace(primary=True)
    cell: Mapped[int] = mapped_column(BigInteger, primary_key=True)


class Piece(Base):
    """A part of a cell, at least one hectare, that lies in the same place of each layer."""

    __tablename__ = "pieces"
    __table_args__ = (UniqueConstraint("workspace_id", "signature"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = _workspace()
    cell: Mapped[int] = mapped_column(BigInteger)
    #: The cell and the places, as text, so that a piece is found again.
    signature: Mapped[str] = mapped_column(String(400))


class PiecePlace(Base):
    """The place of one layer that a piece lies in."""

    __tablename__ = "piece_places"
    __table_args__ = (Index("ix_piece_places_place", "workspace_id", "place_id"),)

    workspace_id: Mapped[int] = _workspace(primary=True)
    piece_id: Mapped[int] = mapped_column(
        ForeignKey("pieces.id", ondelete=CASCADE), primary_key=True
    )
    layer_id: Mapped[int] = mapped_column(
        ForeignKey("layers.id", ondelete=CASCADE), primary_key=True
    )
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id", ondelete=CASCADE))


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

    workspace_id: Mapped[int] = _workspace(primary=True)
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

    workspace_id: Mapped[int] = _workspace(primary=True)
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


class RankedCell(Base):
    """The long-run ranking of the study area, computed after each import."""

    __tablename__ = "ranked_cells"
    __table_args__ = ({"sqlite_with_rowid": False},)

    workspace_id: Mapped[int] = _workspace(primary=True)
    category: Mapped[str] = mapped_column(String(32), primary_key=True)
    cell: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    score: Mapped[float]
    #: 1 is highest.
    rank: Mapped[int]


class LookBackRow(Base):
    """How well the ranking did here in the past, computed after each import."""

    __tablename__ = "lookbacks"

    workspace_id: Mapped[int] = _workspace(primary=True)
    category: Mapped[str] = mapped_column(String(32), primary_key=True)
    computed_at: Mapped[datetime]
    #: The last day whose data it used.
    through: Mapped[date | None]
    method: Mapped[str] = mapped_column(String(100))
    result: Mapped[dict[str, Any]]


class Demographics(Base):
    """Residents of a place, as context and denominators; never a predictor."""

    __tablename__ = "demographics"

    workspace_id: Mapped[int] = _workspace(primary=True)
    place_id: Mapped[int] = mapped_column(
        ForeignKey("places.id", ondelete=CASCADE), primary_key=True
    )
    #: Where the figures come from, such as "ACS 5-year 2023".
    origin: Mapped[str] = mapped_column(String(200))
    population: Mapped[int | None]
    median_household_income: Mapped[int | None]
    below_poverty: Mapped[int | None]
    black: Mapped[int | None]
    white: Mapped[int | None]
    asian: Mapped[int | None]
    hispanic: Mapped[int | None]
