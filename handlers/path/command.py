"""`/coalition path`: typed, mentioned, written or clicked."""

from handlers import direct
from handlers.path import message, service
from handlers.path.request import HAVE, parse
from handlers.surface import Call
from knowledge import access
from knowledge.access import Permission
from knowledge.formation.items import Phase, item, phases


def on_command(call: Call) -> None:
    """Show the path, a phase or a step of it, or begin the pass of what there is."""
    at = parse(call.text)
    if at == HAVE:
        access.check(call.member, Permission.PATH_MANAGE)
        direct.send(call, message.offer_have())
        return
    found = service.read(call.tools, member=call.member)
    if not at:
        direct.send(call, message.overview(found))
    elif at in set(Phase):
        direct.send(call, message.at_phase(found, next(one for one in phases() if one.phase == at)))
    else:
        direct.send(call, message.at_step(found, item(at)))
