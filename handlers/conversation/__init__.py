"""Mentions, messages and clicked examples: they do whatever commands do."""

from handlers import commands
from handlers.conversation import command
from handlers.surface import Action, Event, Feature
from knowledge.access import Permission

FEATURE = Feature(
    actions=(Action(commands.RUN, Permission.HELP_READ, command.on_example),),
    events=(
        Event("app_mention", Permission.HELP_READ, command.on_message),
        Event("message.im", Permission.HELP_READ, command.on_message),
    ),
    scopes=frozenset({"app_mentions:read", "im:history", "chat:write"}),
)
