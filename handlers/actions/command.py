"""`/coalition actions`, and the buttons beside each item."""

from handlers.actions import handing, message, service, showing
from handlers.actions.adding import drafted
from handlers.actions.request import Asked, Press
from handlers.surface import Call
from knowledge.words import _


def on_command(call: Call) -> None:
    """Show a list, or keep what was typed as a new item."""
    asked = Asked.parse(call.text)
    if asked.which is not None:
        showing.show(call, asked.which)
        return
    call.later(lambda: _add(call, asked.words))


def on_show(call: Call) -> None:
    """Show another list or page."""
    showing.turn(call, Press.unpacked(call.text))


def on_done(call: Call) -> None:
    """Mark an item as done."""
    press = Press.unpacked(call.text)
    item = service.finish(call.tools, call.member, press.item)
    showing.after(call, press, message.notice(item, _("Done:"), press))


def on_undo(call: Call) -> None:
    """Take back what was done last."""
    press = Press.unpacked(call.text)
    item = service.undo(call.tools, call.member, press.item, press.version)
    showing.after(call, press, message.undone(item))


def on_accept(call: Call) -> None:
    """Take over what was offered."""
    press = Press.unpacked(call.text)
    item = handing.accept(call.tools, call.member, press.item)
    showing.after(call, press, message.notice(item, _("On your list now:"), press))


def on_decline(call: Call) -> None:
    """Leave it with whoever offered it."""
    press = Press.unpacked(call.text)
    item = handing.decline(call.tools, call.member, press.item)
    showing.after(call, press, message.notice(item, _("Left with whoever had it:"), press))


def on_back(call: Call) -> None:
    """Keep what was offered to somebody."""
    press = Press.unpacked(call.text)
    item = handing.take_back(call.tools, call.member, press.item)
    showing.after(call, press, message.notice(item, _("It stays with you:"), press))


def on_take(call: Call) -> None:
    """Take what nobody has."""
    press = Press.unpacked(call.text)
    item = handing.take(call.tools, call.member, press.item)
    showing.after(call, press, message.notice(item, _("On your list now:"), press))


def _add(call: Call, words: str) -> None:
    """Keep what was typed; a name is looked up in Slack, which takes a moment."""
    made, unsure = drafted(call, words)
    call.tell(message.added(made, service.reader(call.tools, call.member), unsure=unsure))
