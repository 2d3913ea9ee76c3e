"""The buttons that send a list as text, as a page or for a calendar."""

from slack_sdk.errors import SlackApiError

from handlers import direct, directory
from handlers.actions import printing, service
from handlers.actions.lists import Listing
from handlers.actions.request import Press, Which
from handlers.blocks import discreet, escape, section
from handlers.failures import report
from handlers.surface import Call
from knowledge.words import _


def on_text(call: Call) -> None:
    """Send a list as a message that can be copied whole."""
    direct.send(call, discreet([section(escape(printing.text(_whole(call))))]))


def on_print(call: Call) -> None:
    """Send a list as a page to print."""
    call.later(lambda: _print(call))


def on_calendar(call: Call) -> None:
    """Send the days on which items are due as a file for calendars."""
    call.later(lambda: _calendar(call))


def _print(call: Call) -> None:
    content = printing.page(_whole(call), _names(call), made=call.tools.now())
    direct.file(
        call.client,
        call.member.slack_user,
        content,
        name="action-items.pdf",
        title=_("Action items to print"),
    )


def _calendar(call: Call) -> None:
    content = printing.calendar(_whole(call), workspace=call.member.workspace, now=call.tools.now())
    direct.file(
        call.client,
        call.member.slack_user,
        content,
        name="action-items.ics",
        title=_("Open this to put the days into your calendar"),
    )


def _whole(call: Call) -> Listing:
    which = Press.unpacked(call.text).which or Which.MINE
    return service.listing(call.tools, call.member, which, whole=True)


def _names(call: Call) -> dict[str, str]:
    """Return what people are called; a page without names is better than none."""
    try:
        return directory.labels(call.client)
    except SlackApiError as error:
        report(error, door="actions.names")
        return {}
