"""Say where somebody looks how the day stands: with the database, or without its answer."""

from handlers import direct
from handlers.blocks import Block, Message
from handlers.day import message, service
from handlers.day.known import KNOWN
from handlers.day.request import Press
from handlers.day.screen import Screen
from handlers.direct import Posted
from handlers.promptly import UnansweredError
from handlers.surface import Call
from knowledge.errors import BotError


def see(call: Call, event: int) -> Screen:
    """Return the day of an event, and remember it for when the database does not answer."""
    try:
        found = service.look(call.tools, call.member, event)
    except UnansweredError:
        raise
    except BotError:  # whoever is no longer named is not shown the last screen either
        KNOWN.forget(call.member)
        raise
    KNOWN.keep(call.member, found)
    return found


def last(call: Call, event: int = 0) -> Screen | None:
    """Return what somebody saw last."""
    return KNOWN.find(call.member, event)


def show(call: Call, event: int) -> None:
    """Send the day's screen, the last one seen where the database does not answer."""
    try:
        told = message.screen(see(call, event))
    except UnansweredError:
        told = message.offline(last(call, event))
    direct.send(call, told)


def turn(call: Call, press: Press, notice: tuple[Block, ...] = ()) -> None:
    """Bring the screen up to date where its button was pressed or its dialog was opened."""
    try:
        told = message.screen(see(call, press.event), notice=notice)
    except UnansweredError:
        told = message.offline(last(call, press.event), notice=notice)
    put(call, press, told)


def put(call: Call, press: Press, told: Message) -> None:
    """Put a screen in place of the one that somebody pressed, else send it."""
    here = Posted(press.channel, press.ts) if press.ts else Posted(call.channel, call.origin)
    if here.ts and here.channel.startswith("D") and direct.update(call.client, here, told):
        return
    direct.send(call, told)
