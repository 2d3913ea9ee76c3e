"""What is held about one person, table by table, and how they are forgotten.

``HELD`` knows every column that names a person; a test fails when a table gains another.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, Row, Table, and_, delete, select, update
from sqlalchemy.orm import Session

from knowledge.audit import Lens
from knowledge.mydata import Found, Held
from storage import actions, audit, people
from storage.events import phones
from storage.secrets import SealedJson
from storage.tables import (
    ActionRow,
    Base,
    Change,
    Channel,
    Delivery,
    EventConflict,
    EventDecision,
    EventEntry,
    EventHand,
    EventRow,
    EventTask,
    IndicatorRow,
    IndicatorValue,
    LocalSetting,
    MeetingRow,
    Need,
    Notice,
    PathItem,
    Pause,
    Person,
    PlanItem,
    Revision,
    TemplateItem,
)

#: Every column that names a person by their random id, and what of its row is theirs to see.
HELD: dict[tuple[type[Base], str], tuple[Held, tuple[str, ...]]] = {
    (Person, "id"): (
        Held.SEAT,
        (
            "role", "duties_said", "duties", "partner_id", "pledged_at", "trained_on",
            "suspended_at", "no_shooting_posts", "language", "created_at", "welcomed_at",
            "left_at",
        ),
    ),
    (Change, "subject"): (
        Held.CHANGES,
        ("kind", "before", "after", "state", "proposed_at", "closed_at"),
    ),
    (Change, "proposed_by"): (Held.PROPOSED, ("kind", "state", "proposed_at")),
    (Change, "confirmed"): (Held.CONFIRMED, ("kind", "state", "proposed_at")),
    (LocalSetting, "set_by"): (Held.SETTINGS, ("name", "set_at")),
    (LocalSetting, "value"): (Held.NAMED, ("name", "set_at")),
    (Channel, "owner"): (Held.CHANNELS, ("channel", "purpose")),
    (Pause, "by"): (Held.PAUSES, ("scope", "at", "until", "ended_at")),
    (Notice, "sent_by"): (Held.NOTICES, ("place", "happened_at", "people_shot", "sent_at")),
    (Revision, "by"): (Held.EDITS, ("noun", "item", "version", "at")),
    (Need, "asked_by"): (Held.NEEDS, ("text", "state", "created_at", "until", "closed_at")),
    (Need, "taken_by"): (Held.TAKEN, ("text", "state", "thanks", "created_at")),
    (PathItem, "owner"): (Held.PATH, ("item", "state", "due", "note")),
    (PathItem, "set_by"): (Held.PATH_SET, ("item", "state", "set_at")),
    (PlanItem, "owner"): (Held.PLAN, ("level", "text", "state", "due")),
    (IndicatorRow, "owner"): (Held.INDICATORS, ("key",)),
    (IndicatorValue, "entered_by"): (Held.VALUES, ("key", "on", "value")),
    (MeetingRow, "created_by"): (Held.MEETINGS, ("title", "kind", "start", "created_at")),
    (ActionRow, "owner"): (Held.ACTIONS, ("text", "state", "due", "created_at", "closed_at")),
    (ActionRow, "offered_to"): (Held.OFFERED, ("text", "due")),
    (ActionRow, "created_by"): (Held.ACTIONS_MADE, ("text", "state", "created_at")),
    (EventRow, "created_by"): (Held.EVENTS, ("type", "start", "state", "created_at")),
    (EventRow, "family_yes_by"): (Held.FAMILY_YES, ("type", "start")),
    (EventHand, "person"): (Held.EVENT_ROLES, ("event_id", "role", "phone", "named_at")),
    (EventTask, "owner"): (Held.EVENT_TASKS, ("event_id", "item", "state", "due")),
    (EventTask, "done_by"): (Held.EVENT_DONE, ("event_id", "item", "done_at")),
    (EventTask, "signed_by"): (Held.EVENT_SIGNED, ("event_id", "item", "signed_at")),
    (EventConflict, "by"): (Held.EVENT_CHECKS, ("event_id", "at")),
    (EventDecision, "people"): (Held.EVENT_DECISIONS, ("event_id", "kind", "at")),
    (EventEntry, "by"): (Held.EVENT_ENTRIES, ("event_id", "kind", "text", "at")),
    (TemplateItem, "by"): (Held.TEMPLATES, ("list", "item", "at")),
}  # fmt: skip
#: The same by Slack user.
HELD_BY_USER: dict[tuple[type[Base], str], tuple[Held, tuple[str, ...]]] = {
    (Delivery, "person"): (Held.DELIVERIES, ("kind", "state", "due", "finished_at")),
}
#: How many lines of the audit are shown, the newest.
MOST_LINES = 1_000


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was done about somebody who is forgotten: counts of it."""

    items: int
    needs: int
    deliveries: int


