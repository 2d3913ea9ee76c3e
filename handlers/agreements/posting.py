"""The page of all agreements, printed and sent to whoever asked."""

from handlers import direct
from handlers.agreements import message, printing, service
from handlers.paper.pdf import pdf
from handlers.surface import Call
from knowledge.words import _


def print_all(call: Call) -> None:
    """Say that the page comes, draw it, and send it to their direct message."""
    call.tell(message.printed())
    call.later(lambda: _send(call))


def _send(call: Call) -> None:
    shown = service.every(call.tools, call.member)
    page = pdf(printing.page(shown), made=call.tools.now())
    direct.file(
        call.client, call.member.slack_user, page, name="agreements.pdf", title=_("Agreements")
    )
