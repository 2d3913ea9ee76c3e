"""Meetings, who was there, and what is to be done after them."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.secrets import Sealed
from storage.tables.base import CASCADE, Base, of_workspace
from storage.tables.people import PERSON


class MeetingRow(Base):
    """A meeting: when, what kind, what was settled."""

    __tablename__ = "meetings"
    __table_args__ = (Index("ix_meetings_start", "workspace_id", "start"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = of_workspace()
    #: A kind of ``knowledge.meetings``.
    kind: Mapped[str] = mapped_column(String(32))
    title: Mapped[str] = mapped_column(String(200))
    start: Mapped[datetime]
    minutes: Mapped[int]
    location: Mapped[str] = mapped_column(String(300), default="")
    channel: Mapped[str] = mapped_column(String(32), default="")
    notes: Mapped[str] = mapped_column(Sealed, default="")
    created_by: Mapped[str] = mapped_column(String(PERSON))
    created_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)


class Attendance(Base):
    """A sector that was at a meeting; who it was by name is not kept."""

    __tablename__ = "attendance"

    workspace_id: Mapped[int] = of_workspace(primary=True)
    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meetings.id", ondelete=CASCADE), primary_key=True
    )
    sector: Mapped[str] = mapped_column(String(32), primary_key=True)
    people: Mapped[int] = mapped_column(default=1)


class ActionRow(Base):
    """Something that somebody is to do by some day."""

    __tablename__ = "actions"
    __table_args__ = (
        Index("ix_actions_owner", "workspace_id", "owner", "state"),
        Index("ix_actions_due", "workspace_id", "state", "due"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = of_workspace()
    text: Mapped[str] = mapped_column(Sealed)
    owner: Mapped[str | None] = mapped_column(String(PERSON))
    due: Mapped[date | None]
    #: open, done or dropped.
    state: Mapped[str] = mapped_column(String(16), default="open")
    #: The address of the message it came from, and where that is.
    origin: Mapped[str] = mapped_column(String(500), default="")
    #: The channel it belongs to; "" for the owner's own.
    channel: Mapped[str] = mapped_column(String(32), default="")
    meeting_id: Mapped[int | None]
    plan_item_id: Mapped[int | None]
    #: Who was asked to take it over, until they accept.
    offered_to: Mapped[str | None] = mapped_column(String(PERSON))
    snoozed_until: Mapped[date | None]
    created_by: Mapped[str] = mapped_column(String(PERSON))
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
