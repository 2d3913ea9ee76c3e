"""Take a snapshot, draw it, and put it where it belongs."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers import maps
from handlers.blocks import Message
from handlers.failures import report, slack_error, without_scope
from handlers.hotspots import message
from handlers.hotspots.request import SnapshotRequest
from handlers.hotspots.service import take_snapshot
from handlers.limits import fit
from handlers.rooms import Room, admit, post_to_channel, survey
from handlers.surface import Call
from handlers.uploads import upload
from knowledge.access import Permission
from knowledge.errors import RefusedError
from knowledge.hotspots.snapshot import Snapshot
from knowledge.words import _
from storage import process

#: What everybody in a channel must be allowed for a snapshot to go there.
NEEDS = Permission.HOTSPOTS_READ
#: About how many unknown accounts Slack is asked before an answer: each takes a moment.
_ASKED = 8
#: What a call raises that got no answer, though Slack may have done what it asked.
_NO_ANSWER = (OSError, HTTPException)
#: A second press of the same button does not share again for one to two times as long.
AGAIN = timedelta(minutes=5)


def deliver(call: Call, request: SnapshotRequest, *, asked_in: str) -> None:
    """Send a snapshot to whoever asked, and point to it where they asked.

    Parameters
    ----------
    asked_in
        The channel where it may be shared; "" for none.
    """
    snapshot = take_snapshot(call.tools, request)
    picture, missing = _picture(call, snapshot)
    room = _room(call, asked_in)
    home = call.channel if call.direct else direct(call.client, call.member.slack_user)
    told = message.answer(snapshot, request, picture=picture, missing=missing, room=room)
    bare = message.answer(snapshot, request, picture=None, missing=_not_shown(), room=room)
    thread = call.thread if call.direct else ""
    ts = _with_picture_or_without(
        told, bare, lambda one: _post_once(call.client, home, one, thread=thread)
    )
    if call.channel and not call.direct:
        link = _link(call.client, home, ts)
        _tell(call, message.pointer(snapshot.reading.label(), link))


def share(call: Call, request: SnapshotRequest, *, channel: str) -> None:
    """Put the same map and numbers into a channel once, naming who shared them.

    Who is there is looked at before anything is drawn, and again when it is posted.

    Raises
    ------
    RefusedError
        When somebody there may not see it, or the bot cannot post there; it says what to do.
    """
    room = admitted(call, channel)
    snapshot = take_snapshot(call.tools, request)
    if not _first_press(call, room):
        call.tell(message.shared_already(room))
        return
    picture, missing = _picture(call, snapshot)
    by = call.member.slack_user
    told = message.shared(snapshot, picture=picture, missing=missing, by=by)
    bare = message.shared(snapshot, picture=None, missing=_not_shown(), by=by)
    try:
        ts = _with_picture_or_without(told, bare, lambda one: _post_shared(call, room, one))
    except _NO_ANSWER as error:
        report(error, door="hotspots.share")
        call.tell(message.perhaps_shared(room))
        return
    _tell(call, message.shared_in(room, _link(call.client, room.id, ts)))


def admitted(call: Call, channel: str) -> Room:
    """Return a channel in which everybody may see a snapshot.

    Raises
    ------
    RefusedError
        When somebody may not, or the bot cannot post there; it says what to do.
    """
    workspace = call.member.workspace
    return admit(call.client, call.tools, workspace=workspace, channel=channel, needs=NEEDS)


def _post_shared(call: Call, room: Room, told: Message) -> str:
    return post_to_channel(
        call.client,
        call.tools,
        workspace=call.member.workspace,
        channel=room.id,
        needs=NEEDS,
        message=told,
    )


def _first_press(call: Call, room: Room) -> bool:
    """Say whether this button was not pressed for this channel within the last minutes.

    What is remembered ends by itself, with nobody to take it back after a failure: a press
    counts in its own stretch of time and in the next.
    """
    now = call.tools.now()
    stretch = int(now.timestamp() // AGAIN.total_seconds())
    pressed = f"{call.member.workspace}/{call.channel}/{call.origin}/{room.id}"
    this, following = (
        "share:" + hashlib.blake2s(f"{pressed}/{at}".encode(), digest_size=16).hexdigest()
        for at in (stretch, stretch + 1)
    )
    with call.tools.begin() as session:
        first = process.first_delivery(session, event_id=this, now=now)
        if first:
            process.first_delivery(session, event_id=following, now=now)
    return first


def _room(call: Call, channel: str) -> Room | None:
    """Return where it was asked and who is there; what fails costs only that button."""
    if not channel or channel.startswith("D"):
        return None
    workspace = call.member.workspace
    try:
        return survey(call.client, call.tools, workspace=workspace, channel=channel, most=_ASKED)[0]
    except (SlackApiError, RefusedError, *_NO_ANSWER) as error:
        report(error, door="hotspots.room")
        return None


def _link(client: WebClient, channel: str, ts: str) -> str:
    """Return the address of what was posted, or "": it is there, with or without a link."""
    try:
        found: str = client.chat_getPermalink(channel=channel, message_ts=ts)["permalink"]
    except (SlackApiError, *_NO_ANSWER) as error:
        report(error, door="hotspots.link")
        return ""
    return found


def _tell(call: Call, told: Message) -> None:
    """Say where something was posted; if that fails it must not sound as if the post had."""
    try:
        call.tell(told)
    except (SlackApiError, *_NO_ANSWER) as error:
        report(error, door="hotspots.pointer")


def direct(client: WebClient, person: str) -> str:
    """Return the channel of a person's direct message with the bot."""
    opened: str = client.conversations_open(users=person)["channel"]["id"]
    return opened


def _picture(call: Call, snapshot: Snapshot) -> tuple[str | None, str]:
    """Return the id of the uploaded map, or None and a sentence that says why there is none."""
    try:
        drawn = maps.draw(snapshot, tiles=call.tools.tiles)
        if drawn is None:
            return None, ""
        return upload(call.client, drawn, name="map.png", alt=maps.alt_text(snapshot)), ""
    except Exception as error:  # noqa: BLE001 - the numbers are worth having without the map
        report(error, door="hotspots.picture")
        return None, without_scope(error) or _not_shown()


def _not_shown() -> str:
    return _("The map could not be shown this time. The numbers are all here.")


def _with_picture_or_without(told: Message, bare: Message, post: Callable[[Message], str]) -> str:
    """Post a message, without its picture where Slack does not take that; return its ts."""
    try:
        return post(told)
    except SlackApiError as error:
        if slack_error(error) != "invalid_blocks":
            raise
        report(error, door="hotspots.picture")
        return post(bare)


def _post_once(client: WebClient, channel: str, told: Message, *, thread: str) -> str:
    fitted = fit(told)
    posted = client.chat_postMessage(
        channel=channel,
        text=fitted.text,
        blocks=fitted.blocks,
        thread_ts=thread or None,
        unfurl_links=False,
    )
    return str(posted["ts"])
