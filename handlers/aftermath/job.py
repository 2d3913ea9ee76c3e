"""What is looked after each hour: prompts after an event, and notes whose time is over."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.aftermath import message
from handlers.aftermath.request import After
from handlers.aftermath.service import BACK, GOING, ended
from handlers.day.service import beside, clean, roles
from handlers.deliveries.service import enqueue
from handlers.events import rounds
from handlers.toolbox import Toolbox
from knowledge.access import Permission
from knowledge.deliveries import Kind, promise
from knowledge.events import aftermath
from knowledge.events.aftermath import NOTES, Asked, Prompt
from knowledge.events.day import AFTER, Entry, EntryKind, ends, standing
from knowledge.events.event import Event, Hand, State
from knowledge.events.kinds import EventRole
from knowledge.events.visibility import View
from storage import events, people
from storage.events import entries, schedule


def look_after(tools: Toolbox, workspace: int) -> None:
    """Ask what is due after each event, and delete the notes whose time is over."""
    now = tools.now()
    with tools.read() as session:
        near = schedule.starting(session, workspace=workspace, since=now - BACK, until=now)

    def after(session: Session, event: Event) -> None:
        if event.state in GOING:
            _look_after(session, workspace, event, now)

    rounds.each(tools, near, after, workspace=workspace, door="aftermath")


def _look_after(session: Session, workspace: int, event: Event, now: datetime) -> None:
    log = entries.load(session, workspace=workspace, event=event.id)
    over = ended(event, log)
    if now < over:
        return
    if now >= ends(event) + AFTER:
        _close(session, workspace, event, now)
    if now >= aftermath.notes_gone(over):
        _forget(session, workspace, event, log, now)
    hands = events.hands(session, workspace=workspace, event=event.id)
    written = {one.kind for one in log}
    for one in aftermath.due(over, now):
        if one.settled not in written:
            _ask(session, workspace, event, hands, one, now)


def _ask(
    session: Session,
    workspace: int,
    event: Event,
    hands: list[Hand],
    asked: Asked,
    now: datetime,
) -> None:
    users = people.slack_users(session, workspace=workspace)
    for person in _asked(asked, hands, users):
        mark = promise(workspace, "event after", event.id, asked.prompt, person)
        enqueue(
            session, workspace=workspace,
            parts=("event after", event.id, asked.prompt, person),
            kind=Kind.PERSONAL if _held_by_no_pause(asked.prompt) else Kind.NUDGE,
            needs=Permission.EVENTS_READ,
            message=message.prompt(asked.prompt, event, After(event=event.id, id=mark)),
            now=now, person=users[person], about=(event.id, View.PLAN),
        )  # fmt: skip


def _held_by_no_pause(prompt: Prompt) -> bool:
    return prompt.of_care or prompt in (Prompt.DEBRIEF, Prompt.NOTES_SOON)


def _asked(asked: Asked, hands: list[Hand], users: Iterable[str]) -> list[str]:
    """Return who is asked: those who hold the roles, else the event lead, else everybody."""
    there = [one for one in hands if one.person in users]
    if not asked.roles:
        return list(dict.fromkeys(one.person for one in there))
    holding = [one for one in there if roles([one], one.person) & set(asked.roles)]
    leading = [one for one in there if one.role == EventRole.EVENT_LEAD]
    return list(dict.fromkeys(one.person for one in holding or leading))


def _close(session: Session, workspace: int, event: Event, now: datetime) -> None:
    """End the day of an event that nobody ended: doubtful words do not stay."""
    if event.state is not State.OVER:
        over = {"state": State.OVER.value}
        events.change(session, workspace=workspace, event=event.id, changed=over, by="", now=now)
    clean(session, workspace, event)


def _forget(
    session: Session, workspace: int, event: Event, log: list[Entry], now: datetime
) -> None:
    """Delete the notes, and keep how many were at their posts."""
    if not any(one.kind in NOTES or one.by for one in log):
        return
    here = len(standing(event, log).here)
    staffed = Entry(
        id=beside(str(event.id), EntryKind.STAFFED), kind=EntryKind.STAFFED, by="", at=now,
        number=here,
    )  # fmt: skip
    if here:
        entries.write(session, workspace=workspace, event=event.id, entry=staffed)
    entries.erase(session, workspace=workspace, event=event.id, kinds=NOTES, before=now)
    entries.unsign(session, workspace=workspace, event=event.id)
