"""`/event day`, and the buttons of its screen."""

import re
from uuid import uuid4

from handlers import direct
from handlers.day import choosing, message, service, showing
from handlers.day.request import MOST, Press
from handlers.limits import clip
from handlers.promptly import UnansweredError
from handlers.surface import Call
from knowledge.events.day import EntryKind

#: The number of an event, as its plan's button says it; no line of a log is only that.
_NUMBER = re.compile(r"[0-9]{1,9}")


def on_command(call: Call) -> None:
    """Show today's event or the one of a number, or write what was typed into the log."""
    if _NUMBER.fullmatch(call.text):
        showing.show(call, int(call.text))
        return
    try:
        mine = service.today(call.tools, call.member)
    except UnansweredError:
        _without_answer(call)
        return
    if not mine:
        _ahead(call)
    elif len(mine) > 1 and not call.text:
        direct.send(call, choosing.which(mine))
    elif call.text:
        write(call, _line(call, mine[0].id))
    else:
        showing.show(call, mine[0].id)


def on_show(call: Call) -> None:
    """Show an event's day as it stands now."""
    showing.turn(call, Press.unpacked(call.text))


def on_log(call: Call) -> None:
    """Write the line that a button stands for."""
    write(call, Press.unpacked(call.text))


def write(call: Call, press: Press) -> None:
    """Write a line; say that it is recorded after it is, and that it is not where it is not."""
    try:
        receipt = service.record(call.tools, call.member, [press])
    except UnansweredError:
        found = showing.last(call, press.event)
        notice = message.unsaved(press.tried(call.tools.now()))
        showing.put(call, press, message.offline(found, notice=notice))
        return
    found = showing.last(call, press.event)
    plainly = press.again is None and press.kind is not EntryKind.NOTE
    showing.turn(call, press, message.saved(receipt, found, plainly=plainly))


def _ahead(call: Call) -> None:
    """Show the events to come, whose screens can be looked at before their day."""
    coming = [] if call.text else service.coming(call.tools, call.member)
    if not coming:
        raise service.stranger()
    direct.send(call, choosing.ahead(coming))


def _line(call: Call, event: int) -> Press:
    words = clip(call.text, MOST)
    return Press(event=event, id=str(uuid4()), kind=EntryKind.NOTE, text=words)


def _without_answer(call: Call) -> None:
    """Keep what was typed for a second try, where the last screen says of which event."""
    found = showing.last(call)
    if found is None or not call.text:
        direct.send(call, message.offline(found))
        return
    press = _line(call, found.event.id).tried(call.tools.now())
    direct.send(call, message.offline(found, notice=message.unsaved(press)))
