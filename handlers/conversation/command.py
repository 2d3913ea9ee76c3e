"""What people say to the bot in words, and the examples that they click."""

import re

from handlers import commands
from handlers.surface import Call

_MENTION = re.compile(r"<@[A-Z0-9]+(\|[^>]*)?>")
#: What may stand between a mention and what is asked.
_LEADING = " \t\n:,;–-"


def on_message(call: Call) -> None:
    """Do what a message asks for; a greeting is answered with what can be asked.

    One mention is the bot's own; another, as of who is to do something, stays.
    """
    own = call.event.get("type") == "app_mention" or _MENTION.match(call.text)
    said = _MENTION.sub(" ", call.text, count=1) if own else call.text
    commands.run(call, said.lstrip(_LEADING))


def on_example(call: Call) -> None:
    """Do what the clicked example says."""
    commands.run(call, call.text)
