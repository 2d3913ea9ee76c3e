"""The checks every call passes first, from Slack's table of methods."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from sandbox.api.call import RefusalError, malformed
from sandbox.hub import Hub, Json
from sandbox.manifest import Manifest

TABLE = Path(__file__).parents[1] / "slack" / "methods.json"
APP_TOKEN = frozenset({"apps.connections.open"})
NO_TOKEN = frozenset({"api.test", "oauth.v2.access"})
ANYWHERE = frozenset({"token", "pretty"})
ENTERPRISE = frozenset({"team_id"})
#: What Slack's own SDK sends and the table, taken in May 2026, does not have yet.
NEWER: dict[str, dict[str, Any]] = {
    "blocks.validate": {"req": [], "opt": ["blocks", "message", "view"], "bot": [], "tier": 3},
}
NOT_REQUIRED = {
    "assistant.threads.setSuggestedPrompts": "thread_ts",
    "chat.appendStream": "markdown_text",
}
ALSO_TAKEN = {"chat.stopStream": "session_status"}


@cache
def table() -> dict[str, dict[str, Any]]:
    """Return the arguments and scopes of every Web API method."""
    methods: dict[str, dict[str, Any]] = json.loads(TABLE.read_text(encoding="utf-8"))["methods"]
    for method, name in NOT_REQUIRED.items():
        methods[method]["req"].remove(name)
    for method, name in (NOT_REQUIRED | ALSO_TAKEN).items():
        methods[method]["opt"].append(name)
    return methods | NEWER


def check(hub: Hub, method: str, args: Json, token: str) -> None:
    """Refuse a call that Slack would refuse before looking at what it asks."""
    if method not in table():
        raise RefusalError("unknown_method", req_method=method)
    if method not in NO_TOKEN:
        _token(hub, method, token)
    if method not in APP_TOKEN | NO_TOKEN:
        scope(hub.manifest, table()[method]["bot"])
    _arguments(method, args)


def scope(manifest: Manifest, accepted: list[str]) -> None:
    """Refuse unless the manifest holds one of the scopes that would do."""
    if accepted and not manifest.scopes.intersection(accepted):
        provided = ",".join(sorted(manifest.scopes))
        raise RefusalError("missing_scope", needed=",".join(accepted), provided=provided)


def _token(hub: Hub, method: str, token: str) -> None:
    if not token:
        raise RefusalError("not_authed")
    if token not in {hub.tokens.bot, hub.tokens.app}:
        raise RefusalError("invalid_auth")
    if (token == hub.tokens.app) != (method in APP_TOKEN):
        raise RefusalError("not_allowed_token_type")


def _arguments(method: str, args: Json) -> None:
    row = table()[method]
    for name in row["req"]:
        if args.get(name) in (None, ""):
            raise malformed(f"[ERROR] missing required field: {name}")
    if method == "api.test":
        return
    known = ANYWHERE | ENTERPRISE | {*row["req"], *row["opt"]}
    for name in args:
        if name not in known:
            raise malformed(f"[ERROR] unknown argument: {name} [json-pointer:/{name}]")
