"""`/coalition indicators`: typed, mentioned, written or clicked."""

from handlers import direct
from handlers.indicators import message, service
from handlers.indicators.request import parse
from handlers.surface import Call


def on_command(call: Call) -> None:
    """Show the first of the sixteen."""
    page = parse(call.text)
    direct.send(call, message.listing(service.read(call.tools, member=call.member), page))


def on_page(call: Call) -> None:
    """Show the next ones."""
    call.tell(message.listing(service.read(call.tools, member=call.member), int(call.text)))
