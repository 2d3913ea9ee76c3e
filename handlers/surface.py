"""What a feature declares, each part with what it needs, and the call that opens its doors."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from slack_sdk import WebClient

from handlers.blocks import Block, Message
from handlers.toolbox import Toolbox
from knowledge.access import Member, Permission

Tell = Callable[[Message], None]
Work = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Call:
    """What somebody asked for, however it reached the bot.

    Attributes
    ----------
    tell
        Says something to the asker alone, where they asked. The first thing said answers
        a command within Slack's three seconds.
    defer
        Does work once this call is answered, and tells what goes wrong with it.
    channel, thread
        Where they asked; "" where that was a dialog, or not in a thread.
    text
        The words of a command or message, what a button or menu holds, or a dialog's data.
    state
        What a dialog holds, by field, when it is submitted or a button on it is pressed.
    event
        What happened in Slack, where an event brought this.
    commands
        Every command there is, for help and for messages that say one.
    origin
        Which message's button was pressed or shortcut was run (its ts), or which dialog was
        submitted or view was pressed (its id).
    ack
        Answers a submitted dialog; everything else is acknowledged already.
    """

    tools: Toolbox
    client: WebClient
    member: Member
    tell: Tell
    defer: Callable[[Work, Tell], None]
    channel: str
    thread: str
    text: str
    state: Mapping[str, Any]
    trigger: str
    origin: str
    commands: "tuple[Command, ...]"
    ack: Callable[..., Any]
    event: Mapping[str, Any] = field(default_factory=dict)

    @property
    def direct(self) -> bool:
        """Whether they asked in their direct message with the bot."""
        return self.channel.startswith("D")

    def later(self, work: Work) -> None:
        """Do what takes longer than a moment; what goes wrong there is told as well."""
        self.defer(work, self.tell)


Door = Callable[[Call], None]
#: Returns the options that a menu offers for what was typed into it, which is the call's text.
Offer = Callable[[Call], list[Block]]


class Topic(StrEnum):
    """Under what the list of commands shows one, in this order."""

    NOW = "now"
    TO_DO = "to_do"
    PLAN = "plan"
    PARTNERS = "partners"
    EVENTS = "events"
    MORE = "more"
    RUNNING = "running"
    YOU = "you"


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
    topic: Topic = Topic.MORE


@dataclass(frozen=True, slots=True)
class Action:
    """A button; ``name`` is the part of its action id before a colon.

    ``urgent`` is for what opens even where the database does not answer who somebody is: then
    they are taken for who they were last, and the door says what is not saved.
    """

    name: str
    needs: Permission
    door: Door
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Dialog:
    """A dialog that can be submitted; ``name`` is its callback id; ``urgent`` as of a button."""

    name: str
    needs: Permission
    door: Door
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu whose options are looked up as somebody types; ``name`` is its action id."""

    name: str
    needs: Permission
    offer: Offer


@dataclass(frozen=True, slots=True)
class Shortcut:
    """An entry of Slack's own menus.

    Attributes
    ----------
    name
        Its callback id.
    title
        What the menu says, at most 24 characters.
    does
        One sentence for Slack's description of it.
    on_message
        Whether it stands beside a message, whose text is then the call's, or everywhere.
    """

    name: str
    title: str
    does: str
    needs: Permission
    door: Door
    on_message: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens in Slack; ``name`` is what the manifest subscribes to.

    ``quiet`` is for what nobody asked for: then nobody hears that it was refused or failed.
    """

    name: str
    needs: Permission
    door: Door
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """What is looked after each hour, in each workspace.

    It promises posts through ``handlers.deliveries``; the same promise twice is one, so it
    may run as often as it likes.
    """

    name: str
    run: Callable[[Toolbox, int], None]


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature's whole surface, and the Slack scopes that it cannot do without.

    ``home`` draws somebody's Home again, after they pressed something on it.
    """

    commands: tuple[Command, ...] = ()
    actions: tuple[Action, ...] = ()
    dialogs: tuple[Dialog, ...] = ()
    menus: tuple[Menu, ...] = ()
    shortcuts: tuple[Shortcut, ...] = ()
    events: tuple[Event, ...] = ()
    jobs: tuple[Job, ...] = ()
    home: Door | None = None
    scopes: frozenset[str] = field(default_factory=frozenset)
