"""Help from the commands themselves, and what the data is."""

from handlers import commands
from handlers.calls import Call
from handlers.help.message import data
from handlers.help.service import data_report


def on_help(call: Call) -> None:
    """Tell every command with examples."""
    call.tell(commands.overview(call.commands))


def on_data(call: Call) -> None:
    """Tell which data there is and what to import next."""
    call.tell(data(data_report(call.tools, workspace=call.member.workspace)))
