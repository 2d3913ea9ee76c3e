"""Events and their safety plans: who is named on one, what is to be done, what was decided."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.secrets import Sealed, SealedJson
from storage.tables.base import CASCADE, Base, of_workspace
from storage.tables.people import PERSON


def _event() -> Mapped[int]:
    return mapped_column(ForeignKey("events.id", ondelete=CASCADE), primary_key=True)


class EventRow(Base):
    """An event; what it is called and where it is are sealed, for a closed one is nobody's."""

    __tablename__ = "events"
    __table_args__ = (Index("ix_events_start", "workspace_id", "start"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = of_workspace()
    #: A ``knowledge.events.kinds.EventType``.
    type: Mapped[str] = mapped_column(String(32))
    title: Mapped[str] = mapped_column(Sealed, default="")
    start: Mapped[datetime | None]
    end: Mapped[datetime | None]
    #: ``knowledge.events.profile.Profile`` as answered so far, the cell among it.
    profile: Mapped[Any] = mapped_column(SealedJson)
    #: What is where and how to talk: ``knowledge.events.arrangements.Arrangements``; None while
    #: nobody said any of it.
    arrangements: Mapped[Any] = mapped_column(SealedJson, nullable=True)
    #: What is read out to 911.
    address: Mapped[str] = mapped_column(Sealed, default="")
    #: closed, members or public.
    stage: Mapped[str] = mapped_column(String(16), default="closed")
    #: draft, planned, postponed, cancelled, over.
    state: Mapped[str] = mapped_column(String(16), default="draft")
    #: The level by all factors, and the one that people outside outreach are shown.
    tier: Mapped[str] = mapped_column(String(16), default="")
    tier_shown: Mapped[str] = mapped_column(String(16), default="")
    #: Who ticked that the family said yes, and the name that may be kept from then on.
    family_yes_by: Mapped[str | None] = mapped_column(String(PERSON))
    remembered: Mapped[str] = mapped_column(Sealed, default="")
    channel: Mapped[str] = mapped_column(String(32), default="")
    #: Of the one living message in that channel.
    pinned_ts: Mapped[str] = mapped_column(String(32), default="")
    #: The state that it shows, and until when it is left alone.
    live_shown: Mapped[str] = mapped_column(String(80), default="")
    live_after: Mapped[datetime | None]
    created_by: Mapped[str] = mapped_column(String(PERSON))
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)


class EventHand(Base):
    """Somebody, or an organisation, named on a plan for a role."""

    __tablename__ = "event_hands"

    workspace_id: Mapped[int] = of_workspace(primary=True)
    event_id: Mapped[int] = _event()
    #: A ``knowledge.events.kinds.EventRole``, or helper.
    role: Mapped[str] = mapped_column(String(32), primary_key=True)
    #: "" where an organisation holds the role and has not said who.
    person: Mapped[str] = mapped_column(String(PERSON), primary_key=True)
    partner_id: Mapped[int | None]
    #: The number they gave for the call list themselves; taken out on the plan's schedule.
    phone: Mapped[str | None] = mapped_column(Sealed)
    named_at: Mapped[datetime]


class EventTask(Base):
    """One item of a plan, and how far it is; once listed it stays."""

    __tablename__ = "event_tasks"

    workspace_id: Mapped[int] = of_workspace(primary=True)
    event_id: Mapped[int] = _event()
    #: Id of the template's item, such as ``C01``, or of the coalition's own.
    item: Mapped[str] = mapped_column(String(16), primary_key=True)
    due: Mapped[datetime]
    critical: Mapped[bool]
    folded: Mapped[bool]
    role: Mapped[str] = mapped_column(String(32))
    owner: Mapped[str | None] = mapped_column(String(PERSON))
    partner_id: Mapped[int | None]
    #: open, done or not_applicable.
    state: Mapped[str] = mapped_column(String(16), default="open")
    #: Whether the newest level that everybody sees still asks for it; whether the full one does.
    needed: Mapped[bool] = mapped_column(default=True)
    needed_inside: Mapped[bool] = mapped_column(default=True)
    #: A ``knowledge.events.tasks.Reach``: inside while it was never on everybody's list.
    reach: Mapped[str] = mapped_column(String(16), default="everybody")
    #: A note, a link, or why it does not apply.
    note: Mapped[str] = mapped_column(Sealed, default="")
    done_by: Mapped[str | None] = mapped_column(String(PERSON))
    done_at: Mapped[datetime | None]
    #: The second person, where one is wanted.
    signed_by: Mapped[str | None] = mapped_column(String(PERSON))
    signed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)


class EventConflict(Base):
    """What outreach answered about a conflict: a level, sealed, with its history."""

    __tablename__ = "event_conflicts"

    workspace_id: Mapped[int] = of_workspace(primary=True)
    event_id: Mapped[int] = _event()
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    level: Mapped[Any] = mapped_column(SealedJson)
    by: Mapped[str] = mapped_column(String(PERSON))
    at: Mapped[datetime]


class EventScore(Base):
    """A score as it was counted once, so that a later one can say what moved."""

    __tablename__ = "event_scores"

    workspace_id: Mapped[int] = of_workspace(primary=True)
    event_id: Mapped[int] = _event()
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    result: Mapped[Any] = mapped_column(SealedJson)
    at: Mapped[datetime]


class EventDecision(Base):
    """Whether it goes ahead, in whose words and names; never changed."""

    __tablename__ = "event_decisions"

    workspace_id: Mapped[int] = of_workspace(primary=True)
    event_id: Mapped[int] = _event()
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    #: ready, going_ahead, changed, postponed or cancelled.
    kind: Mapped[str] = mapped_column(String(16))
    words: Mapped[str] = mapped_column(Sealed, default="")
    #: The same of what only those may know of who may know the conflict answer.
    inside: Mapped[str | None] = mapped_column(Sealed)
    #: Ids of who stands for it, the lead first.
    people: Mapped[list[str]]
    at: Mapped[datetime]


class EventEntry(Base):
    """A line of the day's log; its id is the writer's, so that a retry is not doubled."""

    __tablename__ = "event_entries"

    workspace_id: Mapped[int] = of_workspace(primary=True)
    event_id: Mapped[int] = _event()
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    kind: Mapped[str] = mapped_column(String(32))
    text: Mapped[str] = mapped_column(Sealed, default="")
    #: People counted, where it is a count.
    number: Mapped[int | None]
    #: Whether words in it are masked for all but the safety lead.
    doubtful: Mapped[bool] = mapped_column(default=False)
    by: Mapped[str] = mapped_column(String(PERSON))
    at: Mapped[datetime]


class TemplateItem(Base):
    """What a coalition made of a template's item: its own words, one more, or one less."""

    __tablename__ = "template_items"

    workspace_id: Mapped[int] = of_workspace(primary=True)
    #: The event type whose list it is in, or core.
    list: Mapped[str] = mapped_column(String(32), primary_key=True)
    item: Mapped[str] = mapped_column(String(16), primary_key=True)
    retired: Mapped[bool] = mapped_column(default=False)
    #: Why it was retired, where somebody said.
    reason: Mapped[str | None] = mapped_column(Sealed)
    #: The whole item where the coalition wrote it, what it changed of the product's else; None
    #: where it only retired it.
    wording: Mapped[Any] = mapped_column(SealedJson, nullable=True)
    by: Mapped[str] = mapped_column(String(PERSON))
    at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
