"""What is typed about people."""

from handlers import direct
from handlers.blocks import Block, Message, actions, button, section
from handlers.limits import fit_dialog
from handlers.people import asking, dialog, listing, noticing, review_words, reviewing, roster
from handlers.surface import Call
from knowledge.words import _


def on_join(call: Call) -> None:
    """Open the dialog, or show the button that does where a message cannot."""
    _open(call, asking.joining(dialog.language(call)), listing.JOIN, _("Take a seat"))


def on_people(call: Call) -> None:
    """Show the roster."""
    direct.send(call, listing.roster(roster.read(call.tools, call.member)))


def on_review(call: Call) -> None:
    """Show who comes next in the review."""
    direct.send(call, review_words.step(reviewing.step(call.tools, call.member)))


def on_notice(call: Call) -> None:
    """Open the dialog of a shooting notice."""
    today = noticing.today(call.tools, workspace=call.member.workspace)
    _open(call, asking.noticing(today), dialog.NOTICE, _("Write the notice"))


def _open(call: Call, view: Block, action: str, label: str) -> None:
    if call.trigger:
        call.client.views_open(trigger_id=call.trigger, view=fit_dialog(view))
        return
    said = _("One tap opens it.")
    pressed = button(label, action=action, value="-", primary=True)
    call.tell(Message(f"{said} {label}", [section(said), actions(pressed)]))
