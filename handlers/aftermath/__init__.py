"""After an event: debrief, review, sharing, care, fixes to the lists, and notes that go."""

from handlers.aftermath import command, dialog, fields, job, message, phones
from handlers.day.message import DEBRIEF
from handlers.surface import Action, Command, Dialog, Feature, Job, Topic
from knowledge.access import Permission

_READ, _MANAGE = Permission.EVENTS_READ, Permission.PLAN_MANAGE

FEATURE = Feature(
    commands=(
        Command(
            names=("event review",),
            does="After an event: debrief, review, and fixes to the checklists.",
            usage="[number]",
            examples=("/event review",),
            needs=_READ,
            door=command.on_review,
            topic=Topic.EVENTS,
        ),
    ),
    actions=(
        Action(DEBRIEF, _READ, dialog.on_debrief),
        Action(message.REVIEW, _READ, dialog.on_review),
        Action(message.SHARE, _READ, dialog.on_share),
        Action(message.FIX, _READ, dialog.on_fix),
        Action(message.OK, _READ, dialog.on_ok),
        Action(message.CALL, _READ, dialog.on_call),
        Action(message.ADOPT, _MANAGE, dialog.on_adopt),
        Action(message.LEAVE, _MANAGE, dialog.on_leave),
    ),
    dialogs=(
        Dialog(fields.DEBRIEFED, _READ, dialog.on_debriefed),
        Dialog(fields.REVIEWED, _READ, dialog.on_reviewed),
        Dialog(fields.FIXED, _READ, dialog.on_fixed),
    ),
    jobs=(Job("event aftermath", job.look_after), Job("event numbers", phones.take_out)),
    scopes=frozenset({"chat:write", "im:write"}),
)
