"""Putting an answer where a person finds it again: their direct message with the bot."""

from handlers.blocks import Message
from handlers.limits import fit
from handlers.surface import Call


def to_asker(call: Call, message: Message) -> str:
    """Post a message to whoever asked, in their direct message; return its ts."""
    home = call.channel if call.direct else direct(call)
    fitted = fit(message)
    posted = call.client.chat_postMessage(
        channel=home,
        text=fitted.text,
        blocks=fitted.blocks or None,
        thread_ts=(call.thread or None) if call.direct else None,
        unfurl_links=False,
    )
    return str(posted["ts"])


def direct(call: Call) -> str:
    """Return the channel of the asker's direct message with the bot."""
    opened: str = call.client.conversations_open(users=call.member.slack_user)["channel"]["id"]
    return opened


def in_place(call: Call, message: Message) -> None:
    """Change the message whose button was pressed, in the asker's direct message."""
    if not call.direct:
        to_asker(call, message)
        return
    fitted = fit(message)
    call.client.chat_update(
        channel=call.channel, ts=call.origin, text=fitted.text, blocks=fitted.blocks or None
    )
