"""Posts that are promised: each is a row, and arrives once."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.secrets import SealedJson
from storage.tables.base import Base, of_workspace


class Delivery(Base):
    """One post, frozen when it was promised, and how far it is."""

    __tablename__ = "deliveries"
    __table_args__ = (Index("ix_deliveries_due", "state", "due"),)

    workspace_id: Mapped[int] = of_workspace(primary=True)
    #: A UUID made of what it is and which slot it fills; the same promise is one row.
    key: Mapped[str] = mapped_column(String(36), primary_key=True)
    #: Where to: a channel, or a person's Slack id. One of the two.
    channel: Mapped[str | None] = mapped_column(String(32))
    person: Mapped[str | None] = mapped_column(String(32))
    thread: Mapped[str] = mapped_column(String(32), default="")
    #: A ``knowledge.deliveries.Kind``: what a pause holds and what it lets through.
    kind: Mapped[str] = mapped_column(String(32))
    #: The permission that whoever can read it must have.
    needs: Mapped[str] = mapped_column(String(64))
    #: ``{"text": …, "blocks": […]}``.
    payload: Mapped[Any] = mapped_column(SealedJson)
    #: The place it is about, where it is about one, so that a pause of that place holds it.
    place: Mapped[str] = mapped_column(String(64), default="")
    #: The event it is about, and the least that whoever reads it must see of that, as a
    #: ``knowledge.events.visibility.View``; who was taken off a plan meanwhile is not told.
    event_id: Mapped[int | None]
    event_view: Mapped[int] = mapped_column(default=0)
    due: Mapped[datetime]
    #: pending, sent, refused, paused, withdrawn, failed or unknown.
    state: Mapped[str] = mapped_column(String(16), default="pending")
    attempts: Mapped[int] = mapped_column(default=0)
    owner: Mapped[str] = mapped_column(String(64), default="")
    lease_until: Mapped[datetime | None]
    first_try: Mapped[datetime | None]
    #: Slack's timestamp of the post, once it is there.
    ts: Mapped[str] = mapped_column(String(32), default="")
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
