"""Reactions under a message."""

from sandbox.api.call import Call, RefusalError, method
from sandbox.hub import Json


@method("reactions.add")
def add(call: Call) -> Json:
    """React to a message as the app."""
    hub = call.hub
    message = hub.state.messages.get(call.channel().id, {}).get(call.text("timestamp"))
    if message is None:
        raise RefusalError("message_not_found")
    people = message.reactions.setdefault(call.text("name"), [])
    if hub.bot.id in people:
        raise RefusalError("already_reacted")
    people.append(hub.bot.id)
    hub.state.keep(message)
    return {}
