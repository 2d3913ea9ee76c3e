"""Who the app is, which workspace this is, and where to connect."""

from sandbox import names
from sandbox.api.call import Call, method
from sandbox.hub import Json


@method("auth.test")
def test(call: Call) -> Json:
    """Say whose token this is."""
    hub = call.hub
    return {
        "url": f"{hub.base}/",
        "team": hub.state.team_name,
        "team_id": hub.state.team,
        "user": hub.bot.name,
        "user_id": hub.bot.id,
        "bot_id": hub.bot.bot_id,
        "is_enterprise_install": False,
    }


@method("team.info")
def team(call: Call) -> Json:
    """Describe the workspace."""
    state = call.hub.state
    domain = state.team_name.lower().replace(" ", "-")
    return {"team": {"id": state.team, "name": state.team_name, "domain": domain}}


@method("apps.connections.open")
def connect(call: Call) -> Json:
    """Issue the address of a Socket Mode connection."""
    ticket = names.fresh("")
    call.hub.tickets.add(ticket)
    address = call.hub.base.replace("http://", "ws://", 1)
    return {"url": f"{address}/link/?ticket={ticket}"}
