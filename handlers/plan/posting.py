"""The plan where it is wanted again: in the direct message of whoever asked."""

from handlers import direct, views
from handlers.blocks import Message
from handlers.plan import message, needs, paper, service, view
from handlers.plan.request import Spot
from handlers.surface import Call
from knowledge.words import _


def send_text(call: Call, *, inside: bool = False) -> None:
    """Send the plan as a text to paste elsewhere."""
    found = service.read(call.tools, member=call.member)
    outside = service.outside(call.tools, workspace=call.member.workspace)
    told = message.text(paper.text(found, outside))
    _point(call, inside=inside)
    call.later(lambda: _post(call, told))


def send_pages(call: Call, *, inside: bool = False) -> None:
    """Send the plan as two pages to print."""
    _point(call, inside=inside)
    call.later(lambda: _pages(call))


def _post(call: Call, told: Message) -> None:
    direct.post(call.client, call.member.slack_user, told)


def _pages(call: Call) -> None:
    workspace = call.member.workspace
    made = paper.printed(
        service.read(call.tools, member=call.member),
        service.outside(call.tools, workspace=workspace),
        needs.read(call.tools, workspace=workspace),
    )
    direct.file(
        call.client, call.member.slack_user, made, name="plan.pdf", title=_("The plan, to print")
    )


def _point(call: Call, *, inside: bool) -> None:
    """Say where it goes, in the dialog where the button stands there."""
    said = _("It comes to your direct messages with me.")
    if inside:
        found = service.read(call.tools, member=call.member)
        views.show(call, view.whole(found, Spot(inside=True), note=said), inside=True)
    elif not call.direct:
        call.tell(Message(said))
