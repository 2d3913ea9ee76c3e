"""Help from the commands themselves, and what the data is."""

from handlers import commands
from handlers.help.message import data
from handlers.help.service import data_report
from handlers.surface import Call


def on_help(call: Call) -> None:
    """Tell every command with examples, or the one that is named."""
    named = commands.find(call.commands, call.text)
    everything = commands.overview(call.commands, call.member)
    call.tell(commands.usage(named[0]) if named else everything)


def on_data(call: Call) -> None:
    """Tell which data there is and what to import next."""
    call.tell(data(data_report(call.tools, workspace=call.member.workspace)))
