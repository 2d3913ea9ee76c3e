"""The day of an event: emergencies, roll call, crowd, lightning, log, ending, and Ready?."""

from handlers.day import command, dialog, fields, job, message, ready, standing, wording
from handlers.surface import Action, Command, Dialog, Feature, Job, Topic
from knowledge.access import Permission

_READ = Permission.EVENTS_READ

FEATURE = Feature(
    commands=(
        Command(
            names=("event day",),
            does="The day of your event: emergencies, roll call, count, lightning, log.",
            usage="[number | a line for the log]",
            examples=("/event day",),
            needs=_READ,
            door=command.on_command,
            topic=Topic.EVENTS,
        ),
    ),
    actions=(
        Action(message.SHOW, _READ, command.on_show, urgent=True),
        Action(message.LOG, _READ, command.on_log, urgent=True),
        Action(message.AGAIN, _READ, command.on_log, urgent=True),
        Action(message.PAGE, _READ, dialog.on_page, urgent=True),
        Action(message.NOTE, _READ, dialog.on_note, urgent=True),
        Action(message.COUNT, _READ, dialog.on_count, urgent=True),
        Action(message.ROLL, _READ, dialog.on_roll, urgent=True),
        Action(message.READY, _READ, ready.on_ready),
        Action(standing.DECIDE, _READ, ready.on_decide),
        Action(standing.STAND, _READ, ready.on_stand),
    ),
    dialogs=(
        Dialog(fields.NOTED, _READ, dialog.on_noted, urgent=True),
        Dialog(fields.COUNTED, _READ, dialog.on_counted, urgent=True),
        Dialog(fields.ROLLED, _READ, dialog.on_rolled, urgent=True),
        Dialog(wording.DECIDED, _READ, ready.on_decided),
    ),
    jobs=(Job("event ready", job.ask),),
    scopes=frozenset({"chat:write", "im:write", "users:read"}),
)
