"""A workspace, and what serves the process rather than a coalition."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class Workspace(Base):
    """A coalition's workspace; ``team`` is empty until a Slack workspace is bound."""

    __tablename__ = "workspaces"

    id: Mapped[int] = mapped_column(primary_key=True)
    team: Mapped[str | None] = mapped_column(String(32), unique=True)
    name: Mapped[str] = mapped_column(String(200), default="")
    timezone: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[datetime]
    #: When its first coordinator took the seat; before that only hotspots can be asked for.
    opened_at: Mapped[datetime | None]


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
