"""Drawing somebody's Home."""

from handlers.home import message, service
from handlers.limits import fit_home
from handlers.surface import Call


def on_opened(call: Call) -> None:
    """Show Home as it is now, whenever its tab is opened."""
    if call.event.get("tab") == "home":
        draw(call)


def draw(call: Call) -> None:
    """Show Home as it is now."""
    found = service.read(call.tools, call.member)
    call.client.views_publish(user_id=call.member.slack_user, view=fit_home(message.home(found)))
