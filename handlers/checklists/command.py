"""`/event lists`: all checklists, or one of them."""

from handlers import direct
from handlers.checklists import message, service
from handlers.checklists.request import parse
from handlers.surface import Call


def on_lists(call: Call) -> None:
    """Send the lists, or the items of one, to whoever asks."""
    of = parse(call.text)
    if of:
        direct.send(call, message.listing(service.read(call.tools, call.member, of)))
    else:
        direct.send(call, message.overview(service.every(call.tools, call.member)))
