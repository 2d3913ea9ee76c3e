"""Posts that are promised: each is a row, and arrives once."""

from handlers.surface import Feature

#: The history scopes are for finding the bot's own posts, after a try that got no answer.
FEATURE = Feature(
    scopes=frozenset(
        {"chat:write", "im:write", "channels:read", "groups:read", "users:read"}
        | {"channels:history", "groups:history", "im:history"}
    ),
)
