"""Promising a post, taking the promises that are due, and keeping how each ended."""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from handlers.blocks import Message
from handlers.deliveries import message as told
from handlers.toolbox import Toolbox
from knowledge import access
from knowledge.access import Permission, Role
from knowledge.deliveries import Kind, promise
from knowledge.deliveries.due import Due
from knowledge.deliveries.outcome import Again, Ended, State
from knowledge.events.visibility import View, sees
from storage import deliveries, events, pauses, people, process
from storage.events import standing

#: How long a claim holds: more than twice what its calls to Slack may take.
LEASE = timedelta(minutes=3)


def enqueue(
    session: Session,
    *,
    workspace: int,
    parts: tuple[object, ...],
    kind: Kind,
    needs: Permission,
    message: Message,
    now: datetime,
    due: datetime | None = None,
    channel: str | None = None,
    person: str | None = None,
    thread: str = "",
    place: str = "",
    about: tuple[int, View] | None = None,
    receipt: tuple[str, Message] | None = None,
) -> bool:
    """Promise a message within the caller's transaction; say whether it was not promised yet.

    Parameters
    ----------
    parts
        What names the promise, such as ``("agreement", 12, "30 days")``: the same parts, one
        post, however often it is promised.
    needs
        What everybody who could read it must be allowed; checked again when it is posted.
    due
        When it is to arrive; at once by default.
    channel, person
        Where to: one of the two, a person by their Slack user.
    place
        Key of the place it is about, so that a pause of that place holds it.
    about
        The event it is about, and the least of it that its reader must see; looked at again when
        it is posted, so that nobody hears of a plan they were taken off meanwhile. For messages
        to people alone.
    receipt
        A Slack user, and what they are told once it has arrived; for several promises with the
        same receipt, once the first has.
    """
    payload: dict[str, Any] = _spelled(message)
    if receipt is not None:
        payload["receipt"] = {"person": receipt[0], "parts": list(parts[:2])}
        payload["receipt"] |= _spelled(receipt[1])
    return deliveries.enqueue(
        session,
        workspace=workspace,
        key=promise(workspace, *parts),
        kind=kind,
        needs=needs,
        payload=payload,
        due=due or now,
        now=now,
        channel=channel,
        person=person,
        thread=thread,
        place=place,
        about=about,
    )


def claim(tools: Toolbox, *, among: Collection[int], resting: Collection[str]) -> Due | None:
    """Take the next post that is due; with none, no lock is taken either.

    Parameters
    ----------
    among
        Workspaces that can be posted in.
    resting
        Channels and people that were posted to a moment ago.
    """
    now = tools.now()
    with tools.read() as session:
        if not process.anything_due(session, among=among, resting=resting, now=now):
            return None
    with tools.begin() as session:
        return process.claim(
            session,
            among=among,
            resting=resting,
            owner=secrets.token_hex(8),
            now=now,
            lease=LEASE,
        )


def content(tools: Toolbox, due: Due) -> Message | None:
    """Return what a claimed post says, or None where it was withdrawn meanwhile."""
    with tools.read() as session:
        frozen = deliveries.payload(session, workspace=due.workspace, key=due.key)
    return None if frozen is None else Message(frozen["text"], frozen["blocks"])


def held_back(tools: Toolbox, due: Due) -> Ended | None:
    """Return what stands against a claimed post as things are now, if anything does."""
    with tools.read() as session:
        stands_against = _paused(session, due, tools.now()) or _person_says_no(session, due)
        return stands_against or _not_theirs(session, due)


