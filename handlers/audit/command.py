"""`/coalition audit`, `/coalition audit outreach`, and their older lines."""

from handlers import direct
from handlers.audit import message, service
from handlers.surface import Call


def on_audit(call: Call) -> None:
    """Send the newest lines that are not about outreach."""
    direct.send(call, message.page(service.read(call.tools, call.member)))


def on_outreach(call: Call) -> None:
    """Send the newest lines about outreach."""
    direct.send(call, message.page(service.read(call.tools, call.member, outreach=True)))


def on_older(call: Call) -> None:
    """Send the lines before those of the message."""
    direct.send(call, message.page(service.read(call.tools, call.member, before=int(call.text))))


def on_older_outreach(call: Call) -> None:
    """Send the lines about outreach before those of the message."""
    found = service.read(call.tools, call.member, outreach=True, before=int(call.text))
    direct.send(call, message.page(found))
