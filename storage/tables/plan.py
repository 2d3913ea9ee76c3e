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
    #: open, doing, done or not_applicable.
    state: Mapped[str] = mapped_column(String(16), default="open")
    owner: Mapped[str | None] = mapped_column(String(PERSON))
    due: Mapped[date | None]
    note: Mapped[str] = mapped_column(Sealed, default="")
    set_by: Mapped[str] = mapped_column(String(PERSON))
    set_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)


class PlanItem(Base):
    """A line of the plan: root cause, goal, strategy or action, under the line it serves."""

    __tablename__ = "plan_items"
    __table_args__ = (Index("ix_plan_items_workspace", "workspace_id", "archived_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = of_workspace()
    #: A ``knowledge.plan`` kind.
    kind: Mapped[str] = mapped_column(String(16))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("plan_items.id", ondelete=CASCADE))
    text: Mapped[str] = mapped_column(Text)
    owner: Mapped[str | None] = mapped_column(String(PERSON))
    partner_id: Mapped[int | None]
    due: Mapped[date | None]
    #: Key of the indicator that tells whether it works.
    indicator: Mapped[str | None] = mapped_column(String(64))
    #: Names of the places it is for.
    places: Mapped[list[str]]
    #: open, done or dropped.
    state: Mapped[str] = mapped_column(String(16), default="open")
    position: Mapped[int] = mapped_column(default=0)
    archived_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)


class IndicatorRow(Base):
    """What a coalition settled for one of the indicators: where it began, and who keeps it."""

    __tablename__ = "indicators"

    workspace_id: Mapped[int] = of_workspace(primary=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    source: Mapped[str] = mapped_column(String(200), default="")
    baseline: Mapped[float | None]
    baseline_on: Mapped[date | None]
    owner: Mapped[str | None] = mapped_column(String(PERSON))
    version: Mapped[int] = mapped_column(default=1)


class IndicatorValue(Base):
    """A value that somebody entered, or that the bot computed, for one day."""

    __tablename__ = "indicator_values"

    workspace_id: Mapped[int] = of_workspace(primary=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    on: Mapped[date] = mapped_column(primary_key=True)
    value: Mapped[float]
    #: Who entered it; None where the bot computed it.
    entered_by: Mapped[str | None] = mapped_column(String(PERSON))
