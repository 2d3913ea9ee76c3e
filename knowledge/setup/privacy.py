"""What the bot can and cannot read, in forty words."""

from knowledge.words import _


def promise() -> str:
    """Return it."""
    return _(
        "I read only three things: messages that mention me, messages sent to me, and what "
        "follows my commands. I cannot read your other conversations. I open a channel's "
        "history only to find my own earlier posts, never anyone else's words."
    )
