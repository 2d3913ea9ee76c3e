"""People as a coalition knows them: a random id, a seat, a role, and what two confirm."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.secrets import SealedJson
from storage.tables.base import Base, of_workspace

#: Length of a person's random id.
PERSON = 16


class Person(Base):
    """Somebody who has joined, or has done something that is on record.

    Every other table knows people by ``id``, which means nothing by itself. To forget
    somebody is to delete this row: counts and audit lines stay, and lead to nobody.
    """

    __tablename__ = "people"
    __table_args__ = (UniqueConstraint("workspace_id", "slack_user"),)

    workspace_id: Mapped[int] = of_workspace(primary=True)
    id: Mapped[str] = mapped_column(String(PERSON), primary_key=True)
    slack_user: Mapped[str] = mapped_column(String(32))
    #: A ``knowledge.access.Role``; without a partner organisation it gives nothing.
    role: Mapped[str] = mapped_column(String(32), default="visitor")
    #: What they answered, and what counts: a ``knowledge.access.Duties`` each.
    duties_said: Mapped[str] = mapped_column(String(32), default="unanswered")
    duties: Mapped[str] = mapped_column(String(32), default="unanswered")
    partner_id: Mapped[int | None]
    pledged_at: Mapped[datetime | None]
    trained_on: Mapped[date | None]
    suspended_at: Mapped[datetime | None]
    #: Whether they said "no shooting posts for me".
    no_shooting_posts: Mapped[bool] = mapped_column(default=False)
    language: Mapped[str] = mapped_column(String(16), default="en")
    created_at: Mapped[datetime]
    welcomed_at: Mapped[datetime | None]
    #: When they left the Slack workspace.
    left_at: Mapped[datetime | None]


class Change(Base):
    """A change to somebody's access that counts once the people it needs have confirmed it."""

    __tablename__ = "changes"
    __table_args__ = (
        Index("ix_changes_state", "workspace_id", "state"),
        ForeignKeyConstraint(
            ["workspace_id", "subject"], ["people.workspace_id", "people.id"], ondelete="CASCADE"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = of_workspace()
    subject: Mapped[str] = mapped_column(String(PERSON))
    #: seat, role, duties or sector.
    kind: Mapped[str] = mapped_column(String(32))
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    proposed_by: Mapped[str] = mapped_column(String(PERSON))
    proposed_at: Mapped[datetime]
    #: Who has to confirm, such as ``["coordinator", "supervisor"]``.
    needs: Mapped[list[str]]
    #: Who did, as ``{need: person id}``.
    confirmed: Mapped[dict[str, Any]]
    #: waiting, done, declined or lapsed.
    state: Mapped[str] = mapped_column(String(16), default="waiting")
    closed_at: Mapped[datetime | None]


class LocalSetting(Base):
    """One answer of the setup, and when somebody last checked that it still holds."""

    __tablename__ = "local_settings"

    workspace_id: Mapped[int] = of_workspace(primary=True)
    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[Any] = mapped_column(SealedJson)
    checked_on: Mapped[date | None]
    set_by: Mapped[str] = mapped_column(String(PERSON))
    set_at: Mapped[datetime]


class Channel(Base):
    """A channel that the coalition uses, and who answers for it."""

    __tablename__ = "channels"

    workspace_id: Mapped[int] = of_workspace(primary=True)
    channel: Mapped[str] = mapped_column(String(32), primary_key=True)
    #: general, outreach, digest, press; "" where nothing was said.
    purpose: Mapped[str] = mapped_column(String(32), default="")
    owner: Mapped[str | None] = mapped_column(String(PERSON))
    closed_at: Mapped[datetime | None]


class Pause(Base):
    """Somebody's word that nothing is to be posted by itself, somewhere, until a moment."""

    __tablename__ = "pauses"
    __table_args__ = (Index("ix_pauses_open", "workspace_id", "ended_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = of_workspace()
    #: all, channel or place.
    scope: Mapped[str] = mapped_column(String(16))
    #: A channel's id or a place's; "" for all.
    target: Mapped[str] = mapped_column(String(64), default="")
    #: The event by whose family it was said; None where a coordinator said it.
    event_id: Mapped[int | None]
    until: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(PERSON))
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Notice(Base):
    """A shooting that somebody reported to outreach: place, time, people shot; nobody's name."""

    __tablename__ = "notices"

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = of_workspace()
    place_id: Mapped[int | None]
    place: Mapped[str] = mapped_column(String(200))
    happened_at: Mapped[datetime]
    people_shot: Mapped[int]
    sent_by: Mapped[str] = mapped_column(String(PERSON))
    sent_at: Mapped[datetime]