def collect(
    session: Session, *, workspace: int, person: str, slack_user: str, lens: Lens
) -> list[Found]:
    """Return what is held about somebody; where there is nothing, nothing is listed."""
    found = [
        *_found(session, workspace, person, HELD),
        *_found(session, workspace, slack_user, HELD_BY_USER),
    ]
    lines = audit.newest(session, workspace=workspace, lens=lens, most=MOST_LINES)
    if lines and person:
        rows = [
            {
                "at": _plain(entry.at),
                "act": entry.act,
                "about": entry.about,
                "by_you": entry.actor == person,
            }
            for entry in lines
        ]
        found.append(Found(Held.LINES, tuple(rows)))
    return found


def forget(
    session: Session, *, workspace: int, person: str, slack_user: str, now: datetime
) -> Forgotten:
    """Delete the row that ties a random id to a Slack user, and end what waits for them.

    Everything else keeps the random id, which leads to nobody from then on: counts stay as
    they are, and the audit's chain verifies. A suspension outlives it, under a new random id and
    with nothing else: else whoever is suspended would lift it by asking to be forgotten.
    """
    had = actions.concerning(session, workspace=workspace, person=person) if person else []
    for item in had:
        if item.offered_to == person:
            actions.change(
                session, workspace=workspace, item=item.id, changed={"offered_to": None},
                by=person, now=now,
            )  # fmt: skip
    needs = _withdraw_needs(session, workspace, person, now)
    session.execute(
        update(Channel)
        .where(Channel.workspace_id == workspace, Channel.owner == person)
        .values(owner=None)
    )
    if person:
        phones.forget(session, workspace=workspace, person=person)
    waiting = _withdraw_deliveries(session, workspace, slack_user, now)
    mine = (Person.workspace_id == workspace, Person.slack_user == slack_user)
    suspended = session.scalar(select(Person.suspended_at).where(*mine))
    session.execute(delete(Person).where(*mine))
    session.expire_all()
    if suspended is not None:
        people.ensure(session, workspace=workspace, slack_user=slack_user, now=now)
        session.execute(update(Person).where(*mine).values(suspended_at=suspended))
    return Forgotten(sum(item.owner == person for item in had), needs, waiting)


def gone_since(session: Session, *, workspace: int, before: datetime) -> list[tuple[str, str]]:
    """Return the random id and Slack user of those who left before a moment and stayed away."""
    wanted = (Person.workspace_id == workspace, Person.left_at < before)
    rows = session.execute(select(Person.id, Person.slack_user).where(*wanted))
    return [(person, user) for person, user in rows]


def _found(
    session: Session,
    workspace: int,
    who: str,
    held: dict[tuple[type[Base], str], tuple[Held, tuple[str, ...]]],
) -> Iterator[Found]:
    if not who:
        return
    for (kind, name), (what, shown) in held.items():
        table = _table(kind)
        rows = [
            row for row in _rows(session, table, workspace, name, who) if _names(row, name, who)
        ]
        if rows:
            plain = ({field: _plain(getattr(row, field)) for field in shown} for row in rows)
            yield Found(what, tuple(plain))


def _rows(session: Session, table: Table, workspace: int, name: str, who: str) -> list[Row[Any]]:
    """Return a workspace's rows in which a column may name somebody."""
    column: Column[Any] = table.c[name]
    wanted = table.c.workspace_id == workspace
    if not isinstance(column.type, JSON | SealedJson):  # those are looked through here
        wanted = and_(wanted, column == who)
    return list(session.execute(select(table).where(wanted).order_by(*table.primary_key)))


def _names(row: Row[Any], name: str, who: str) -> bool:
    value = getattr(row, name)
    if isinstance(value, list):
        return who in value
    return who in value.values() if isinstance(value, dict) else bool(value == who)


def _table(kind: type[Base]) -> Table:
    table = kind.__table__
    if not isinstance(table, Table):
        raise TypeError(kind)
    return table


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _withdraw_needs(session: Session, workspace: int, person: str, now: datetime) -> int:
    """Take back what they asked for on the board, and drop its words."""
    waits = Need.state.in_(["draft", "open"])
    mine = (Need.workspace_id == workspace, Need.asked_by == person, waits)
    rows = list(session.scalars(select(Need).where(*mine))) if person else []
    for row in rows:
        row.state, row.text, row.closed_at = "withdrawn", "", now
        row.version += 1
    session.flush()
    return len(rows)


def _withdraw_deliveries(session: Session, workspace: int, user: str, now: datetime) -> int:
    """Take back what waits for them, and drop whom anything was sent to."""
    theirs = (Delivery.workspace_id == workspace, Delivery.person == user)
    waiting = update(Delivery).where(*theirs, Delivery.state == "pending")
    ended = session.execute(
        waiting.values(state="withdrawn", finished_at=now, payload={}).returning(Delivery.key)
    ).all()
    session.execute(update(Delivery).where(*theirs).values(person=""))
    return len(ended)
