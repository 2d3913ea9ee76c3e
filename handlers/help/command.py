"""Help from the commands themselves, and what the data is."""

from handlers import commands
from handlers.blocks import Message
from handlers.help.message import data
from handlers.help.service import data_report
from handlers.surface import Call, Command


def on_help(call: Call) -> None:
    """Tell every command with examples, or the one that is named."""
    named = commands.find(call.commands, call.text)
    everything = commands.overview(call.commands, call.member)
    call.tell(_one(call, named[0]) if named else everything)


def _one(call: Call, command: Command) -> Message:
    return commands.usage(command, commands.family_of(command, call))


def on_data(call: Call) -> None:
    """Tell which data there is and what to import next."""
    call.tell(data(data_report(call.tools, workspace=call.member.workspace)))
