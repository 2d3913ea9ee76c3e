"""Messages pinned to a channel."""

from sandbox.api import chat
from sandbox.api.call import Call, RefusalError, method
from sandbox.hub import Json
from sandbox.state.channels import Channel
from sandbox.state.messages import Message

MOST = 100


@method("pins.add")
def add(call: Call) -> Json:
    """Pin a message."""
    channel, message = _message(call)
    if message.pinned_by:
        raise RefusalError("already_pinned")
    if len(_pinned(call, channel)) >= MOST:
        raise RefusalError("too_many_pins")
    message.pinned_by = call.hub.bot.id
    message.pinned_at = int(call.hub.clock.now().timestamp())
    call.hub.state.keep(message)
    return {}


@method("pins.remove")
def remove(call: Call) -> Json:
    """Take a pin away."""
    _, message = _message(call)
    if not message.pinned_by:
        raise RefusalError("no_pin")
    message.pinned_by, message.pinned_at = "", 0
    call.hub.state.keep(message)
    return {}


@method("pins.list")
def listing(call: Call) -> Json:
    """List what is pinned in a channel, newest pin first."""
    pinned = sorted(_pinned(call, call.channel()), key=lambda each: each.pinned_at, reverse=True)
    return {
        "items": [
            {
                "type": "message",
                "channel": message.channel,
                "created": message.pinned_at,
                "created_by": message.pinned_by,
                "message": chat.told(call.hub, message),
            }
            for message in pinned
        ]
    }


def _pinned(call: Call, channel: Channel) -> list[Message]:
    return [each for each in call.hub.state.posts(channel.id) if each.pinned_by]


def _message(call: Call) -> tuple[Channel, Message]:
    channel = call.joined()
    if not call.text("timestamp"):
        raise RefusalError("no_item_specified")
    message = call.hub.state.messages.get(channel.id, {}).get(call.text("timestamp"))
    if message is None or message.only_for:
        raise RefusalError("message_not_found")
    return channel, message
