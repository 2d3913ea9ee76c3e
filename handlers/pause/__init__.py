"""`/coalition pause`: nothing is posted by itself, somewhere, until a day."""

from handlers.pause import dialog, message
from handlers.surface import Action, Command, Dialog, Feature, Topic
from knowledge.access import Permission

FEATURE = Feature(
    commands=(
        Command(
            names=("coalition pause",),
            topic=Topic.RUNNING,
            does="Hold my digests, reminders, charts and alerts for a while, or for you alone.",
            examples=("/coalition pause",),
            needs=Permission.SELF_MANAGE,
            door=dialog.on_pause,
        ),
    ),
    actions=(
        # whom beside coordinators: pause.rights, by the events that somebody is liaison of
        Action(message.BEGIN, Permission.EVENTS_PLAN, dialog.on_begin),
        Action(message.END, Permission.EVENTS_PLAN, dialog.on_end),
        Action(message.MINE, Permission.SELF_MANAGE, dialog.on_mine),
    ),
    dialogs=(Dialog(message.BEGUN, Permission.EVENTS_PLAN, dialog.on_begun),),
    scopes=frozenset({"commands", "chat:write", "im:write"}),
)
