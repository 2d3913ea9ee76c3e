"""What one window shows: plain values for the templates."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from sandbox.clock import moment
from sandbox.delivery import screen
from sandbox.hub import Hub
from sandbox.state.channels import Channel
from sandbox.state.messages import Message
from sandbox.state.people import Person
from sandbox.state.planned import Assistance
from sandbox.state.workspace import SLACKBOT, State
from sandbox.words import told

TOGETHER = timedelta(minutes=5)
SHOWN = 200


@dataclass(frozen=True)
class Window:
    """Who looks, and at what."""

    hub: Hub
    me: Person
    channel: Channel
    tab: str = "messages"
    thread: str = ""

    @property
    def state(self) -> State:
        """The workspace's state."""
        return self.hub.state

    @property
    def is_app(self) -> bool:
        """Whether this is the conversation with the app."""
        return self.channel.sort == "im" and self.hub.bot.id in self.channel.members


@dataclass(frozen=True)
class Row:
    """One message as a window shows it."""

    message: Message
    author: Person
    time: datetime
    day: str = ""
    compact: bool = False
    replies: int = 0
    notification: str = ""


@dataclass(frozen=True)
class Entry:
    """One line of the sidebar."""

    title: str
    address: str
    person: Person | None
    unread: int
    current: bool
    private: bool = False


def members(state: State) -> list[Person]:
    """Return the people one can be."""
    return [each for each in state.people.values() if not each.bot_id and each is not SLACKBOT]


def known(state: State, person: Person) -> list[Person]:
    """Return who somebody can find: guests and strangers only those they share a channel with."""
    if not (person.is_restricted or person.is_stranger):
        return members(state)
    shared = [each.members for each in state.channels.values() if person.id in each.members]
    return [each for each in members(state) if any(each.id in listed for listed in shared)]


def notification(state: State, message: Message) -> str:
    """Return what a phone's lock screen would show of a message: its text, without blocks."""
    return told.text({"type": "mrkdwn", "text": message.text}, state.named)


def place(state: State, person: Person, slug: str) -> Channel | None:
    """Return the conversation an address names, if somebody is in it."""
    if slug.startswith("@"):
        apps = [each for each in state.people.values() if each.bot_id]
        named = (each for each in [*known(state, person), *apps] if each.name == slug[1:])
        other = next(named, None)
        return state.between(person.id, other.id) if other else None
    channel = state.channel(slug)
    return channel if channel and person.id in channel.members else None


def slug(state: State, person: Person, channel: Channel) -> str:
    """Return how an address names a conversation."""
    partner = _partner(state, person, channel)
    return f"@{partner.name}" if partner else channel.name or channel.id


def compose(window: Window) -> dict[str, Any]:
    """Return everything the templates show of a window."""
    hub, me, channel = window.hub, window.me, window.channel
    partner = _partner(window.state, me, channel)
    return {
        "hub": hub,
        "me": me,
        "channel": channel,
        "partner": partner,
        "slug": slug(window.state, me, channel),
        "tab": window.tab,
        "is_app": window.is_app,
        "people": members(window.state),
        "mine": _mine(window, direct=False),
        "rooms": [_entry(window, each) for each in _mine(window, direct=False)],
        "directs": _directs(window),
        "app": _entry(window, window.state.between(me.id, hub.bot.id)),
        "rows": _rows(window, ""),
        "earlier": len(_posts(window, "")) > SHOWN,
        "thread": window.thread,
        "thread_rows": _rows(window, window.thread) if window.thread else [],
        "home": window.state.homes.get(me.id),
        "dialog": screen.dialog(window.state, me),
        "member_count": sum(not window.state.people[each].bot_id for each in channel.members),
        "app_here": hub.bot.id in channel.members,
        "shortcuts": hub.manifest.shortcuts,
        "bookmarks": [each for each in hub.state.bookmarks.values() if each.channel == channel.id],
        "pinned": [each for each in hub.state.posts(channel.id) if each.pinned_by],
        "doing": _doing(window),
        "prompts": _prompts(window),
    }


