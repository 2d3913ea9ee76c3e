"""The app is taken out of the workspace, or its token is revoked."""

from sandbox.delivery import events
from sandbox.hub import Hub


def revokes(hub: Hub) -> None:
    """Revoke the app's token: every call is refused from now on, and the app is told."""
    hub.faults.refuse_token("token_revoked")
    if hub.manifest.hears("tokens_revoked"):
        events.tell(hub, {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [hub.bot.id]}})


def uninstalls(hub: Hub) -> None:
    """Take the app out: its token is revoked, and it is told of both."""
    revokes(hub)
    hub.faults.refuse_token("account_inactive")
    if hub.manifest.hears("app_uninstalled"):
        events.tell(hub, {"type": "app_uninstalled", "event_ts": hub.clock.timestamp()})


def installs(hub: Hub) -> None:
    """Bring the app back with the token it had."""
    hub.faults.refuse_token("")
