"""`/coalition help` and `/coalition data`: what can be asked, and of which data."""

from handlers.help import command
from handlers.surface import Command, Feature, Topic
from knowledge.access import Permission

FEATURE = Feature(
    commands=(
        Command(
            names=("coalition help",),
            topic=Topic.YOU,
            does="What I can do, with examples that work when clicked.",
            needs=Permission.HELP_READ,
            door=command.on_help,
        ),
        Command(
            names=("coalition data",),
            topic=Topic.RUNNING,
            does="Which data there is, through when, and what to import next.",
            examples=("/coalition data",),
            needs=Permission.DATA_READ,
            door=command.on_data,
        ),
    ),
    scopes=frozenset({"commands", "chat:write", "users:read"}),
)
