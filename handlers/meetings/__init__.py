"""Meetings: called, with an agenda, who came by sector, and minutes that become actions."""

from handlers.meetings import command, dialog, fields, message, noting, telling
from handlers.surface import Action, Command, Dialog, Feature, Job, Topic
from knowledge.access import Permission

_READ, _MANAGE = Permission.MEETINGS_READ, Permission.MEETINGS_MANAGE

FEATURE = Feature(
    commands=(
        Command(
            names=("coalition meetings",),
            topic=Topic.TO_DO,
            does="Coming and past meetings: agenda, reminders, who came, minutes.",
            usage="[past]",
            examples=("/coalition meetings", "/coalition meetings past"),
            needs=_READ,
            door=command.on_command,
        ),
    ),
    actions=(
        Action(message.SHOW, _READ, command.on_show),
        Action(message.AGENDA, _READ, dialog.on_agenda),
        Action(message.CALENDAR, _READ, command.on_calendar),
        Action(message.READ, _READ, noting.on_read),
        Action(message.NEW, _MANAGE, dialog.on_new),
        Action(message.EDIT, _MANAGE, dialog.on_edit),
        Action(message.CANCEL, _MANAGE, command.on_cancel),
        Action(message.UNDO, _MANAGE, command.on_undo),
        Action(message.ATTEND, _MANAGE, noting.on_attend),
        Action(message.CAME, _MANAGE, noting.on_came),
        Action(message.WRITE, _MANAGE, noting.on_write),
        Action(fields.CHOSEN, _MANAGE, dialog.on_kind),
    ),
    dialogs=(
        Dialog(fields.CALLED, _MANAGE, dialog.on_called),
        Dialog(fields.EDITED, _MANAGE, dialog.on_edited),
        Dialog(fields.POSTED, _MANAGE, dialog.on_posted),
        Dialog(fields.WRITTEN, _MANAGE, noting.on_written),
        Dialog(fields.KEPT, _MANAGE, noting.on_kept),
    ),
    jobs=(Job("meetings near", telling.remind),),
    scopes=frozenset({"chat:write", "im:write", "files:write", "users:read"}),
)
