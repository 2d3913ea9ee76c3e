"""Action items: what somebody has taken on, by when, from anywhere."""

from handlers.actions import command, dialog, fields, job, message, sending
from handlers.surface import Action, Command, Dialog, Feature, Job, Shortcut, Topic
from knowledge.access import Permission

_USE = Permission.ACTIONS_USE

FEATURE = Feature(
    commands=(
        Command(
            names=("coalition actions",),
            topic=Topic.TO_DO,
            does="Your action items: next, late, waiting for you; add one in words.",
            usage="[late | all | add what by when @who]",
            examples=(
                "/coalition actions",
                "/coalition actions all",
                "/coalition actions add call the school by friday",
            ),
            needs=_USE,
            door=command.on_command,
        ),
    ),
    actions=(
        Action(message.SHOW, _USE, command.on_show),
        Action(message.DONE, _USE, command.on_done),
        Action(message.UNDO, _USE, command.on_undo),
        Action(message.ACCEPT, _USE, command.on_accept),
        Action(message.DECLINE, _USE, command.on_decline),
        Action(message.BACK, _USE, command.on_back),
        Action(message.TAKE, _USE, command.on_take),
        Action(message.NEW, _USE, dialog.on_new),
        Action(message.MORE, _USE, dialog.on_more),
        Action(message.SNOOZE, _USE, dialog.on_snooze),
        Action(message.DROP, _USE, dialog.on_drop),
        Action(message.TEXT, _USE, sending.on_text),
        Action(message.PRINT, _USE, sending.on_print),
        Action(message.CALENDAR, _USE, sending.on_calendar),
    ),
    dialogs=(
        Dialog(fields.CREATED, _USE, dialog.on_created),
        Dialog(fields.EDITED, _USE, dialog.on_edited),
        Dialog(fields.SNOOZED, _USE, dialog.on_snoozed),
    ),
    shortcuts=(
        Shortcut(
            name="actions.from_message",
            title="Make an action item",
            does="Note what a message asks for, with who does it and by when.",
            needs=_USE,
            door=dialog.on_message,
            on_message=True,
        ),
    ),
    jobs=(Job("actions late", job.remind),),
    scopes=frozenset({"chat:write", "im:write", "files:write", "users:read"}),
)
