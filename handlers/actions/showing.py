"""Say what was just done where it was asked: in the list itself, or as an answer."""

from handlers import direct
from handlers.actions import message, service
from handlers.actions.request import Press, Which
from handlers.blocks import Block, discreet
from handlers.direct import Posted
from handlers.surface import Call


def show(call: Call, which: Which) -> None:
    """Send a list to whoever asked."""
    direct.send(call, message.listing(service.listing(call.tools, call.member, which)))


def turn(call: Call, press: Press) -> None:
    """Show another page or list in place of the one whose button was pressed."""
    here = press.at(call.channel, call.origin)
    found = service.listing(call.tools, call.member, press.which or Which.MINE, press.page)
    told = message.listing(found)
    if not (here.ts and direct.update(call.client, Posted(here.channel, here.ts), told)):
        direct.send(call, told)


def after(call: Call, press: Press, notice: list[Block]) -> None:
    """Bring the list up to date with what was just done in it; elsewhere, say it."""
    here = press if press.ts else press.at(call.channel, call.origin)
    if here.ts and here.which is not None:
        found = service.listing(call.tools, call.member, here.which, here.page)
        told = message.listing(found, notice=notice)
        if direct.update(call.client, Posted(here.channel, here.ts), told):
            return
    if (
        call.direct
        and call.origin
        and direct.update(call.client, Posted(call.channel, call.origin), discreet(notice))
    ):
        return
    call.tell(discreet(notice))
