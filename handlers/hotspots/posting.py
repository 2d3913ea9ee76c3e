"""Take a snapshot, draw it, and put it where it belongs."""

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers import maps
from handlers.blocks import Message
from handlers.calls import Call
from handlers.failures import report, slack_error
from handlers.hotspots import message
from handlers.hotspots.request import SnapshotRequest
from handlers.hotspots.service import take_snapshot
from handlers.limits import fit
from handlers.rooms import Room, look
from handlers.uploads import upload
from knowledge.errors import RefusedError
from knowledge.hotspots.snapshot import Snapshot
from knowledge.words import _

#: What Slack says where the bot is not in a channel.
_OUTSIDE = frozenset({"not_in_channel", "channel_not_found", "restricted_action"})


def deliver(call: Call, request: SnapshotRequest, *, asked_in: str) -> None:
    """Send a snapshot to whoever asked, and point to it where they asked.

    Parameters
    ----------
    asked_in
        The channel where it may be shared; "" for none.
    """
    snapshot = take_snapshot(call.tools, request)
    picture, missing = _picture(call, snapshot)
    room = look(call.client, asked_in) if asked_in and not asked_in.startswith("D") else None
    home = call.channel if call.direct else direct(call.client, call.member.slack_user)
    told = message.answer(snapshot, request, picture=picture, missing=missing, room=room)
    bare = message.answer(snapshot, request, picture=None, missing=_not_shown(), room=room)
    ts = _post(call.client, home, told, bare, thread=call.thread if call.direct else "")
    if call.channel and not call.direct:
        link = call.client.chat_getPermalink(channel=home, message_ts=ts)["permalink"]
        call.tell(message.pointer(snapshot.reading.label(), link))


def share(call: Call, request: SnapshotRequest, *, room: Room | None) -> None:
    """Put the same map and numbers into a channel, naming who shared them.

    Raises
    ------
    RefusedError
        When the bot is not in the channel; it says how to invite it.
    """
    if room is None or not room.joined:
        raise RefusedError(message.invitation(room))
    snapshot = take_snapshot(call.tools, request)
    picture, missing = _picture(call, snapshot)
    by = call.member.slack_user
    told = message.shared(snapshot, picture=picture, missing=missing, by=by)
    bare = message.shared(snapshot, picture=None, missing=_not_shown(), by=by)
    try:
        ts = _post(call.client, room.id, told, bare, thread="")
    except SlackApiError as error:
        if slack_error(error) in _OUTSIDE:
            raise RefusedError(message.invitation(room)) from None
        raise
    link = call.client.chat_getPermalink(channel=room.id, message_ts=ts)["permalink"]
    call.tell(Message(_("Shared in <#{room}>: <{link}|see it>.").format(room=room.id, link=link)))


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
        if slack_error(error) == "missing_scope":
            return None, _(
                "The map is left out: this app may not upload files here. Whoever installed it "
                "adds the scopes `files:write` and `files:read`, and installs it again."
            )
        report(error, door="hotspots.picture")
        return None, _not_shown()


def _not_shown() -> str:
    return _("The map could not be shown this time. The numbers are all here.")


def _post(client: WebClient, channel: str, told: Message, bare: Message, *, thread: str) -> str:
    """Post a message, without its picture where Slack does not take that; return its ts."""
    try:
        return _post_once(client, channel, told, thread=thread)
    except SlackApiError as error:
        if slack_error(error) != "invalid_blocks":
            raise
        report(error, door="hotspots.picture")
        return _post_once(client, channel, bare, thread=thread)


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
