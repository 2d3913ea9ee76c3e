"""What the setup says outside its dialog."""

from handlers.blocks import Message, actions, button, section
from knowledge.setup import privacy as words
from knowledge.words import _

OPEN = "setup.open"


def opener(question: str = "") -> Message:
    """Return the button that opens the setup, for who asked where no dialog can open."""
    lead = _("The setup asks one thing at a time, and keeps each answer.")
    begin = button(_("Open the setup"), action=OPEN, value=question or "next", primary=True)
    return Message(lead, [section(lead), actions(begin)])


def privacy() -> Message:
    """Return what the bot can and cannot read."""
    told = words.promise()
    return Message(told, [section(told)])
