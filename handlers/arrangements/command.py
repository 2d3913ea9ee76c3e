"""`/event site`: what is where, how to talk, who helps whoever is hurt."""

from handlers import direct
from handlers.arrangements import message, service
from handlers.events.request import numbered
from handlers.surface import Call
from knowledge.errors import NothingKnownError
from knowledge.words import _


def on_site(call: Call) -> None:
    """Show the site of an event, of the next one where none is named."""
    number = numbered(call.text)
    if number is None:
        found = service.mine(call.tools, call.member)
        if not found:
            raise NothingKnownError(
                _("You are named on no plan yet. `/event` shows the events that you can see.")
            )
        if len(found) > 1:
            direct.send(call, message.which(found))
            return
        number = found[0].event.id
    direct.send(call, message.screen(service.look(call.tools, call.member, number)))
