"""The coalition's plan: goals, root causes, strategies, actions and how they will be known."""

from handlers.plan import command, dialog, form, message
from handlers.surface import Action, Command, Dialog, Feature, Topic
from knowledge.access import Permission

FEATURE = Feature(
    commands=(
        Command(
            names=("coalition plan",),
            topic=Topic.PLAN,
            does="The plan: goals, strategies and actions with owners and days, and what is late.",
            usage="[add GOAL | places | print | text]",
            examples=("/coalition plan", "/coalition plan places", "/coalition plan text"),
            needs=Permission.PLAN_READ,
            door=command.on_command,
        ),
    ),
    actions=(
        Action(message.OPEN, Permission.PLAN_READ, dialog.on_open),
        Action(message.PAGE, Permission.PLAN_READ, command.on_page),
        Action(message.PLACES, Permission.PLAN_READ, dialog.on_places),
        Action(message.PRINT, Permission.PLAN_READ, dialog.on_print),
        Action(message.TEXT, Permission.PLAN_READ, dialog.on_text),
        # who owns a line may tick it; the service knows
        Action(message.TICK, Permission.PLAN_READ, dialog.on_tick),
        Action(message.UNDO, Permission.PLAN_READ, dialog.on_undo),
        Action(message.ADD, Permission.PLAN_MANAGE, dialog.on_add),
        Action(message.EDIT, Permission.PLAN_MANAGE, dialog.on_edit),
        Action(message.ARCHIVE, Permission.PLAN_MANAGE, dialog.on_archive),
        Action(message.RESTORE, Permission.PLAN_MANAGE, dialog.on_restore),
    ),
    dialogs=(Dialog(form.SAVE, Permission.PLAN_MANAGE, dialog.on_save),),
    scopes=frozenset({"commands", "chat:write", "im:write", "files:write"}),
)
