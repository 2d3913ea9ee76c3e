"""Joining, leaving and inviting, and what a channel says of itself."""

from sandbox.api.call import Call, RefusalError, method
from sandbox.delivery import events, payloads
from sandbox.hub import Json
from sandbox.state.channels import Channel

TOPIC = 250
READS = {"channel": "channels:read", "private": "groups:read"}


@method("conversations.join")
def join(call: Call) -> Json:
    """Bring the app itself into a public channel."""
    channel = _open(call)
    if channel.sort != "channel":
        raise RefusalError("method_not_supported_for_channel_type")
    if call.hub.bot.id in channel.members:
        return {"channel": _told(call, channel), "warning": "already_in_channel"}
    _enter(call, channel, call.hub.bot.id)
    return {"channel": _told(call, channel)}


@method("conversations.invite")
def invite(call: Call) -> Json:
    """Bring people into a channel that the app is in."""
    channel = _open(call)
    if call.hub.bot.id not in channel.members:
        raise RefusalError("not_in_channel")
    users = call.identifiers("users")
    for user in users:
        if user not in call.hub.state.people:
            raise RefusalError("user_not_found")
        if user == call.hub.bot.id:
            raise RefusalError("cant_invite_self")
        if user in channel.members:
            raise RefusalError("already_in_channel")
    for user in users:
        _enter(call, channel, user, inviter=call.hub.bot.id)
    return {"channel": _told(call, channel)}


@method("conversations.leave")
def leave(call: Call) -> Json:
    """Take the app itself out of a channel."""
    channel = _open(call)
    if channel.name == "general":
        raise RefusalError("cant_leave_general")
    if call.hub.bot.id not in channel.members:
        return {"not_in_channel": True}
    channel.members.remove(call.hub.bot.id)
    call.hub.state.keep(channel)
    sort = "channel_left" if channel.sort == "channel" else "group_left"
    if call.hub.manifest.hears(sort):
        events.announce(call.hub, payloads.left(call.hub, sort, channel))
    return {}


@method("conversations.setTopic")
def set_topic(call: Call) -> Json:
    """Say what a channel is about now."""
    channel = _described(call, "topic")
    channel.topic = call.text("topic")
    call.hub.state.keep(channel)
    return {"channel": _told(call, channel)}


@method("conversations.setPurpose")
def set_purpose(call: Call) -> Json:
    """Say what a channel is for."""
    channel = _described(call, "purpose")
    channel.purpose = call.text("purpose")
    call.hub.state.keep(channel)
    return {"channel": _told(call, channel), "purpose": channel.purpose}


@method("conversations.archive")
def archive(call: Call) -> Json:
    """Close a channel."""
    channel = call.joined()
    if channel.archived:
        raise RefusalError("already_archived")
    if channel.sort in {"im", "mpim"}:
        raise RefusalError("method_not_supported_for_channel_type")
    if channel.name == "general":
        raise RefusalError("cant_archive_general")
    channel.archived = True
    call.hub.state.keep(channel)
    return {}


@method("conversations.unarchive")
def unarchive(call: Call) -> Json:
    """Open a channel again."""
    channel = call.channel()
    if not channel.archived:
        raise RefusalError("not_archived")
    channel.archived = False
    call.hub.state.keep(channel)
    return {}


def _open(call: Call) -> Channel:
    channel = call.channel()
    if channel.archived:
        raise RefusalError("is_archived")
    if channel.sort in {"im", "mpim"}:
        raise RefusalError("method_not_supported_for_channel_type")
    return channel


def _described(call: Call, name: str) -> Channel:
    channel = _open(call)
    if call.hub.bot.id not in channel.members:
        raise RefusalError("not_in_channel")
    if len(call.text(name)) > TOPIC:
        raise RefusalError("too_long")
    return channel


def _enter(call: Call, channel: Channel, person: str, inviter: str = "") -> None:
    hub = call.hub
    channel.members.append(person)
    hub.state.keep(channel)
    allowed = READS[channel.sort] in hub.manifest.scopes
    if allowed and hub.manifest.hears("member_joined_channel"):
        event = payloads.membership(hub, "member_joined_channel", person, channel, inviter)
        events.announce(hub, event)


def _told(call: Call, channel: Channel) -> Json:
    return channel.as_slack(viewer=call.hub.bot.id, team=call.hub.state.team)
