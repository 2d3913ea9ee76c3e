"""`/coalition plan`: typed, mentioned, written or clicked."""

from handlers import direct
from handlers.plan import message, needs, posting, service
from handlers.plan.request import Opened, Wish, filled, parse
from handlers.surface import Call
from knowledge import access
from knowledge.access import Permission
from knowledge.plan.entry import Level


def on_command(call: Call) -> None:
    """Show the plan, send it, or add a goal to it."""
    wish, goal = parse(call.text)
    if wish is Wish.SHOW:
        direct.send(call, message.overview(service.read(call.tools, member=call.member)))
    elif wish is Wish.PLACES:
        direct.send(call, message.places(needs.read(call.tools, workspace=call.member.workspace)))
    elif wish is Wish.ADD:
        _add(call, goal)
    else:
        {Wish.PRINT: posting.send_pages, Wish.TEXT: posting.send_text}[wish](call)


def on_page(call: Call) -> None:
    """Show the next goals."""
    call.tell(message.overview(service.read(call.tools, member=call.member), int(call.text)))


def _add(call: Call, goal: str) -> None:
    access.check(call.member, Permission.PLAN_MANAGE)
    fields = filled({"plan_text": goal}, Level.GOAL)
    entry = service.add(call.tools, member=call.member, opened=Opened(Level.GOAL), filled=fields)
    call.tell(message.added(entry, service.read(call.tools, member=call.member)))
