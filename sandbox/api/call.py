"""One call of the Web API: its arguments, and how it is refused."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.hub import Hub, Json
from sandbox.state.channels import Channel
from sandbox.state.people import Person

STRUCTURED = frozenset(
    {
        "attachments",
        "blocks",
        "chunks",
        "files",
        "loading_messages",
        "message",
        "metadata",
        "prompts",
        "unfurls",
        "view",
    }
)
TRUE = frozenset({True, "1", "true", "True"})


class RefusalError(Exception):
    """The workspace refuses a call, with Slack's name for why."""

    def __init__(self, error: str, **more: Any) -> None:
        super().__init__(error)
        self.error = error
        self.more = more


@dataclass
class Call:
    """A call that passed the table's checks."""

    hub: Hub
    method: str
    args: Json

    def text(self, name: str, default: str = "") -> str:
        """Return an argument as text."""
        given = self.args.get(name)
        return default if given is None else str(given)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return an argument as a yes or no."""
        given = self.args.get(name, default)
        return isinstance(given, int | str) and given in TRUE

    def number(self, name: str, default: int) -> int:
        """Return an argument as a whole number."""
        try:
            return int(self.args.get(name, default))
        except (ValueError, TypeError, OverflowError):
            raise malformed(f"[ERROR] must be an integer [json-pointer:/{name}]") from None

    def identifiers(self, name: str) -> list[str]:
        """Return an argument that names several things: a list, or words between commas."""
        given = self.args.get(name) or ""
        listed = given.split(",") if isinstance(given, str) else given
        if not isinstance(listed, list) or not all(isinstance(each, str) for each in listed):
            raise malformed(f"[ERROR] must provide an array of strings [json-pointer:/{name}]")
        return listed

    def rows(self, name: str) -> list[Json]:
        """Return an argument that is a list of objects."""
        given = self.args.get(name) or []
        if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
            raise RefusalError(f"invalid_{name}_format" if name == "blocks" else f"invalid_{name}")
        return given

    def channel(self, name: str = "channel") -> Channel:
        """Return the channel an argument names, if the app may know of it and use it."""
        channel = self.hub.state.channels.get(self.text(name))
        if channel is None or not (channel.public or self.hub.bot.id in channel.members):
            raise RefusalError("channel_not_found")
        if self.method.startswith("conversations."):
            self.needs_scope_for(channel)
        return channel

    def joined(self, name: str = "channel") -> Channel:
        """Return the channel an argument names, refused unless the app is in it."""
        channel = self.channel(name)
        if self.hub.bot.id not in channel.members:
            raise RefusalError("not_in_channel")
        return channel

    def needs(self, *scopes: str) -> None:
        """Refuse unless the app holds one of these scopes."""
        from sandbox.api import rules

        rules.scope(self.hub.manifest, list(scopes))

    def person(self, name: str = "user") -> Person:
        """Return the person an argument names."""
        person = self.hub.state.people.get(self.text(name))
        if person is None:
            raise RefusalError("user_not_found")
        return person

    def needs_scope_for(self, channel: Channel) -> None:
        """Refuse unless the app holds the scope for this sort of channel."""
        from sandbox.api import rules

        needed = [
            scope
            for scope in rules.table()[self.method]["bot"]
            if scope.startswith(f"{channel.family}:")
        ]
        if needed:
            self.needs(*needed)


Handler = Callable[[Call], Json]
METHODS: dict[str, Handler] = {}


def method(name: str) -> Callable[[Handler], Handler]:
    """Register the function that answers a method."""

    def register(handler: Handler) -> Handler:
        METHODS[name] = handler
        return handler

    return register


def malformed(message: str) -> RefusalError:
    """Return Slack's refusal of arguments that do not fit."""
    return RefusalError("invalid_arguments", response_metadata={"messages": [message]})


def structured(args: Json) -> Json:
    """Return arguments with those that travel as JSON text opened."""
    opened = {}
    for name, given in args.items():
        if name in STRUCTURED and isinstance(given, str) and given[:1] in {"[", "{"}:
            try:
                opened[name] = json.loads(given)
            except ValueError:
                if name == "blocks":
                    raise RefusalError("invalid_blocks_format") from None
                raise malformed(f"[ERROR] invalid JSON [json-pointer:/{name}]") from None
        else:
            opened[name] = given
    return opened
