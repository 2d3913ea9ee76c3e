"""The "I can" board: a need in one line, a button, one taker, and a thank-you."""

from handlers.board import command, dialog, form, message, service
from handlers.surface import Action, Command, Dialog, Feature, Job, Topic
from knowledge.access import Permission

FEATURE = Feature(
    commands=(
        Command(
            names=("coalition board",),
            topic=Topic.NOW,
            does="What is needed, and who can: ask in one line, or see what is open.",
            usage="[what is needed and when]",
            examples=("/coalition board", "/coalition board van Saturday 2–5"),
            needs=Permission.BOARD_USE,
            door=command.on_command,
        ),
    ),
    actions=(
        Action(message.TAKE, Permission.BOARD_USE, dialog.on_take),
        Action(message.POST, Permission.BOARD_USE, dialog.on_post),
        Action(message.CHANGE, Permission.BOARD_USE, dialog.on_change),
        Action(message.ASK, Permission.BOARD_USE, dialog.on_ask),
        Action(message.RELEASE, Permission.BOARD_USE, dialog.on_release),
        Action(message.WITHDRAW, Permission.BOARD_USE, dialog.on_withdraw),
        Action(message.THANK, Permission.BOARD_USE, dialog.on_thank),
    ),
    dialogs=(
        Dialog(form.ASKED, Permission.BOARD_USE, dialog.on_asked),
        Dialog(form.CONFIRMED, Permission.BOARD_USE, dialog.on_confirmed),
    ),
    jobs=(Job("board", service.close),),
    scopes=frozenset({"commands", "chat:write", "im:write", "channels:read", "groups:read"}),
)
