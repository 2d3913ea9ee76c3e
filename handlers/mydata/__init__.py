"""`/coalition mydata` and `/coalition forget`: what is held about whoever asks, and its end."""

from handlers.mydata import command, job, message
from handlers.surface import Action, Command, Feature, Job, Topic
from knowledge.access import Permission

FEATURE = Feature(
    commands=(
        Command(
            names=("coalition mydata",),
            topic=Topic.YOU,
            does="Everything that is held about you, to read or to take with you.",
            examples=("/coalition mydata",),
            needs=Permission.SELF_MANAGE,
            door=command.on_mydata,
        ),
        Command(
            names=("coalition forget",),
            topic=Topic.YOU,
            does="Erase what is held about you; it asks first, and says what stays.",
            examples=("/coalition forget",),
            needs=Permission.SELF_MANAGE,
            door=command.on_forget,
        ),
    ),
    actions=(
        Action(message.EXPORT, Permission.SELF_MANAGE, command.on_export),
        Action(message.ASK, Permission.SELF_MANAGE, command.on_forget),
        Action(message.FORGET, Permission.SELF_MANAGE, command.on_forget_pressed),
    ),
    jobs=(Job("forget who left", job.forget_who_left),),
    scopes=frozenset({"commands", "chat:write", "im:write", "files:write"}),
)
