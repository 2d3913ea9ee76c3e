"""What a feature declares: its commands, buttons, dialogs and events, each with what it needs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from knowledge.access import Permission

if TYPE_CHECKING:
    from handlers.calls import Call

Door = Callable[["Call"], None]


@dataclass(frozen=True, slots=True)
class Command:
    """What can be typed, mentioned, sent as a message or clicked as an example.

    Attributes
    ----------
    names
        Its words without the slash, the usual one first: ``("hotspots", "map")``.
    does
        One sentence for the list of commands.
    usage
        What may follow, as Slack hints it: ``[place] [window]``.
    examples
        Whole commands that work when clicked.
    needs
        The permission to use it.
    door
        What answers.
    """

    names: tuple[str, ...]
    does: str
    needs: Permission
    door: Door
    usage: str = ""
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Action:
    """A button; ``name`` is the part of its action id before a colon."""

    name: str
    needs: Permission
    door: Door


@dataclass(frozen=True, slots=True)
class Dialog:
    """A dialog that can be submitted; ``name`` is its callback id."""

    name: str
    needs: Permission
    door: Door


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens in Slack; ``name`` is what the manifest subscribes to."""

    name: str
    needs: Permission
    door: Door


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature's whole surface, and the Slack scopes that it cannot do without."""

    commands: tuple[Command, ...] = ()
    actions: tuple[Action, ...] = ()
    dialogs: tuple[Dialog, ...] = ()
    events: tuple[Event, ...] = ()
    scopes: frozenset[str] = field(default_factory=frozenset)
