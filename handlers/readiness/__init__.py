"""How ready an event is: its level, the conflict check, who sees it, its living message."""

from handlers.readiness import (
    answers,
    checking,
    command,
    dialog,
    form,
    message,
    notices,
    service,
    stages,
)
from handlers.surface import Action, Command, Dialog, Feature, Job, Topic
from knowledge.access import Permission

_READ, _PLAN = Permission.EVENTS_READ, Permission.EVENTS_PLAN

_bind = command.picks(dialog.on_bind, action=message.BIND)
_change = command.picks(dialog.on_change, action=message.CHANGE)
_cancel = command.picks(dialog.on_cancel, action=message.CANCEL)

FEATURE = Feature(
    commands=(
        Command(
            names=("event level",),
            does="How much planning an event asks for, and why.",
            examples=("/event level",),
            needs=_READ,
            topic=Topic.EVENTS,
            door=command.on_level,
        ),
        Command(
            names=("event conflict",),
            does="Ask outreach for the conflict check, or see that it is done.",
            examples=("/event conflict",),
            needs=_PLAN,
            topic=Topic.EVENTS,
            door=command.on_check,
        ),
        Command(
            names=("event open",),
            does="Who sees an event; its lead opens it step by step.",
            examples=("/event open",),
            needs=_PLAN,
            topic=Topic.EVENTS,
            door=command.on_who,
        ),
        Command(
            names=("event channel",),
            does="Show the plan as one living message in a channel.",
            examples=("/event channel",),
            needs=_PLAN,
            topic=Topic.EVENTS,
            door=_bind,
        ),
        Command(
            names=("event change",),
            does="Change the date, the place, how many come, or another answer.",
            examples=("/event change",),
            needs=_PLAN,
            topic=Topic.EVENTS,
            door=_change,
        ),
        Command(
            names=("event cancel",),
            does="Postpone or cancel an event; who has a part in it is told.",
            examples=("/event cancel",),
            needs=_PLAN,
            topic=Topic.EVENTS,
            door=_cancel,
        ),
    ),
    actions=(
        Action(message.LEVEL, _READ, command.on_level),
        Action(message.CONFLICT, _PLAN, command.on_check),
        Action(message.OPEN, _PLAN, command.on_who),
        Action(message.BIND, _PLAN, dialog.on_bind),
        Action(message.CHANGE, _PLAN, dialog.on_change),
        Action(message.CANCEL, _PLAN, dialog.on_cancel),
        Action(form.ANSWERS, _PLAN, dialog.on_answers),
        Action(message.ASK, _PLAN, command.on_ask),
        Action(message.ANSWER, Permission.OUTREACH_RECORD, command.on_answer),
        Action(message.HISTORY, _PLAN, command.on_history),
        Action(message.CALL, _PLAN, command.on_call),
        Action(stages.STEP, _PLAN, command.on_step),
        Action(stages.YES, _PLAN, command.on_yes),
        Action(stages.NAME, _PLAN, command.on_name),
        Action(notices.SETTLE, _PLAN, dialog.on_settle),
    ),
    dialogs=(
        Dialog(form.ASKED, _PLAN, command.on_asked),
        Dialog(form.NAMED, _PLAN, command.on_named),
        Dialog(form.BOUND, _PLAN, dialog.on_bound),
        Dialog(form.CHANGED, _PLAN, dialog.on_changed),
        Dialog(answers.ANSWERED, _PLAN, dialog.on_answered),
    ),
    jobs=(
        Job("event levels", service.rescore_all),
        Job("conflict checks", checking.ask_when_due),
    ),
    scopes=frozenset(
        {"chat:write", "im:write", "pins:write", "channels:history", "groups:history"}
    ),
)
