"""Partner organisations, what they agreed to, and what they offer one another."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from storage.secrets import Sealed
from storage.tables.base import CASCADE, Base, of_workspace
from storage.tables.people import PERSON


class PartnerRow(Base):
    """An organisation of the coalition, or one that it sends people to."""

    __tablename__ = "partners"
    __table_args__ = (Index("ix_partners_workspace", "workspace_id", "archived_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = of_workspace()
    name: Mapped[str] = mapped_column(String(200))
    sector: Mapped[str] = mapped_column(String(32))
    services: Mapped[list[str]]
    #: ``knowledge.partners.hours.Hours`` packed; None where nobody said.
    hours: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    languages: Mapped[list[str]]
    #: Names of the places it serves; empty for everywhere.
    places: Mapped[list[str]]
    walk_in: Mapped[bool] = mapped_column(default=False)
    capacity: Mapped[str] = mapped_column(String(16), default="unknown")
    refer: Mapped[str] = mapped_column(Text, default="")
    phone: Mapped[str] = mapped_column(String(64), default="")
    address: Mapped[str] = mapped_column(String(300), default="")
    #: Whom to ask there, for members only.
    contact: Mapped[str] = mapped_column(Sealed, default="")
    #: Whether it does street outreach: it names the first outreach supervisor.
    outreach: Mapped[bool] = mapped_column(default=False)
    confirmed_on: Mapped[date | None]
    archived_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)


class PartnerWord(Base):
    """A service, language or place of a partner, so that a search reads an index."""

    __tablename__ = "partner_words"
    __table_args__ = (Index("ix_partner_words_word", "workspace_id", "kind", "word"),)

    workspace_id: Mapped[int] = of_workspace(primary=True)
    partner_id: Mapped[int] = mapped_column(
        ForeignKey("partners.id", ondelete=CASCADE), primary_key=True
    )
    #: service, language or place.
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    word: Mapped[str] = mapped_column(String(200), primary_key=True)


class AgreementRow(Base):
    """A memorandum, data-sharing agreement or data-use licence between partners."""

    __tablename__ = "agreements"

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = of_workspace()
    tier: Mapped[str] = mapped_column(String(16))
    title: Mapped[str] = mapped_column(String(200))
    #: Ids of partners.
    parties: Mapped[Any] = mapped_column(JSON)
    purpose: Mapped[str] = mapped_column(Text, default="")
    fields: Mapped[list[str]]
    #: Keys of its tier's clauses that it settles.
    covered: Mapped[list[str]]
    retention: Mapped[str] = mapped_column(String(300), default="")
    start: Mapped[date]
    end: Mapped[date | None]
    signed_on: Mapped[date | None]
    archived_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)


class Need(Base):
    """One line on the "I can" board, who took it, and whom to thank."""

    __tablename__ = "needs"

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = of_workspace()
    text: Mapped[str] = mapped_column(Sealed)
    asked_by: Mapped[str] = mapped_column(String(PERSON))
    channel: Mapped[str] = mapped_column(String(32))
    #: Of the post with the button, while one has to be kept in step with this.
    ts: Mapped[str] = mapped_column(String(32), default="")
    until: Mapped[datetime | None]
    #: A ``knowledge.board`` state.
    state: Mapped[str] = mapped_column(String(16), default="draft")
    taken_by: Mapped[str | None] = mapped_column(String(PERSON))
    taken_at: Mapped[datetime | None]
    #: Whether who took it agreed to be thanked by name; None until asked.
    thanks: Mapped[bool | None]
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
