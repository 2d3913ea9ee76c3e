"""What one person can see, and so act on."""

import json
from collections.abc import Iterator
from typing import Any

from sandbox.state.channels import Channel
from sandbox.state.messages import Message
from sandbox.state.people import Person
from sandbox.state.views import View
from sandbox.state.workspace import State
from sandbox.words import told
from sandbox.words.inputs import Raw

FILES = 10
"""How many files a field takes unless ``max_files`` says otherwise."""


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


def must_see(state: State, person: Person, where: Message | View) -> None:
    """Refuse what somebody cannot act on: unseen, gone, or beneath a dialog."""
    if isinstance(where, View):
        view(state, person, where.id)
    else:
        message(state, person, where.channel, where.ts)
    top = dialog(state, person)
    if top is not None and top is not where:
        raise NotOnScreenError(f"A dialog lies on top of that for {person.real_name}.")


def acts(person: Person, block: dict[str, Any], element: dict[str, Any]) -> bool:
    """Return whether somebody can see an element, and using it tells the app at once."""
    seen_by = element.get("visible_to_user_ids") or [person.id]
    waits = block["type"] == "input" and not block.get("dispatch_action")
    return person.id in seen_by and not waits


def must_offer(state: State, person: Person, element: dict[str, Any], choice: Raw) -> None:
    """Refuse people and channels that a select does not list, and more choices than it takes."""
    chosen = [choice] if isinstance(choice, str) else list(choice or [])
    most = element.get("max_selected_items", len(chosen))
    if len(chosen) > most:
        raise NotOnScreenError(f"At most {most} can be chosen there.")
    kind = element["type"]
    if kind == "file_input":
        _must_take(element, [json.loads(each) for each in chosen])
    if "users_select" in kind:
        listed = {each.id for each in state.people.values()}
    elif "channels_select" in kind:
        listed = {each.id for each in state.channels.values() if each.public}
    elif "conversations_select" in kind:
        listed = {each.id for each in conversations(state, person, element.get("filter") or {})}
    else:
        return
    if unlisted := [each for each in chosen if each and each not in listed]:
        raise NotOnScreenError(f"{', '.join(unlisted)} is not among what can be chosen there.")


def _must_take(element: dict[str, Any], files: list[dict[str, Any]]) -> None:
    """Refuse more files than a field takes, or files of another type."""
    most = element.get("max_files", FILES)
    if len(files) > most:
        raise NotOnScreenError(f"At most {most} files can be added there.")
    wanted = [each.lower().removeprefix(".") for each in element.get("filetypes") or []]
    for each in files:
        name = str(each.get("name", ""))
        if wanted and name.rpartition(".")[2].lower() not in wanted:
            raise NotOnScreenError(f"{name} is not one of the types {', '.join(wanted)}.")


def conversations(state: State, person: Person, only: dict[str, Any]) -> Iterator[Channel]:
    """Yield the conversations that a select with that filter lists for somebody."""
    sorts = {"im": "im", "mpim": "mpim", "private": "private", "channel": "public"}
    wanted = only.get("include") or list(sorts.values())
    for each in state.channels.values():
        bots = any(state.people[member].bot_id for member in each.members if member != person.id)
        hidden = only.get("exclude_bot_users") and each.sort == "im" and bots
        mine = each.public or person.id in each.members
        if mine and sorts[each.sort] in wanted and not hidden:
            yield each


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
