"""Say what was just done where it was asked: in the list itself, or as an answer."""

from handlers import direct
from handlers.blocks import Block, discreet
from handlers.direct import Posted
from handlers.meetings import message, service
from handlers.meetings.lists import Listed
from handlers.meetings.request import Press
from handlers.surface import Call


def show(call: Call, press: Press) -> None:
    """Show a list in place of the one whose button was pressed, else send it."""
    told = message.listing(_listed(call, press))
    here = press.at(call.channel, call.origin)
    if not (here.ts and direct.update(call.client, Posted(here.channel, here.ts), told)):
        direct.send(call, told)


def after(call: Call, press: Press, notice: list[Block]) -> None:
    """Bring the list up to date with what was just done in it; elsewhere, say it."""
    here = press if press.ts else press.at(call.channel, call.origin)
    if here.ts:
        told = message.listing(_listed(call, here), notice=notice)
        if direct.update(call.client, Posted(here.channel, here.ts), told):
            return
    call.tell(discreet(notice))


def _listed(call: Call, press: Press) -> Listed:
    return service.listed(call.tools, call.member, past=press.past, page=press.page)
