"""What one person can see, and so act on."""

from collections.abc import Iterator

from sandbox.state.channels import Channel
from sandbox.state.messages import Message
from sandbox.state.people import Person
from sandbox.state.views import View
from sandbox.state.workspace import State
from sandbox.words import told


class NotOnScreenError(Exception):
    """Somebody tried to use what they cannot see."""


def channels(state: State, person: Person) -> list[Channel]:
    """Return the channels somebody is in, then their direct messages."""
    mine = [each for each in state.channels.values() if person.id in each.members]
    return sorted(mine, key=lambda each: each.sort in {"im", "mpim"})


def messages(state: State, person: Person, channel: Channel) -> Iterator[Message]:
    """Yield what somebody sees in a channel, oldest first, replies included."""
    if person.id in channel.members:
        for message in state.posts(channel.id):
            if message.only_for in {"", person.id}:
                yield message


def message(state: State, person: Person, channel: str, ts: str) -> Message:
    """Return a message that somebody can see."""
    place = state.channels.get(channel)
    for each in messages(state, person, place) if place else ():
        if each.ts == ts:
            return each
    raise NotOnScreenError(f"{person.real_name} cannot see that message.")


def dialog(state: State, person: Person) -> View | None:
    """Return the dialog that lies open on somebody's screen."""
    stack = state.dialogs.get(person.id)
    return stack[-1] if stack else None


def view(state: State, person: Person, identifier: str) -> View:
    """Return the open dialog or Home tab of that identifier."""
    for each in (dialog(state, person), state.homes.get(person.id)):
        if each is not None and each.id == identifier:
            return each
    raise NotOnScreenError(f"{person.real_name} has no such dialog open.")


def unread(state: State, person: Person, channel: Channel) -> int:
    """Return how many messages from others came since somebody last looked."""
    since = person.read.get(channel.id, "")
    seen = messages(state, person, channel)
    return sum(each.ts > since and each.user != person.id for each in seen)


def told_message(state: State, message: Message) -> str:
    """Return a message as text: who wrote it, and what it says."""
    body = told.blocks(message.blocks, state.named) if message.blocks else ""
    body = body or told.text({"type": "mrkdwn", "text": message.text}, state.named)
    files = [f"(file: {state.files[file].title})" for file in message.files]
    private = " (only visible to you)" if message.only_for else ""
    return "\n".join([f"{state.named(message.user)}{private}: {body}", *files])


def told_view(state: State, view: View) -> str:
    """Return a dialog or Home tab as text, with the errors it shows."""
    title = told.text(view.body.get("title"), state.named)
    lines = [f"=== {title} ===" if title else "=== Home ==="]
    if "" in view.errors:
        lines.append(f"! {view.errors['']}")
    for block in view.shown:
        lines.append(told.blocks([block], state.named))
        if block["block_id"] in view.errors:
            lines.append(f"! {view.errors[block['block_id']]}")
    buttons = [told.text(view.body.get(name), state.named) for name in ("close", "submit")]
    return "\n".join([*lines, " ".join(f"[{each}]" for each in buttons if each)]).rstrip()
