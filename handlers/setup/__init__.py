"""`/coalition setup` and `/coalition privacy`: one question at a time, each answer kept."""

from handlers.setup import asking, command, dialog, filing, message, seating, upload
from handlers.surface import Action, Command, Dialog, Feature, Topic
from knowledge.access import Permission

#: Who was named coordinator has no role yet; the doors look up whether it is them.
_NAMED = Permission.SELF_MANAGE

FEATURE = Feature(
    commands=(
        Command(
            names=("coalition setup",),
            topic=Topic.RUNNING,
            does="Set the coalition up, one question at a time; stop and come back as you like.",
            usage="[question]",
            examples=("/coalition setup", "/coalition setup crisis"),
            needs=Permission.SETUP_RUN,
            door=command.on_setup,
        ),
        Command(
            names=("coalition privacy",),
            topic=Topic.YOU,
            does="What I can and cannot read, in forty words.",
            examples=("/coalition privacy",),
            needs=Permission.HELP_READ,
            door=command.on_privacy,
        ),
    ),
    actions=(
        Action(message.OPEN, Permission.SETUP_RUN, dialog.on_open),
        Action(asking.ASK, Permission.SETUP_RUN, dialog.on_ask),
        Action(asking.LATER, Permission.SETUP_RUN, dialog.on_later),
        Action(asking.FILE, Permission.DATA_IMPORT, upload.on_file),
        Action(filing.TAKE, Permission.DATA_IMPORT, upload.on_take),
        Action(seating.ACCEPT, _NAMED, dialog.on_accept),
    ),
    dialogs=(
        Dialog(seating.NAMED, Permission.SETUP_RUN, dialog.on_named),
        Dialog(seating.SEATED, _NAMED, dialog.on_seated),
        Dialog(asking.ASKED, Permission.SETUP_RUN, dialog.on_asked),
        Dialog(filing.SENT, Permission.DATA_IMPORT, upload.on_sent),
    ),
    scopes=frozenset({"commands", "chat:write", "im:write", "files:read", "users:read"}),
)
