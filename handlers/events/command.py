"""`/event`: the list, a plan, and the walk through it."""

from handlers import direct, views
from handlers.blocks import Message
from handlers.events import message, reading, view
from handlers.events.request import numbered
from handlers.events.seen import Seen
from handlers.surface import Call
from knowledge import access
from knowledge.access import Permission


def on_events(call: Call) -> None:
    """Show the events that somebody may see, or one of them."""
    number = numbered(call.text)
    if number is not None:
        _show(call, number)
        return
    direct.send(call, _listing(call, reading.listed(call.tools, call.member)))


def on_plan(call: Call) -> None:
    """Show the plan of an event, of the next one where none is named."""
    number = numbered(call.text)
    if number is not None:
        _show(call, number)
        return
    found = reading.listed(call.tools, call.member)
    coming = [one for one in found if one.event.start >= call.tools.now()] or found
    direct.send(call, message.plan(coming[0]) if len(coming) == 1 else _listing(call, found))


def on_walk(call: Call) -> None:
    """Go through a plan one item at a time; of several, ask which; by message, offer the button."""
    number = numbered(call.text)
    if number is None:
        found = reading.worked_on(call.tools, call.member)
    else:
        found = [reading.read(call.tools, call.member, number)]
    if len(found) == 1 and call.trigger:
        views.show(call, view.shown(found[0], message.walk(found[0])), inside=False)
        return
    direct.send(call, message.walks(found))


def _listing(call: Call, found: list[Seen]) -> Message:
    plans = Permission.EVENTS_PLAN in access.may(call.member)
    return message.listing(found, plans=plans)


def _show(call: Call, number: int) -> None:
    direct.send(call, message.plan(reading.read(call.tools, call.member, number)))
