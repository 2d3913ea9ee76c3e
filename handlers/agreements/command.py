"""`/coalition agreements`: typed, mentioned, written or clicked."""

from handlers import direct
from handlers.agreements import form, message, posting, service
from handlers.agreements.request import Opened
from handlers.limits import fit_dialog
from handlers.surface import Call
from knowledge import access
from knowledge.access import Permission
from knowledge.errors import UsageError
from knowledge.words import _


def on_command(call: Call) -> None:
    """Show the agreements, open the form for a new one, or send the page to print."""
    doors = {"": show, "add": add, "print": posting.print_all}
    door = doors.get(call.text.strip().lower())
    if door is None:
        raise UsageError(
            _(
                "I did not understand that. Try `/coalition agreements`, or put `add` or `print` "
                "after it."
            )
        )
    door(call)


def show(call: Call) -> None:
    """Show the list to whoever asked."""
    direct.send(call, message.listing(service.every(call.tools, call.member)))


def add(call: Call) -> None:
    """Open the form, or offer the button that does where Slack lets nothing open by itself."""
    access.check(call.member, Permission.AGREEMENTS_MANAGE)
    if call.trigger:
        view = form.agreement(Opened())
        call.client.views_open(trigger_id=call.trigger, view=fit_dialog(view))
    else:
        call.tell(message.offer_add())
