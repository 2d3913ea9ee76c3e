"""`/event review`: what an event taught, asked for rather than waited for."""

from handlers import direct
from handlers.aftermath import message, service
from handlers.events.request import numbered
from handlers.surface import Call


def on_review(call: Call) -> None:
    """Offer debrief, review and fixes of an event that began, or ask of which."""
    found = service.lately(call.tools, call.member, numbered(call.text))
    told = message.after(found[0]) if len(found) == 1 else message.which(found)
    direct.send(call, told)
