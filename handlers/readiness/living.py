"""The one living message of a plan in its channel: pinned, and never behind for long.

Nobody has to say that something changed. Each second the clock compares what is shown with
counters in the database; so the last state is shown whichever process ends in between.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers.blocks import Message, discreet
from handlers.failures import report, slack_error
from handlers.limits import fit
from handlers.readiness import bulletin
from handlers.rooms import Room, admit, survey
from handlers.toolbox import Toolbox
from knowledge.access import Member, Permission
from knowledge.errors import RefusedError
from knowledge.events import sharing
from knowledge.events.visibility import EventFacts, View, sees
from knowledge.words import _
from storage import events, people, workspaces
from storage.events import live, standing
from storage.events.live import Live

#: A message is changed at most so often, and after a failure left alone for so long.
EVERY, LATER = timedelta(seconds=2), timedelta(minutes=1)
#: The mark by which the message is found again where its post got no answer.
MARK = "coalition_event_plan"
_GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})
_NO_ANSWER = (OSError, HTTPException)
_LOOKED_THROUGH = 100


def refresh(tools: Toolbox, clients: Mapping[int, WebClient]) -> int:
    """Bring every living message up to date whose turn it is; return how many were tried."""
    tried = 0
    for workspace, client in clients.items():
        with tools.read() as session:
            behind = live.due(session, workspace=workspace, now=tools.now())
        for one in behind:
            tried += _turn(client, tools, workspace, one)
    return tried


def room(client: WebClient, tools: Toolbox, member: Member, event: int, channel: str) -> Room:
    """Return a channel in which the living message may stand.

    Raises
    ------
    RefusedError
        When somebody there may not see it, or the bot cannot post there; it says what to do.
    """
    of = member.workspace
    found = admit(client, tools, workspace=of, channel=channel, needs=Permission.EVENTS_READ)
    with tools.read() as session:
        kept = events.find(session, workspace=of, event=event)
        facts = standing.facts(session, workspace=of, event=kept) if kept else None
    if facts is None or audience(client, tools, of, channel, facts) < View.COALITION:
        raise RefusedError(_refusal(closed=kept is None or kept.closed).format(room=found.name))
    return found


def _refusal(*, closed: bool) -> str:
    """Say whom a room must not hold, and what to do; opening an open event further helps nobody."""
    if closed:
        return _(
            "Somebody in #{room} is not on this plan, and for them it does not exist. Choose "
            "a channel where everybody is named on it, or open the event first."
        )
    return _(
        "Somebody in #{room} is no member of the coalition, and the level and the items are for "
        "members. Choose a channel with members only."
    )


def audience(
    client: WebClient, tools: Toolbox, workspace: int, channel: str, facts: EventFacts
) -> View:
    """Return how much of an event everybody in a channel may see."""
    _room, members = survey(client, tools, workspace=workspace, channel=channel)
    return least(facts, members)


def least(facts: EventFacts, members: Sequence[Member]) -> View:
    """Return how much of an event the least-permitted of some people may see.

    Never more than the plan as everybody on it sees it: a room is not for what outreach knows.
    """
    found = min((sees(facts, one) for one in members), default=View.NOTHING)
    return min(found, View.PLAN)


def _turn(client: WebClient, tools: Toolbox, workspace: int, one: Live) -> bool:
    now = tools.now()
    with tools.begin() as session:
        mine = live.claim(session, workspace=workspace, event=one.event, now=now, until=now + EVERY)
    if not mine:
        return False
    try:
        _show(client, tools, workspace, one)
    except Exception as error:  # noqa: BLE001 - the other messages have nothing to do with it
        if slack_error(error) != "ratelimited":
            report(error, door="readiness.living")
        with tools.begin() as session:
            until = tools.now() + _wait(error)
            live.put_off(session, workspace=workspace, event=one.event, until=until)
    return True


def _show(client: WebClient, tools: Toolbox, workspace: int, one: Live) -> None:
    message = _content(client, tools, workspace, one)
    digest = hashlib.blake2s(
        json.dumps([message.text, message.blocks]).encode(), digest_size=8
    ).hexdigest()
    nothing = message == discreet(bulletin.withheld())
    # Where nothing may be shown, nothing is posted either: not even that there is something.
    behind = digest != one.said if one.ts else not nothing
    if behind and not _put(client, tools, workspace, one, message):
        return
    with tools.begin() as session:
        live.shown(session, workspace=workspace, event=one.event, state=one.state, digest=digest)


def _content(client: WebClient, tools: Toolbox, workspace: int, one: Live) -> Message:
    """Return what the room may see now; nothing of the plan once somebody may not."""
    try:
        admit(client, tools, workspace=workspace, channel=one.channel, needs=Permission.EVENTS_READ)
        members = survey(client, tools, workspace=workspace, channel=one.channel)[1]
    except RefusedError:
        return discreet(bulletin.withheld())
    with tools.read() as session:
        event = events.find(session, workspace=workspace, event=one.event)
        if event is None:
            return discreet(bulletin.withheld())
        facts = standing.facts(session, workspace=workspace, event=event)
        view = least(facts, members)
        now = tools.now()
        plan = standing.plan(session, workspace=workspace, event=event, now=now)
        shown = sharing.shared(plan, view)
        folded = {
            kept.item
            for kept in events.tasks(session, workspace=workspace, event=event.id)
            if kept.folded
        }
        phases = {
            item: one.phase
            for item, one in events.known(session, workspace=workspace, kind=event.type).items()
        }
        zone = workspaces.zone(session, workspace=workspace)
        users = people.slack_users(session, workspace=workspace)
    if shown is None:
        return discreet(bulletin.withheld())
    seen = bulletin.Bulletin(event, shown, zone, users, now, frozenset(folded), phases)
    return bulletin.plan(seen) if view >= View.PLAN else bulletin.level(seen)


def _put(client: WebClient, tools: Toolbox, workspace: int, one: Live, message: Message) -> bool:
    """Change the message, or post it where it is not there yet; say whether it stands."""
    fitted = fit(message)
    said: dict[str, Any] = {"text": fitted.text, "blocks": fitted.blocks or None}
    ts = one.ts or _found(client, one)
    if not ts:
        mark = {"event_type": MARK, "event_payload": {"event": str(one.event)}}
        ts = str(
            client.chat_postMessage(channel=one.channel, unfurl_links=False, metadata=mark, **said)[
                "ts"
            ]
        )
    elif not _changed(partial(client.chat_update, channel=one.channel, ts=ts, **said)):
        with tools.begin() as session:
            events.keep(session, workspace=workspace, event=one.event, pinned_ts="")
        return False
    if ts != one.ts:
        with tools.begin() as session:
            events.keep(session, workspace=workspace, event=one.event, pinned_ts=ts)
        _pin(client, one.channel, ts)
    return True


def _changed(change: Any) -> bool:
    try:
        change()
    except SlackApiError as error:
        if slack_error(error) in _GONE:
            return False
        raise
    return True


def _found(client: WebClient, one: Live) -> str:
    """Return the ts of a message of ours for this event, whose post perhaps got no answer."""
    answer = client.conversations_history(
        channel=one.channel, include_all_metadata=True, limit=_LOOKED_THROUGH
    )
    for post in answer["messages"]:
        mark = post.get("metadata") or {}
        about = (mark.get("event_payload") or {}).get("event")
        if mark.get("event_type") == MARK and about == str(one.event):
            return str(post["ts"])
    return ""


def _pin(client: WebClient, channel: str, ts: str) -> None:
    """Pin it; where that fails the message is there all the same."""
    try:
        client.pins_add(channel=channel, timestamp=ts)
    except (SlackApiError, *_NO_ANSWER) as error:
        if slack_error(error) != "already_pinned":
            report(error, door="readiness.pin")


def _wait(error: Exception) -> timedelta:
    if slack_error(error) != "ratelimited" or not isinstance(error, SlackApiError):
        return LATER
    headers = getattr(error.response, "headers", {})
    said = next((kept for key, kept in headers.items() if key.lower() == "retry-after"), "")
    return timedelta(seconds=max(2, int(said))) if str(said).isdecimal() else LATER
