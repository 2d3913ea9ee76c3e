"""Layers of places, and which cells and pieces lie in them."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import CASCADE, Base, of_workspace


class Layer(Base):
    """A file of places of one kind."""

    __tablename__ = "layers"
    __table_args__ = (UniqueConstraint("workspace_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = of_workspace()
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
    workspace_id: Mapped[int] = of_workspace()
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

    workspace_id: Mapped[int] = of_workspace(primary=True)
    layer_id: Mapped[int] = mapped_column(
        ForeignKey("layers.id", ondelete=CASCADE), primary_key=True
    )
    cell: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id", ondelete=CASCADE))


class StudyCell(Base):
    """A cell at least half inside the study area."""

    __tablename__ = "study_cells"

    workspace_id: Mapped[int] = of_workspace(primary=True)
    cell: Mapped[int] = mapped_column(BigInteger, primary_key=True)


class Piece(Base):
    """A part of a cell, at least one hectare, that lies in the same place of each layer."""

    __tablename__ = "pieces"
    __table_args__ = (UniqueConstraint("workspace_id", "signature"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = of_workspace()
    cell: Mapped[int] = mapped_column(BigInteger)
    #: The cell and the places, as text, so that a piece is found again.
    signature: Mapped[str] = mapped_column(String(400))


class PiecePlace(Base):
    """The place of one layer that a piece lies in."""

    __tablename__ = "piece_places"
    __table_args__ = (Index("ix_piece_places_place", "workspace_id", "place_id"),)

    workspace_id: Mapped[int] = of_workspace(primary=True)
    piece_id: Mapped[int] = mapped_column(
        ForeignKey("pieces.id", ondelete=CASCADE), primary_key=True
    )
    layer_id: Mapped[int] = mapped_column(
        ForeignKey("layers.id", ondelete=CASCADE), primary_key=True
    )
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id", ondelete=CASCADE))


class Demographics(Base):
    """Residents of a place, as context and denominators; never a predictor."""

    __tablename__ = "demographics"

    workspace_id: Mapped[int] = of_workspace(primary=True)
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
