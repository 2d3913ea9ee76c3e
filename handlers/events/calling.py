"""The doors of an event's numbers: whom to call, and giving one's own."""

from handlers import views
from handlers.events import calls, phones
from handlers.events.request import Spot
from handlers.surface import Call
from knowledge.errors import UsageError
from knowledge.phones import tidy
from knowledge.words import _


def on_calls(call: Call) -> None:
    """Show whom to call, 911 first."""
    spot = Spot.unpacked(call.text)
    seen, numbers = phones.read(call.tools, call.member, spot.event)
    views.show(call, calls.shown(seen, numbers, spot), inside=spot.inside)


def on_number(call: Call) -> None:
    """Ask somebody for their own number."""
    spot = Spot.unpacked(call.text)
    seen, numbers = phones.read(call.tools, call.member, spot.event)
    views.show(call, calls.form(seen, numbers, spot), inside=spot.inside)


def on_numbered(call: Call) -> None:
    """Keep the number that somebody gave, or take it out where the field is empty."""
    spot, words = Spot.unpacked(call.text), str(call.state.get(calls.FIELD) or "").strip()
    try:
        phone = tidy(words) if words else ""
    except UsageError as error:
        call.ack(response_action="errors", errors={calls.FIELD: str(error)})
        return
    phones.give(call.tools, call.member, spot.event, phone)
    seen, numbers = phones.read(call.tools, call.member, spot.event)
    note = _("Kept: {phone}.").format(phone=phone) if phone else _("Your number is taken out.")
    views.replace(call, calls.shown(seen, numbers, spot, note=note))
