"""Somebody joins or leaves a channel, or the app itself does."""

from sandbox.delivery import events, payloads
from sandbox.hub import Hub, Json
from sandbox.state.channels import Channel

CHANGES = {"channel": "channels:read", "private": "groups:read"}


def joins(hub: Hub, person: str, channel: Channel, *, inviter: str = "") -> None:
    """Bring somebody into a channel, and tell the app if it is there."""
    if person in channel.members:
        return
    channel.members.append(person)
    hub.state.keep(channel)
    _tell(hub, payloads.membership(hub, "member_joined_channel", person, channel, inviter))


def leaves(hub: Hub, person: str, channel: Channel) -> None:
    """Take somebody out of a channel, and tell the app if it was there."""
    if person not in channel.members:
        return
    present = hub.bot.id in channel.members
    channel.members.remove(person)
    hub.state.keep(channel)
    if present:
        event = payloads.membership(hub, "member_left_channel", person, channel)
        _tell(hub, event, present=True)
    if person == hub.bot.id:
        _left(hub, channel)


def _tell(hub: Hub, event: Json, *, present: bool = False) -> None:
    channel = hub.state.channels[event["channel"]]
    allowed = CHANGES.get(channel.sort) in hub.manifest.scopes
    here = present or hub.bot.id in channel.members
    if here and allowed and hub.manifest.hears(event["type"]):
        events.tell(hub, event)


def _left(hub: Hub, channel: Channel) -> None:
    sort = "channel_left" if channel.sort == "channel" else "group_left"
    if hub.manifest.hears(sort):
        events.tell(hub, payloads.left(hub, sort, channel))
