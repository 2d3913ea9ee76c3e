"""From what somebody types to how Slack writes it."""

import re

from sandbox.state.workspace import State
from sandbox.words.mrkdwn import escaped

MENTION = re.compile(r"(?<![\w<])([@#])([\w.-]*\w)")


def written(state: State, text: str) -> str:
    """Return typed text as a message holds it: escaped, names turned into references."""
    return MENTION.sub(lambda match: _reference(state, match), escaped(text))


def references(state: State, text: str) -> str:
    """Return a command's text with names turned into references, as ``should_escape`` asks."""
    return MENTION.sub(lambda match: _reference(state, match, labelled=True), text)


def _reference(state: State, match: re.Match[str], *, labelled: bool = False) -> str:
    sign, name = match.groups()
    if sign == "#":
        channel = state.channel(name)
        return f"<#{channel.id}|{channel.name}>" if channel else match[0]
    if name in {"here", "channel", "everyone"}:
        return f"<!{name}>"
    person = next((p for p in state.people.values() if p.name == name), None)
    if person is None:
        return match[0]
    return f"<@{person.id}|{person.name}>" if labelled else f"<@{person.id}>"
