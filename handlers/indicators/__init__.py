"""The sixteen indicators that partners share: what the bot computes, and what people enter."""

from handlers.indicators import command, dialog, message, view
from handlers.surface import Action, Command, Dialog, Feature, Topic
from knowledge.access import Permission

FEATURE = Feature(
    commands=(
        Command(
            names=("coalition indicators",),
            topic=Topic.PLAN,
            does="How we will know: 16 indicators with baseline, who keeps each, and last values.",
            examples=("/coalition indicators",),
            needs=Permission.PLAN_READ,
            door=command.on_command,
        ),
    ),
    actions=(
        Action(message.OPEN, Permission.PLAN_READ, dialog.on_open),
        Action(message.PAGE, Permission.PLAN_READ, command.on_page),
        # who keeps an indicator enters its values; the service knows
        Action(message.ENTER, Permission.PLAN_READ, dialog.on_enter),
        Action(message.UNDO, Permission.PLAN_READ, dialog.on_undo),
        Action(message.EDIT, Permission.PLAN_MANAGE, dialog.on_edit),
    ),
    dialogs=(
        Dialog(view.ENTERED, Permission.PLAN_READ, dialog.on_entered),
        Dialog(view.SETTLED, Permission.PLAN_MANAGE, dialog.on_settled),
    ),
    scopes=frozenset({"commands", "chat:write"}),
)