def settle(tools: Toolbox, due: Due, outcome: Ended | Again) -> None:
    """Keep how a claimed post ended; of a channel, whoever answers for it is told once."""
    now = tools.now()
    with tools.begin() as session:
        if isinstance(outcome, Again):
            deliveries.postpone(
                session,
                workspace=due.workspace,
                due=due,
                until=now + outcome.wait,
                counted=outcome.counted,
            )
            return
        frozen = deliveries.payload(session, workspace=due.workspace, key=due.key)
        mine = deliveries.finish(
            session,
            workspace=due.workspace,
            due=due,
            state=outcome.state,
            now=now,
            ts=outcome.ts,
        )
        if mine and due.channel and outcome.state in told.TOLD:
            _tell_owner(session, due, outcome, now)
        if mine and outcome.state is State.SENT and frozen and "receipt" in frozen:
            _give_receipt(session, due, frozen["receipt"], now)


def _spelled(message: Message) -> dict[str, Any]:
    return {"text": message.text, "blocks": message.blocks}


def _give_receipt(session: Session, due: Due, receipt: dict[str, Any], now: datetime) -> None:
    """Promise the receipt; who was forgotten meanwhile gets none, and is named nowhere."""
    user = receipt["person"]
    if people.by_slack_user(session, workspace=due.workspace, slack_user=user) is None:
        return
    enqueue(
        session,
        workspace=due.workspace,
        parts=("receipt", *receipt["parts"]),
        kind=Kind.PERSONAL,
        needs=Permission.SELF_MANAGE,
        message=Message(receipt["text"], receipt["blocks"]),
        now=now,
        person=user,
    )


def _paused(session: Session, due: Due, now: datetime) -> Ended | None:
    """Return the end of what a pause holds: no backlog comes once it is over."""
    if not due.kind.held_by_pause:
        return None
    where = {"channel": due.channel, "place": due.place}
    held = pauses.holding(session, workspace=due.workspace, **where, now=now)
    return Ended(State.PAUSED) if held else None


def _person_says_no(session: Session, due: Due) -> Ended | None:
    if not due.person:
        return None
    member = people.member(session, workspace=due.workspace, slack_user=due.person)
    row = people.by_slack_user(session, workspace=due.workspace, slack_user=due.person)
    if access.refusal(member, due.needs) is not None:
        return Ended(State.REFUSED)
    if row is not None and row.no_shooting_posts and due.kind.of_shootings:
        return Ended(State.WITHDRAWN)
    return None


def _not_theirs(session: Session, due: Due) -> Ended | None:
    """Return the end of what is about an event that its reader does not see so much of any more.

    It is withdrawn rather than refused: nobody is told, and what is held about somebody says so
    of any promise that was taken back.
    """
    if due.about is None:
        return None
    number, view = due.about
    event = events.find(session, workspace=due.workspace, event=number)
    if event is not None:
        facts = standing.facts(session, workspace=due.workspace, event=event)
        member = people.member(session, workspace=due.workspace, slack_user=due.person)
        if sees(facts, member) >= view:
            return None
    return Ended(State.WITHDRAWN)


def _tell_owner(session: Session, due: Due, outcome: Ended, now: datetime) -> None:
    """Promise one message, until a post gets through to that channel again."""
    owner = _owner(session, due)
    if owner is None:
        return
    since = deliveries.last_arrival(session, workspace=due.workspace, channel=due.channel)
    enqueue(
        session,
        workspace=due.workspace,
        parts=("not posted", due.channel, outcome.state, outcome.why, since),
        kind=Kind.PERSONAL,
        needs=Permission.SELF_MANAGE,
        message=told.not_posted(due.channel, outcome),
        now=now,
        person=owner,
    )


def _owner(session: Session, due: Due) -> str | None:
    """Return the Slack user who answers for the channel and has a seat, else a coordinator.

    Anybody can invite the bot to a channel; who is in it is for members to know.
    """
    named = deliveries.channel_owner(session, workspace=due.workspace, channel=due.channel)
    row = people.by_id(session, workspace=due.workspace, person=named) if named else None
    if row is not None:
        member = people.member(session, workspace=due.workspace, slack_user=row.slack_user)
        if access.refusal(member, Permission.PEOPLE_READ) is None:
            return row.slack_user
    coordinators = people.holding(session, workspace=due.workspace, role=Role.COORDINATOR)
    return coordinators[0].slack_user if coordinators else None
