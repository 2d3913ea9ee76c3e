"""`/coalition board`: typed, mentioned, written or clicked."""

from handlers import direct
from handlers.board import message, posting, service
from handlers.board.service import Asked
from handlers.surface import Call


def on_command(call: Call) -> None:
    """Show the board, or ask whether a need is to be posted here."""
    if not call.text.strip():
        direct.send(call, message.listing(service.look(call.tools, call.member)))
        call.later(lambda: posting.tidy(call.client, call.tools, call.member.workspace))
        return
    here = "" if call.direct else call.channel
    asked = service.draft(call.tools, call.member, call.text, channel=here)
    if here:
        call.later(lambda: _ask(call, asked))
    else:
        call.tell(message.ask_where(asked.need))


def _ask(call: Call, asked: Asked) -> None:
    room = posting.admitted(call, asked.need.channel)
    call.tell(message.ask_first(asked, room))
