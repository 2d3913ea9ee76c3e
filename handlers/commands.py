"""Commands as words: found in what somebody said, explained, and run, whichever way they came."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.blocks import Block, Message, actions, button, context, escape, section
from handlers.surface import Call, Command, Topic
from knowledge import access
from knowledge.access import Member, Permission, Role
from knowledge.words import _

#: The button that runs the command it shows.
RUN = "run"
_HELP = frozenset({"help", "?", "-h", "--help", "ayuda"})
_TITLES = {
    Topic.NOW: "Right now",
    Topic.TO_DO: "To do",
    Topic.PLAN: "The plan",
    Topic.PARTNERS: "Partners",
    Topic.EVENTS: "Events",
    Topic.MORE: "More",
    Topic.RUNNING: "Running the coalition",
    Topic.YOU: "You",
}
#: Words that may stand before a command in a message.
_FAMILY = "coalition"


def find(commands: Sequence[Command], text: str) -> tuple[Command, str] | None:
    """Return the command that a text begins with, and the rest of it.

    Case does not matter, nor whether the family's name stands before the command's.
    """
    words = text.strip().removeprefix("/").split()
    bare = words[1:] if words[:1] and words[0].lower() == _FAMILY else words
    return _find(commands, words) or _find(commands, bare)


def _find(commands: Sequence[Command], words: list[str]) -> tuple[Command, str] | None:
    for command in commands:
        for name in command.names:
            for said in {name, name.removeprefix(f"{_FAMILY} ")}:
                size = len(said.split())
                if [word.lower() for word in words[:size]] == said.split():
                    return command, " ".join(words[size:])
    return None


def run(call: Call, text: str) -> None:
    """Do what a text asks for, or tell what can be asked.

    Raises
    ------
    RefusedError
        When whoever asks may not use that command.
    """
    found = find(call.commands, text)
    if found is None:
        call.tell(overview(call.commands, call.member))
        return
    command, rest = found
    access.check(call.member, command.needs)
    if rest.lower() in _HELP:
        call.tell(usage(command, family_of(command, call)))
        return
    command.door(replace(call, text=rest))


def overview(commands: Sequence[Command], member: Member) -> Message:
    """Return the commands that somebody may use, each with an example to click."""
    held = access.may(member)
    mine = [command for command in commands if command.needs in held]
    lead = _(
        "This is what I can do for you. Click, type it, mention me or write to me with the same "
        "words. `help` after any command tells more."
    )
    if not member.opened:
        lead = f"{access.refusal(member, Permission.PLAN_READ)}\n{lead}"
    listed = "\n".join(f"{_typed(command)}: {_(command.does)}" for command in mine)
    blocks = [section(lead)]
    for topic in Topic:
        blocks += _about(topic, [command for command in mine if command.topic is topic])
    if len(mine) < len(commands) and not member.suspended:
        blocks.append(context(_more(member)))
    return Message(f"{lead}\n{listed}", blocks)


def usage(command: Command, family: Sequence[Command] = ()) -> Message:
    """Return one command with its examples, and those whose names begin with its own."""
    examples = "\n".join(command.examples)
    text = f"{_typed(command)}: {_(command.does)}\n{examples}".strip()
    listed = [f"`/{one.names[0]}` {_(one.does)}" for one in family]
    more = [section("\n".join(listed)), *example_buttons(*_firsts(family))] if listed else []
    return Message("\n".join([text, *listed]), [*_explained(command), *more])


def family_of(command: Command, call: Call) -> list[Command]:
    """Return those commands that begin with this one's name and that somebody may use."""
    held = access.may(call.member)
    begins = tuple(f"{name} " for name in command.names)
    return [one for one in call.commands if one.needs in held and one.names[0].startswith(begins)]


def _firsts(family: Sequence[Command]) -> list[str]:
    return [one.examples[0] if one.examples else f"/{one.names[0]}" for one in family]


def example_buttons(*examples: str) -> list[Block]:
    """Return a row of buttons, each of which runs the command it shows."""
    if not examples:
        return []
    shown = (
        button(text, action=f"{RUN}:{at}", value=text.removeprefix("/"))
        for at, text in enumerate(examples)
    )
    return [actions(*shown)]


def _typed(command: Command) -> str:
    return f"/{command.names[0]} {command.usage}".strip()


def _about(topic: Topic, listed: Sequence[Command]) -> list[Block]:
    """Return the commands of a topic, a line each, and a row of buttons that run them."""
    if not listed:
        return []
    lines = (f"`/{command.names[0]}` {_(command.does)}" for command in listed)
    said = "\n".join([f"*{_(_TITLES[topic])}*", *lines])
    return [section(said), actions(*map(_example, listed))]


def _example(command: Command) -> Block:
    text = command.examples[0] if command.examples else f"/{command.names[0]}"
    return button(text, action=f"{RUN}:{command.names[0]}", value=text.removeprefix("/"))


def _more(member: Member) -> str:
    if member.opened and member.seat is Role.VISITOR:
        return _("There is more for those with a seat: `/coalition join`.")
    return _("There is more for other roles.")


def _explained(command: Command) -> list[Block]:
    also = ", ".join(f"`/{name}`" for name in command.names[1:])
    lines = [f"*`{escape(_typed(command))}`*", _(command.does)]
    if also:
        lines.append(_("The same as {also}.").format(also=also))
    return [section("\n".join(lines)), *example_buttons(*command.examples)]
