"""What a call carried, without what nobody should read from the page or the control API."""

import re
from typing import Any

from sandbox.hub import ApiCall

SECRET = frozenset(
    {"access_token", "client_secret", "code", "exchange_token", "refresh_token", "token"}
)
TOKEN = re.compile(r"\bx(?:ox[a-z](?:\.[a-z]+)?|app)-[\w-]+")
HIDDEN = "(hidden)"


def redacted(call: ApiCall) -> ApiCall:
    """Return a call as it may be kept: its secrets taken out of arguments and answer."""
    answer = _hidden(call.answer)
    if call.method == "apps.connections.open" and "url" in answer:
        answer["url"] = HIDDEN
    return ApiCall(call.method, _hidden(call.args), answer, call.injected)


def _hidden(given: Any) -> Any:
    if isinstance(given, dict):
        # A style may say that its text is code; only words are secrets.
        return {
            name: HIDDEN if name in SECRET and isinstance(held, str) and held else _hidden(held)
            for name, held in given.items()
        }
    if isinstance(given, list):
        return [_hidden(each) for each in given]
    return TOKEN.sub(HIDDEN, given) if isinstance(given, str) else given
