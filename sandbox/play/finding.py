"""Finding, by its words, what somebody can act on."""

from collections.abc import Iterator
from typing import Any

from sandbox.delivery import screen, suggesting
from sandbox.hub import Hub
from sandbox.state.messages import Message
from sandbox.state.people import Person
from sandbox.state.views import View
from sandbox.words import blocks as block_kit
from sandbox.words import told

Where = Message | View
Found = tuple[Where, dict[str, Any], dict[str, Any], str | None]
"""Where it is, its block, its element, and the option chosen in it."""


def places(hub: Hub, person: Person, channel: str = "") -> Iterator[Where]:
    """Yield what somebody can act on: the dialog that is open, else messages, newest first."""
    dialog = screen.dialog(hub.state, person)
    if dialog is not None:
        yield dialog
        return
    seen = [
        message
        for each in screen.channels(hub.state, person)
        if channel in {"", each.id}
        for message in screen.messages(hub.state, person, each)
    ]
    yield from sorted(seen, key=lambda message: message.ts, reverse=True)
    home = hub.state.homes.get(person.id)
    if home is not None and not channel:
        yield home


def pressable(hub: Hub, person: Person, label: str, channel: str = "") -> Found | None:
    """Return the newest button or menu entry with that label."""
    for where in places(hub, person, channel):
        for block, element in block_kit.elements(where.shown):
            if not screen.acts(person, block, element):
                continue
            for words, choice in _presses(element):
                if _says(hub, words, label):
                    return where, block, element, choice
    return None


def _presses(element: dict[str, Any]) -> Iterator[tuple[Any, str | None]]:
    if element["type"] in {"button", "icon_button"}:
        yield element.get("text"), None
    if element["type"] == "overflow":
        for each in block_kit.options(element):
            yield each["text"], each["value"]
    if element["type"] == "feedback_buttons":
        for side in (element["positive_button"], element["negative_button"]):
            yield side["text"], side["value"]


def field(hub: Hub, person: Person, label: str, channel: str = "") -> Found | None:
    """Return the newest input of that label, placeholder, or action identifier."""
    for where in places(hub, person, channel):
        for block, element in block_kit.elements(suggesting.shown(hub, person, where)):
            if element["type"] in block_kit.INPUTS and label in _names(hub, block, element):
                return where, block, element, None
    return None


def option(hub: Hub, element: dict[str, Any], words: str) -> str:
    """Return the value behind an option's words."""
    offered = block_kit.options(element)
    for each in offered:
        if _says(hub, each["text"], words) or each.get("value") == words:
            return str(each["value"])
    listed = ", ".join(told.text(each["text"], hub.state.named) for each in offered)
    raise AssertionError(f"{words!r} is not offered; there are: {listed}")


def _names(hub: Hub, block: dict[str, Any], element: dict[str, Any]) -> set[str]:
    named = hub.state.named
    words = {
        told.text(block.get("label"), named),
        told.text(element.get("placeholder"), named),
        element.get("action_id", ""),
    }
    if block["type"] == "section":
        words.add(told.text(block.get("text"), named))
    return words


def _says(hub: Hub, obj: Any, label: str) -> bool:
    return told.text(obj, hub.state.named).strip() == label.strip()
