"""Somebody runs one of the app's shortcuts, from anywhere or on a message."""

from sandbox.delivery import payloads, screen
from sandbox.delivery.reach import reach
from sandbox.delivery.screen import NotOnScreenError
from sandbox.hub import Hub
from sandbox.manifest import Shortcut
from sandbox.state.messages import Message
from sandbox.state.people import Person


def runs(hub: Hub, person: Person, name: str) -> None:
    """Run a global shortcut, by its name or callback, and wait until the app took it."""
    reach(hub, person.id, payloads.shortcut(hub, person, _declared(hub, name, "global")))


def runs_on(hub: Hub, person: Person, message: Message, name: str) -> None:
    """Run a message shortcut on a message that somebody sees."""
    seen = screen.message(hub.state, person, message.channel, message.ts)
    if seen.only_for:
        raise NotOnScreenError("A message that only one person sees offers no shortcuts.")
    declared = _declared(hub, name, "message")
    reach(hub, person.id, payloads.message_shortcut(hub, person, declared, seen))


def _declared(hub: Hub, name: str, sort: str) -> Shortcut:
    found = hub.manifest.shortcut(name, sort)
    if found is None:
        listed = ", ".join(each.name for each in hub.manifest.shortcuts if each.sort == sort)
        raise NotOnScreenError(f"No {sort} shortcut is called {name!r}; there are: {listed}")
    return found
