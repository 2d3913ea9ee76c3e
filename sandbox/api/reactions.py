"""Reactions under a message."""

import re

from sandbox.api import chat
from sandbox.api.call import Call, RefusalError, method
from sandbox.hub import Json
from sandbox.state.messages import Message

NAME = re.compile(r"[a-z0-9_+'-]+(::skin-tone-[2-6])?")


@method("reactions.add")
def add(call: Call) -> Json:
    """React to a message as the app."""
    message, name = _message(call), _name(call)
    people = message.reactions.setdefault(name, [])
    if call.hub.bot.id in people:
        raise RefusalError("already_reacted")
    people.append(call.hub.bot.id)
    call.hub.state.keep(message)
    return {}


@method("reactions.remove")
def remove(call: Call) -> Json:
    """Take back a reaction of the app's own."""
    message, name = _message(call), _name(call)
    people = message.reactions.get(name, [])
    if call.hub.bot.id not in people:
        raise RefusalError("no_reaction")
    people.remove(call.hub.bot.id)
    if not people:
        del message.reactions[name]
    call.hub.state.keep(message)
    return {}


@method("reactions.get")
def get(call: Call) -> Json:
    """Return a message with its reactions."""
    message = _message(call)
    body = chat.told(call.hub, message)
    return {"type": "message", "channel": message.channel, "message": body}


def _message(call: Call) -> Message:
    ts = call.text("timestamp")
    if not (call.text("channel") and ts):
        raise RefusalError("no_item_specified")
    channel = call.channel()
    if not re.fullmatch(r"\d+\.\d+", ts):
        raise RefusalError("bad_timestamp")
    message = call.hub.state.messages.get(channel.id, {}).get(ts)
    if message is None or message.only_for:
        raise RefusalError("message_not_found")
    return message


def _name(call: Call) -> str:
    name = call.text("name").strip(":")
    if not NAME.fullmatch(name):
        raise RefusalError("invalid_name")
    return name
