"""`/coalition setup` and `/coalition privacy`."""

from handlers.setup import flow, message
from handlers.surface import Call


def on_setup(call: Call) -> None:
    """Open the setup where it was left, or at the question that is named."""
    view = flow.beginning(call, call.text)
    if not call.trigger:  # asked by message: only a press can open a dialog
        call.tell(message.opener(call.text))
        return
    call.client.views_open(trigger_id=call.trigger, view=view)


def on_privacy(call: Call) -> None:
    """Say what the bot can and cannot read."""
    call.tell(message.privacy())
