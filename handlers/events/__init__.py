"""Safe events: from the first idea to the after-action review."""

from handlers.events import (
    addressing,
    asking,
    command,
    dialog,
    form,
    job,
    message,
    papers,
    printer,
    questions,
    telling,
)
from handlers.surface import Action, Command, Dialog, Feature, Job, Menu, Shortcut, Topic
from knowledge.access import Permission

_READ, _PLAN = Permission.EVENTS_READ, Permission.EVENTS_PLAN

FEATURE = Feature(
    commands=(
        Command(
            names=("event new",),
            does="Plan a safe event: a few questions, then what to do, by whom and by when.",
            examples=("/event new",),
            needs=_PLAN,
            topic=Topic.EVENTS,
            door=questions.on_new,
        ),
        Command(
            names=("event plan",),
            does="The plan of an event: what is next, who has it, what is late.",
            usage="[number]",
            examples=("/event plan",),
            needs=_READ,
            topic=Topic.EVENTS,
            door=command.on_plan,
        ),
        Command(
            names=("event walk",),
            does="Go through an event's plan, one thing at a time.",
            usage="[number]",
            examples=("/event walk",),
            needs=_PLAN,
            topic=Topic.EVENTS,
            door=command.on_walk,
        ),
        Command(
            names=("event paper",),
            does="An event on paper: plan, roster, emergency pages, texts, calendar.",
            usage="[number]",
            examples=("/event paper",),
            needs=_READ,
            topic=Topic.EVENTS,
            door=printer.on_papers,
        ),
        Command(
            names=("event",),
            does="The events that you can see.",
            usage="[number]",
            examples=("/event",),
            needs=_READ,
            topic=Topic.EVENTS,
            door=command.on_events,
        ),
    ),
    actions=(
        Action(message.NEW, _PLAN, questions.on_new),
        Action(asking.TAP, _PLAN, questions.on_tap),
        Action(asking.ASK, _PLAN, questions.on_ask),
        Action(asking.RESTART, _PLAN, questions.on_restart),
        Action(telling.OPEN, _READ, dialog.on_open),
        Action(papers.PAPER, _READ, printer.on_paper),
        Action(message.ADDRESS, _PLAN, addressing.on_address),
        Action(message.DONE, _PLAN, dialog.on_done),
        Action(message.UNDO, _PLAN, dialog.on_undo),
        Action(message.SIGN, _PLAN, dialog.on_sign),
        Action(message.HELP, _PLAN, dialog.on_help),
        Action(message.NOTE, _PLAN, dialog.on_note),
        Action(message.SKIP, _PLAN, dialog.on_skip),
        Action(message.GIVE, _PLAN, dialog.on_give),
        Action(message.ROLE, _PLAN, dialog.on_role),
        Action(message.UNNAME, _PLAN, dialog.on_unname),
        Action(message.RECRUIT, Permission.BOARD_USE, dialog.on_recruit),
    ),
    dialogs=(
        Dialog(asking.SAID, _PLAN, questions.on_said),
        Dialog(form.NOTED, _PLAN, dialog.on_noted),
        Dialog(form.SKIPPED, _PLAN, dialog.on_skipped),
        Dialog(form.GIVEN, _PLAN, dialog.on_given),
        Dialog(form.NAMED, _PLAN, dialog.on_named),
        Dialog(addressing.ADDRESSED, _PLAN, addressing.on_addressed),
    ),
    menus=(
        Menu(asking.PLACE, _PLAN, questions.offer_places),
        Menu(form.PARTNER, _PLAN, questions.offer_partners),
    ),
    shortcuts=(
        Shortcut(
            name="events.plan",
            title="Plan a safe event",
            does="A few questions make a safety plan for a gathering.",
            needs=_PLAN,
            door=questions.on_new,
        ),
        Shortcut(
            name="events.plan_from_message",
            title="Plan a safe event",
            does="A few questions make a safety plan for a gathering.",
            needs=_PLAN,
            door=questions.on_new,
            on_message=True,
        ),
    ),
    jobs=(Job("event reminders", job.remind),),
    scopes=frozenset({"commands", "chat:write", "im:write", "files:write", "users:read"}),
)
