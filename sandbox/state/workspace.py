"""The workspace itself: everything in it, behind one lock that tells of changes."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sandbox.clock import Clock
from sandbox.names import steady
from sandbox.state.channels import Channel
from sandbox.state.files import File
from sandbox.state.journal import Journal
from sandbox.state.messages import Message
from sandbox.state.people import Person
from sandbox.state.planned import Assistance, Bookmark, Scheduled
from sandbox.state.views import View

SLACKBOT = Person(id="USLACKBOT", name="slackbot", real_name="Slackbot", colour="#7c3085")


@dataclass(frozen=True)
class Notice:
    """A passing line that one person is shown, and when in the order of changes."""

    version: int
    person: str
    text: str


class State:
    """People, channels, messages, files and views, and who waits for them to change."""

    def __init__(self, clock: Clock, journal: Journal) -> None:
        self.clock = clock
        self.journal = journal
        self.changed = threading.Condition(threading.RLock())
        self.version = 0
        self.watchers: list[Callable[[], None]] = []
        self.touched: dict[str, int] = {}
        self.people: dict[str, Person] = {SLACKBOT.id: SLACKBOT}
        self.channels: dict[str, Channel] = {}
        self.messages: dict[str, dict[str, Message]] = {}
        self.files: dict[str, File] = {}
        self.scheduled: dict[str, Scheduled] = {}
        self.bookmarks: dict[str, Bookmark] = {}
        self.assistance: dict[str, Assistance] = {}
        self.homes: dict[str, View] = {}
        self.dialogs: dict[str, list[View]] = {}
        self.codes: dict[str, tuple[str, str]] = {}
        self.notices: list[Notice] = []
        self.team_name = ""
        self.opens_on = ""
        self._restore()

    @property
    def team(self) -> str:
        """The workspace's identifier."""
        return steady("T", self.team_name)

    def keep(self, thing: Any, *, lasting: bool = True) -> None:
        """Take in a thing's new form, write it down, and wake whoever waits."""
        with self.changed:
            self._shelve(thing)
            if lasting:
                self.journal.put(thing)
            self.bump(f"{thing.kind}:{thing.key}")

    def forget(self, thing: Any) -> None:
        """Take a message or another thing away."""
        with self.changed:
            shelf, key = self._place(thing)
            shelf.pop(key, None)
            self.journal.drop(thing)
            self.bump(f"{thing.kind}:{thing.key}")

    def notify(self, person: str, text: str) -> None:
        """Show one person a passing line."""
        with self.changed:
            self.notices.append(Notice(self.version + 1, person, text))
            self.bump(f"notice:{person}")

    def bump(self, what: str) -> None:
        """Say that something changed."""
        with self.changed:
            self.version += 1
            self.touched[what] = self.version
            self.changed.notify_all()
            for watcher in self.watchers:
                watcher()

    def named(self, identifier: str) -> str:
        """Return what an identifier is called on screen."""
        if identifier in self.people:
            return self.people[identifier].name
        channel = self.channels.get(identifier)
        return channel.name if channel else identifier

    def person(self, name: str) -> Person | None:
        """Return who goes by a name, handle or identifier."""
        wanted = name.casefold().removeprefix("@")
        for each in self.people.values():
            names = {each.id, each.name, each.real_name, *each.real_name.split()}
            if wanted in {known.casefold() for known in names}:
                return each
        return None

    def channel(self, name: str) -> Channel | None:
        """Return the channel of a name or identifier."""
        plain = name.removeprefix("#")
        named = (each for each in self.channels.values() if plain in {each.id, each.name})
        return next(named, None)

    def direct(self, *members: str) -> Channel:
        """Return the direct message between people, begun if it was not."""
        with self.changed:
            channel = self.between(*members)
            if channel.id not in self.channels:
                self.keep(channel)
            return channel

    def between(self, *members: str) -> Channel:
        """Return the direct message between people, as it would be where it was not begun."""
        with self.changed:
            together = sorted(set(members))
            for each in self.channels.values():
                if each.sort in {"im", "mpim"} and sorted(each.members) == together:
                    return each
            pair = len(together) <= 2
            identifier = steady("D" if pair else "G", ",".join(together))
            name = "mpdm-" + "--".join(self.named(member) for member in together)
            return Channel(
                identifier, "" if pair else name, "im" if pair else "mpim", members=together
            )

    def posts(self, channel: str) -> Iterator[Message]:
        """Yield a channel's messages, oldest first."""
        yield from list(self.messages.get(channel, {}).values())

    def replies(self, channel: str, thread_ts: str) -> list[Message]:
        """Return a thread's replies, oldest first, those for one person only left out."""
        listed = self.posts(channel)
        return [m for m in listed if m.is_reply and m.thread_ts == thread_ts and not m.only_for]

    def _shelve(self, thing: Any) -> None:
        shelf, key = self._place(thing)
        shelf[key] = thing

    def _place(self, thing: Any) -> tuple[dict[str, Any], str]:
        """Return the shelf a thing stands on, and under which name."""
        if isinstance(thing, Message):
            return self.messages.setdefault(thing.channel, {}), thing.ts
        if isinstance(thing, View):
            return self.homes, thing.person
        shelves: dict[str, dict[str, Any]] = {
            Person.kind: self.people,
            Channel.kind: self.channels,
            File.kind: self.files,
            Scheduled.kind: self.scheduled,
            Bookmark.kind: self.bookmarks,
            Assistance.kind: self.assistance,
        }
        return shelves[thing.kind], thing.key

    def _restore(self) -> None:
        for sort in (Person, Channel, Message, File, View, Scheduled, Bookmark, Assistance):
            for body in self.journal.things(sort.kind):
                self._shelve(sort(**body))
        for listed in self.messages.values():
            for ts in listed:
                self.clock.reached(ts)
