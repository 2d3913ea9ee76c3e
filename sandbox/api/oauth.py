"""Installing the app by a code, and taking it out again."""

import base64
import binascii
import hmac

from sandbox import names
from sandbox.api.call import Call, RefusalError, malformed, method
from sandbox.delivery import events
from sandbox.hub import Hub, Json


def client_id(hub: Hub) -> str:
    """Return the public half of what the app exchanges codes with."""
    return f"{hub.state.team}.{hub.app_id}"


def client_secret(hub: Hub) -> str:
    """Return the secret half; every run of the same app has the same."""
    return names.steady("secret-", hub.app_id)


def grant(hub: Hub, person: str, redirect_uri: str = "") -> str:
    """Return the code that somebody who allows the app is sent back with."""
    code = names.fresh("code-")
    hub.state.codes[code] = (person, redirect_uri)
    return code


def opened(token: str, args: Json) -> Json:
    """Return arguments with the client's own, where they came as Basic authorisation."""
    if not token.startswith("Basic "):
        return args
    try:
        name, _, secret = base64.b64decode(token[6:]).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return args
    return {"client_id": name, "client_secret": secret, **args}


@method("oauth.v2.access")
def exchange(call: Call) -> Json:
    """Give the workspace's token for a code, once."""
    hub = call.hub
    _client(call)
    if call.text("grant_type", "authorization_code") != "authorization_code":
        raise RefusalError("invalid_grant_type")
    person, redirect_uri = hub.state.codes.pop(call.text("code"), ("", ""))
    if not person:
        raise RefusalError("invalid_code")
    if redirect_uri and call.text("redirect_uri") != redirect_uri:
        raise RefusalError("bad_redirect_uri")
    hub.faults.token_error = ""
    return {
        "access_token": hub.tokens.bot,
        "token_type": "bot",
        "scope": ",".join(sorted(hub.manifest.scopes)),
        "bot_user_id": hub.bot.id,
        "app_id": hub.app_id,
        "team": {"id": hub.state.team, "name": hub.state.team_name},
        "enterprise": None,
        "is_enterprise_install": False,
        "authed_user": {"id": person},
    }


@method("auth.revoke")
def revoke(call: Call) -> Json:
    """Revoke the token the call was made with."""
    if call.flag("test"):
        return {"revoked": False}
    hub = call.hub
    hub.faults.token_error = "token_revoked"  # noqa: S105 - the name of an error
    if hub.manifest.hears("tokens_revoked"):
        tokens: Json = {"oauth": [], "bot": [hub.bot.id]}
        events.announce(hub, {"type": "tokens_revoked", "tokens": tokens})
    return {"revoked": True}


@method("apps.uninstall")
def uninstall(call: Call) -> Json:
    """Take the app out of the workspace."""
    _client(call)
    hub = call.hub
    hub.faults.token_error = "account_inactive"  # noqa: S105 - the name of an error
    if hub.manifest.hears("app_uninstalled"):
        events.announce(hub, {"type": "app_uninstalled"})
    return {}


def _client(call: Call) -> None:
    if not call.text("client_id"):
        raise malformed("[ERROR] missing required field: client_id")
    if call.text("client_id") != client_id(call.hub):
        raise RefusalError("invalid_client_id")
    if not hmac.compare_digest(call.text("client_secret"), client_secret(call.hub)):
        raise RefusalError("bad_client_secret")
