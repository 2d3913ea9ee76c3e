"""The Web API: one module a family of methods."""

from sandbox.api import (
    assistant,
    auth,
    bookmarks,
    chat,
    conversations,
    files,
    membership,
    oauth,
    pins,
    reactions,
    rules,
    scheduling,
    streams,
    users,
    validating,
    views,
)
from sandbox.api.call import METHODS, Call, RefusalError, structured
from sandbox.api.redacting import redacted
from sandbox.hub import ApiCall, Hub, Json

__all__ = [
    "answer",
    "assistant",
    "auth",
    "bookmarks",
    "chat",
    "conversations",
    "files",
    "membership",
    "oauth",
    "pins",
    "reactions",
    "scheduling",
    "streams",
    "users",
    "validating",
    "views",
]


def answer(hub: Hub, method: str, args: Json, token: str) -> Json:
    """Return what Slack would answer to a call, and remember both."""
    args = oauth.opened(token, {name: held for name, held in args.items() if name != "token"})
    try:
        with hub.state.changed:
            body = {"ok": True, **_carried(hub, method, args, token)}
    except RefusalError as refusal:
        body = {"ok": False, "error": refusal.error, **refusal.more}
    hub.take_note(redacted(ApiCall(method, args, body)))
    return body


def _carried(hub: Hub, method: str, args: Json, token: str) -> Json:
    opened = structured(args)
    args.update(opened)
    rules.check(hub, method, opened, token)
    if method not in METHODS:
        why = f"[ERROR] Slack has {method}; this workspace does not carry it"
        raise RefusalError(
            "unknown_method", req_method=method, response_metadata={"messages": [why]}
        )
    return METHODS[method](Call(hub, method, opened))
