"""Putting an answer where a person finds it again: their direct message with the bot."""

from handlers import direct
from handlers.blocks import Message
from handlers.surface import Call


def to_asker(call: Call, message: Message) -> None:
    """Post a message to whoever asked, in their direct message."""
    direct.post(call.client, call.member.slack_user, message)


def in_place(call: Call, message: Message) -> None:
    """Change the message whose button was pressed in the asker's direct message, or send it."""
    at = direct.Posted(call.channel, call.origin)
    if not (call.direct and direct.update(call.client, at, message)):
        to_asker(call, message)
