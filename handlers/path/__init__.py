"""How the coalition forms: a walk through six phases, with what its own data proves."""

from handlers.path import command, dialog, form, message
from handlers.surface import Action, Command, Dialog, Feature, Topic
from knowledge.access import Permission

FEATURE = Feature(
    commands=(
        Command(
            names=("coalition path",),
            topic=Topic.PLAN,
            does="How a coalition forms: the next of 38 steps, why, its source, and what you have.",
            usage="[phase | step | have]",
            examples=("/coalition path", "/coalition path convene", "/coalition path N16"),
            needs=Permission.PATH_READ,
            door=command.on_command,
        ),
    ),
    actions=(
        Action(message.OPEN, Permission.PATH_READ, dialog.on_open),
        # who owns a step may say how it stands; the service knows
        Action(message.STAND, Permission.PATH_READ, dialog.on_stand),
        Action(message.UNDO, Permission.PATH_READ, dialog.on_undo),
        Action(message.EDIT, Permission.PATH_MANAGE, dialog.on_edit),
        Action(message.HAVE, Permission.PATH_MANAGE, dialog.on_have),
    ),
    dialogs=(
        Dialog(form.SAVE, Permission.PATH_MANAGE, dialog.on_save),
        Dialog(form.HAD, Permission.PATH_MANAGE, dialog.on_had),
    ),
    scopes=frozenset({"commands", "chat:write"}),
)