def completions(hub: Hub, person: Person) -> dict[str, Any]:
    """Return what the composer completes for somebody: the app's commands, and people."""
    commands = [
        {"insert": each.name, "hint": each.hint, "about": each.description}
        for each in hub.manifest.commands
    ]
    people = [
        {"insert": f"@{each.name}", "hint": each.real_name, "about": each.title}
        for each in [*known(hub.state, person), hub.bot]
    ]
    return {"commands": commands, "people": people}


def first_unread(window: Window) -> str:
    """Return the first message from somebody else that a person has not seen, if they saw any."""
    since = window.me.read.get(window.channel.id, "")
    seen = _posts(window, window.thread)
    return next((m.ts for m in seen if m.ts > since and m.user != window.me.id), "")


def _rows(window: Window, thread: str) -> list[Row]:
    rows: list[Row] = []
    zone = ZoneInfo(window.me.tz)
    today = window.hub.clock.now().astimezone(zone).date()
    for message in _posts(window, thread)[-SHOWN:]:
        time = moment(message.ts).astimezone(zone)
        before = rows[-1] if rows else None
        same_day = before is not None and before.time.date() == time.date()
        close = before is not None and same_day and time - before.time < TOGETHER
        alike = before is not None and _alike(before.message, message)
        rows.append(
            Row(
                message,
                window.state.people.get(message.user, SLACKBOT),
                time,
                day="" if same_day else _day(time, today),
                compact=close and alike,
                replies=len(window.state.replies(message.channel, message.ts)),
                notification=notification(window.state, message),
            )
        )
    return rows


def _doing(window: Window) -> str:
    now, held = window.hub.clock.now(), window.state.assistance.values()
    here = [each.doing(now) for each in held if each.channel == window.channel.id]
    return next(filter(None, reversed(here)), "")


def _prompts(window: Window) -> Assistance | None:
    held = window.state.assistance.values()
    here = [each for each in held if each.channel == window.channel.id and each.prompts]
    return here[-1] if here else None


def _posts(window: Window, thread: str) -> list[Message]:
    seen = screen.messages(window.state, window.me, window.channel)
    if thread:
        return [each for each in seen if thread in {each.ts, each.thread_ts}]
    # The conversation with the app runs on as one, as its answers come in threads.
    return [each for each in seen if window.is_app or not each.is_reply or each.broadcast]


def _alike(before: Message, message: Message) -> bool:
    return before.user == message.user and before.only_for == message.only_for


def _day(time: datetime, today: Any) -> str:
    if time.date() == today:
        return "Today"
    if time.date() == today - timedelta(days=1):
        return "Yesterday"
    return f"{time:%A, %B} {time.day}"


def _mine(window: Window, *, direct: bool) -> list[Channel]:
    mine = screen.channels(window.state, window.me)
    return [each for each in mine if (each.sort == "im") is direct]


def _directs(window: Window) -> list[Entry]:
    state, entries = window.state, []
    begun = {each.key: each for each in _mine(window, direct=True)}
    for person in known(state, window.me):
        if person is window.me:
            continue
        pair = sorted([window.me.id, person.id])
        channel = next((each for each in begun.values() if sorted(each.members) == pair), None)
        open_here = window.channel.sort == "im" and sorted(window.channel.members) == pair
        entries.append(
            Entry(
                person.real_name,
                _address(window.me, f"@{person.name}"),
                person,
                screen.unread(state, window.me, channel) if channel else 0,
                current=open_here,
            )
        )
    return entries


def _entry(window: Window, channel: Channel) -> Entry:
    partner = _partner(window.state, window.me, channel)
    return Entry(
        partner.real_name if partner else channel.name,
        _address(window.me, slug(window.state, window.me, channel)),
        partner,
        screen.unread(window.state, window.me, channel),
        current=channel.id == window.channel.id,
        private=channel.sort == "private",
    )


def _partner(state: State, person: Person, channel: Channel) -> Person | None:
    if channel.sort != "im":
        return None
    other = next((each for each in channel.members if each != person.id), person.id)
    return state.people[other]


def _address(person: Person, slug: str) -> str:
    return f"/as/{person.name}/{quote(slug, safe='@')}"
