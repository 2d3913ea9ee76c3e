"""Somebody in a test: they type, click, fill in and see, and nothing they could not."""

import time
from collections.abc import Callable
from typing import Any

from sandbox.delivery import joining, pressing, screen, shortcuts, suggesting, typing
from sandbox.hub import Hub
from sandbox.play import finding, looking
from sandbox.play.room import Room
from sandbox.state.messages import Message
from sandbox.state.views import View
from sandbox.words import told
from sandbox.words.inputs import Filled, Raw


class Actor:
    """One person at their own screen."""

    def __init__(self, hub: Hub, identifier: str, *, patience: float) -> None:
        self._hub = hub
        self._patience = patience
        self._filled: dict[str, Filled] = {}
        self._asked: finding.Found | None = None
        self.id = identifier
        self.place = hub.state.channels[hub.state.opens_on]

    def __repr__(self) -> str:
        return f"<{self.person.real_name}>"

    @property
    def person(self) -> Any:
        """Who this is, as the workspace keeps them."""
        return self._hub.state.people[self.id]

    @property
    def direct(self) -> Room:
        """Their direct message with the app."""
        return Room(self._hub, self._hub.state.direct(self.id, self._hub.bot.id))

    @property
    def dialog(self) -> View | None:
        """The dialog that lies open on their screen."""
        return screen.dialog(self._hub.state, self.person)

    @property
    def screen(self) -> str:
        """Everything they can see, as text."""
        return self._told(since=0)

    def types(self, text: str, *, in_: Room | None = None, thread: str = "") -> str:
        """Send a message or command, wait until the app took it, return what is new on screen.

        ``thread`` is the timestamp of the message it answers; ``replies`` takes the message.
        """
        if in_ is not None:
            self.place = in_.channel
        return self._after(
            lambda: typing.types(self._hub, self.person, self.place, text, thread_ts=thread)
        )

    def opens(self, room: Room, *, tab: str = "messages") -> str:
        """Look at a conversation; with the app's own, a tab of it."""
        self.place = room.channel
        return self._after(lambda: pressing.opens(self._hub, self.person, room.channel, tab))

    def opens_home(self) -> str:
        """Look at the app's Home tab."""
        return self.opens(self.direct, tab="home")

    def replies(self, text: str, *, to: Message) -> str:
        """Answer a message in its thread."""
        room = Room(self._hub, self._hub.state.channels[to.channel])
        return self.types(text, in_=room, thread=to.thread_ts or to.ts)

    def runs_shortcut(self, name: str, *, on: Message | None = None) -> str:
        """Run one of the app's shortcuts, from anywhere or on a message."""
        if on is None:
            return self._after(lambda: shortcuts.runs(self._hub, self.person, name))
        return self._after(lambda: shortcuts.runs_on(self._hub, self.person, on, name))

    def joins(self, room: Room) -> str:
        """Enter a channel."""
        return self._after(lambda: joining.joins(self._hub, self.id, room.channel))

    def leaves(self, room: Room) -> str:
        """Leave a channel."""
        return self._after(lambda: joining.leaves(self._hub, self.id, room.channel))

    def clicks(self, label: str, *, in_: Room | None = None) -> str:
        """Press the newest button or menu entry of that label; return what is new on screen."""
        channel = in_.id if in_ else ""
        found = self._found(
            lambda: finding.pressable(self._hub, self.person, label, channel),
            f"nothing to click says {label!r}",
        )
        if found[2].get("confirm"):
            self._asked = found
            return self._question(found)
        return self._press(found, found[3])

    def confirms(self) -> str:
        """Say yes to the question a button asked."""
        found, self._asked = self._asked, None
        if found is None:
            raise AssertionError("nothing is waiting to be confirmed")
        return self._press(found, found[3])

    def declines(self) -> str:
        """Say no to the question a button asked."""
        self._asked = None
        return ""

    def fills(self, label: str, value: str) -> str:
        """Write into the field of that label; dates as 2026-11-22, times as 08:30."""
        found = self._field(label)
        return self._put(found, value)

    def searches(self, text: str, *, of: str, in_: Room | None = None) -> list[str]:
        """Write into a select that the app fills; return the options it offers for that."""
        found = self._field(of, in_.id if in_ else "")
        offered = self._offered(found, text)
        return [told.text(each["text"], self._hub.state.named) for each in offered]

    def chooses(
        self,
        choice: str | list[str],
        *,
        of: str,
        in_: Room | None = None,
        searching: str = "",
    ) -> str:
        """Choose what a select, radio group or set of checkboxes offers; people by their name.

        A select that the app fills is asked for the choice itself, or for ``searching``.
        """
        found = self._field(of, in_.id if in_ else "")
        chosen = [choice] if isinstance(choice, str) else choice
        if found[2]["type"] in suggesting.EXTERNAL:
            for each in chosen:
                self._offered(found, searching or each)
            found = self._field(of, in_.id if in_ else "")
        values = [self._value(found[2], each) for each in chosen]
        many = found[2]["type"].startswith("multi_") or found[2]["type"] == "checkboxes"
        return self._put(found, values if many else values[0])

    def submits(self) -> str:
        """Submit the dialog that is open; return what is new on screen, errors included."""
        view = self._open_dialog()
        return self._after(
            lambda: pressing.submits(self._hub, self.person, view, self._filled.get(view.id, {}))
        )

    def closes(self, *, everything: bool = False) -> str:
        """Close the dialog that is open, or the whole stack it lies on."""
        view = self._open_dialog()
        return self._after(
            lambda: pressing.closes(self._hub, self.person, view, everything=everything)
        )

    def sees(self, text: str, *, in_: Room | None = None) -> str:
        """Wait until a text is on screen; fail with the screen as text."""
        self.waits_until(lambda: text in self._told(0, in_), f"does not see {text!r}")
        return self._told(0, in_)

    def does_not_see(self, text: str, *, in_: Room | None = None) -> None:
        """Fail if a text is on screen now."""
        if text in self._told(0, in_):
            raise AssertionError(f"{self!r} sees {text!r}\n\n{self._told(0, in_)}")

    def message(self, text: str, *, in_: Room | None = None) -> Message:
        """Return the newest message they can see that contains a text, once it is there."""
        found: list[Message] = []

        def look() -> bool:
            found[:] = [each for each in self._messages(in_) if text in self._words(each)]
            return bool(found)

        self.waits_until(look, f"has no message with {text!r}")
        return max(found, key=lambda each: each.ts)

    def waits_until(self, met: Callable[[], bool], otherwise: str) -> None:
        """Wait until something holds on their screen; fail with the screen as text."""
        deadline = time.monotonic() + self._patience
        with self._hub.state.changed:
            while not met():
                left = deadline - time.monotonic()
                if left <= 0:
                    raise AssertionError(f"{self!r} {otherwise}\n\n{self.screen}")
                self._hub.state.changed.wait(left)

    def _after(self, act: Callable[[], object]) -> str:
        since = self._hub.state.version
        act()
        return self._told(since)

    def _press(self, found: finding.Found, choice: Raw) -> str:
        where, block, element, _ = found
        key = (block["block_id"], element["action_id"])
        filled = self._filled.get(_id(where), {})
        return self._after(
            lambda: pressing.presses(self._hub, self.person, where, key, choice, filled)
        )

    def _put(self, found: finding.Found, value: Raw) -> str:
        where, block, element, _ = found
        key = (block["block_id"], element["action_id"])
        self._filled.setdefault(_id(where), {})[key] = value
        if block["type"] == "input" and not block.get("dispatch_action"):
            return ""
        return self._press(found, value)

    def _offered(self, found: finding.Found, text: str) -> list[dict[str, Any]]:
        where, block, element, _ = found
        key = (block["block_id"], element["action_id"])
        return suggesting.options(suggesting.suggests(self._hub, self.person, where, key, text))

    def _value(self, element: dict[str, Any], words: str) -> str:
        kind = element["type"]
        if "users" in kind:
            person = self._hub.state.person(words)
            return person.id if person else words
        if "conversations" in kind or "channels" in kind:
            channel = self._hub.state.channel(words)
            return channel.id if channel else words
        return finding.option(self._hub, element, words)

    def _field(self, label: str, channel: str = "") -> finding.Found:
        return self._found(
            lambda: finding.field(self._hub, self.person, label, channel),
            f"has no field {label!r}",
        )

    def _found(self, look: Callable[[], finding.Found | None], otherwise: str) -> finding.Found:
        found: list[finding.Found] = []

        def there() -> bool:
            found[:] = [each for each in [look()] if each]
            return bool(found)

        self.waits_until(there, otherwise)
        return found[0]

    def _open_dialog(self) -> View:
        self.waits_until(lambda: self.dialog is not None, "has no dialog open")
        return screen.view(self._hub.state, self.person, self.dialog.id if self.dialog else "")

    def _question(self, found: finding.Found) -> str:
        asked, named = found[2]["confirm"], self._hub.state.named
        parts = [told.text(asked.get(each), named) for each in ("title", "text", "confirm", "deny")]
        return "\n".join(part for part in parts if part)

    def _messages(self, room: Room | None) -> list[Message]:
        state = self._hub.state
        seen = screen.channels(state, self.person) if room is None else [room.channel]
        return [each for channel in seen for each in screen.messages(state, self.person, channel)]

    def _words(self, message: Message) -> str:
        return screen.told_message(self._hub.state, message)

    def _told(self, since: int, room: Room | None = None) -> str:
        return looking.told(self._hub, self.person, since, room.channel if room else None)


def _id(where: Message | View) -> str:
    return where.key
