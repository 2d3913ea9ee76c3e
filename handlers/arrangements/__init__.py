"""What is where at an event, how people there talk, and who helps whoever is hurt."""

from handlers.arrangements import command, dialog, form, message
from handlers.surface import Action, Command, Dialog, Feature, Topic
from knowledge.access import Permission

_READ, _PLAN = Permission.EVENTS_READ, Permission.EVENTS_PLAN

FEATURE = Feature(
    commands=(
        Command(
            names=("event site",),
            does="What is where at an event, how to talk, who helps; how many it holds.",
            usage="[number]",
            examples=("/event site",),
            needs=_READ,
            topic=Topic.EVENTS,
            door=command.on_site,
        ),
    ),
    actions=(
        Action(message.SHOW, _READ, dialog.on_show),
        Action(message.FILL, _PLAN, dialog.on_fill),
        Action(message.UNDO, _PLAN, dialog.on_undo),
    ),
    dialogs=(Dialog(form.FILLED, _PLAN, dialog.on_filled),),
    scopes=frozenset({"commands", "chat:write", "im:write"}),
)
