"""What a coalition sets out to do: its path, its plan, and how it knows whether it works."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from storage.secrets import Sealed
from storage.tables.base import CASCADE, Base, of_workspace
from storage.tables.people import PERSON


class PathItem(Base):
    """How far one item of the formation path is; an item without a row is open."""

    __tablename__ = "path_items"

    workspace_id: Mapped[int] = of_workspace(primary=True)
    #: ``N01`` to ``N38``, see ``knowledge.formation``.
    item: Mapped[str] = mapped_column(String(16), primary_key=True)
    #: A ``knowledge.formation.steps.Standing``.
    state: Mapped[str] = mapped_column(String(16), default="open")
    owner: Mapped[str | None] = mapped_column(String(PERSON))
    due: Mapped[date | None]
    #: Why it is not for this coalition.
    note: Mapped[str] = mapped_column(Sealed, default="")
    set_by: Mapped[str] = mapped_column(String(PERSON))
    set_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)


class PlanItem(Base):
    """A line of the plan under the line it serves: a ``knowledge.plan.entry.Entry``."""

    __tablename__ = "plan_items"
    __table_args__ = (Index("ix_plan_items_workspace", "workspace_id", "archived_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = of_workspace()
    #: A ``knowledge.plan.entry.Level``.
    level: Mapped[str] = mapped_column(String(16))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("plan_items.id", ondelete=CASCADE))
    text: Mapped[str] = mapped_column(Text)
    owner: Mapped[str | None] = mapped_column(String(PERSON))
    start: Mapped[date | None]
    due: Mapped[date | None]
    #: open, done or dropped.
    state: Mapped[str] = mapped_column(String(16), default="open")
    #: The place of an action, as people call it; "" for everywhere.
    place: Mapped[str] = mapped_column(String(200), default="")
    #: The service that an action brings there; "" for none.
    service: Mapped[str] = mapped_column(String(32), default="")
    #: Key of one of the sixteen indicators, for a line that is one.
    indicator: Mapped[str] = mapped_column(String(64), default="")
    #: As people wrote them.
    baseline: Mapped[str] = mapped_column(String(200), default="")
    target: Mapped[str] = mapped_column(String(200), default="")
    archived_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)


class IndicatorRow(Base):
    """What a coalition settled for one of the indicators: where it began, and who keeps it."""

    __tablename__ = "indicators"

    workspace_id: Mapped[int] = of_workspace(primary=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    source: Mapped[str] = mapped_column(String(200), default="")
    #: As people wrote it, such as "21 of 40 in 2025".
    baseline: Mapped[str] = mapped_column(String(200), default="")
    owner: Mapped[str | None] = mapped_column(String(PERSON))
    version: Mapped[int] = mapped_column(default=1)


class IndicatorValue(Base):
    """A value that somebody entered for one day."""

    __tablename__ = "indicator_values"

    workspace_id: Mapped[int] = of_workspace(primary=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    on: Mapped[date] = mapped_column(primary_key=True)
    value: Mapped[float]
    #: Of how many, where it is a part of something.
    whole: Mapped[float | None]
    entered_by: Mapped[str] = mapped_column(String(PERSON))
