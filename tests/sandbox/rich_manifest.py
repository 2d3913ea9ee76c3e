"""The greeter's manifest with every scope that the Web API's tests need."""

import copy

from tests.sandbox.greeter import MANIFEST

SCOPES = [
    "assistant:write", "bookmarks:read", "bookmarks:write", "channels:join", "channels:manage",
    "groups:history", "groups:write", "mpim:read", "mpim:write", "pins:read", "pins:write",
    "reactions:read", "users:read.email",
]  # fmt: skip
EVENTS = ["app_uninstalled", "member_joined_channel", "tokens_revoked"]

RICH = copy.deepcopy(MANIFEST)
RICH["oauth_config"]["scopes"]["bot"] += SCOPES
RICH["settings"]["event_subscriptions"]["bot_events"] += EVENTS
