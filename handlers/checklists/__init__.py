"""The checklists of events: read by members, changed by coordinators, item by item."""

from handlers.checklists import command, dialog, form, message
from handlers.surface import Action, Command, Dialog, Feature, Topic
from knowledge.access import Permission

#: Whoever may plan events reads the lists; who may decide of the coalition's plan changes them.
_READ, _MANAGE = Permission.EVENTS_PLAN, Permission.PLAN_MANAGE

FEATURE = Feature(
    commands=(
        Command(
            names=("event lists",),
            does="The checklists that plans are made from; coordinators change them.",
            usage="[vigil | funeral | march | … | every event]",
            examples=("/event lists", "/event lists vigil"),
            needs=_READ,
            topic=Topic.EVENTS,
            door=command.on_lists,
        ),
    ),
    actions=(
        Action(message.OPEN, _READ, dialog.on_open),
        Action(message.ADD, _MANAGE, dialog.on_add),
        Action(message.EDIT, _MANAGE, dialog.on_edit),
        Action(message.RETIRE, _MANAGE, dialog.on_retire),
        Action(message.BACK, _MANAGE, dialog.on_back),
        Action(message.RESET, _MANAGE, dialog.on_reset),
        Action(message.REVIEW, _MANAGE, dialog.on_review),
        Action(message.UNDO, _MANAGE, dialog.on_undo),
    ),
    dialogs=(
        Dialog(form.SAVED, _MANAGE, dialog.on_saved),
        Dialog(form.RETIRED, _MANAGE, dialog.on_retired),
    ),
    scopes=frozenset({"commands", "chat:write", "im:write"}),
)
