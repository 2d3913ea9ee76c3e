"""What whoever changes an event reads: what was saved, how to end it, what others did."""

from handlers.blocks import Block, Message, actions, button, confirm, context, discreet, section
from handlers.readiness.changing import Done
from handlers.readiness.message import line
from handlers.readiness.service import Standing
from knowledge.editing import ChangedMeanwhileError, merged
from knowledge.events.event import State
from knowledge.moments import moment_of
from knowledge.words import _, ngettext

SETTLE = "readiness.settle"


def saved(done: Done) -> Message:
    """Say that a change is kept, and how many people were told."""
    return discreet([section(_("Saved.")), section(_line(done)), context(_told(done.told))])


def bound(found: Standing) -> Message:
    """Say where the plan is shown now."""
    if not found.event.channel:
        return discreet([section(_("The plan is shown in no channel now."))])
    where = _("The plan stands in <#{channel}> in a moment, pinned, and keeps up by itself.")
    return discreet([section(where.format(channel=found.event.channel))])


def ending(found: Standing) -> Message:
    """Offer to postpone or cancel an event, or to have it planned again."""
    event = found.event
    blocks = [section(line(event, found.zone))]
    if event.state in (State.CANCELLED, State.POSTPONED):
        return discreet([*blocks, actions(_back(found))])
    told = _("Everybody who is named on the plan or has an item is told at once.")
    return discreet([*blocks, section(told), actions(_postpone(found), _cancel(found))])


def settled(done: Done) -> Message:
    """Say what became of an event, with the way back."""
    state = {
        State.CANCELLED: _("*Cancelled.*"),
        State.POSTPONED: _("*Postponed.* A new date takes it up again."),
    }.get(done.standing.event.state, _("*It takes place.*"))
    blocks = [section(state), section(_line(done)), context(_told(done.told))]
    if done.standing.event.state in (State.CANCELLED, State.POSTPONED):
        blocks.append(actions(_back(done.standing)))
    return discreet(blocks)


def meanwhile(error: ChangedMeanwhileError, found: Standing) -> str:
    """Say what others changed while a dialog lay open."""
    names = {
        "start": _("Start"), "end": _("End"), "place": _("Place"), "attendance": _("People"),
        "state": _("State"),
    }  # fmt: skip
    event = found.event
    values = {
        "start": moment_of(event.start.astimezone(found.zone)),
        "end": moment_of(event.end.astimezone(found.zone)) if event.end else "–",
        "place": line(event, found.zone),
    }
    lines = [
        f"• {names[one]}: {values.get(one, pair[1])}"
        for one, pair in merged(error.edits).items()
        if one in names
    ]
    return "\n".join([str(error), *lines])


def _line(done: Done) -> str:
    return line(done.standing.event, done.standing.zone)


def _told(count: int) -> str:
    if not count:
        return _("Nobody else had to be told.")
    return ngettext("{n} person was told.", "{n} people were told.", count).format(n=count)


def _cancel(found: Standing) -> Block:
    asked = confirm(
        _("Cancel the event?"),
        _("Everybody who has a part in it is told. You can take it back."),
        yes=_("Cancel it"),
        no=_("Go back"),
    )
    return _settle(_("Cancel the event"), found, State.CANCELLED, asked)


def _postpone(found: Standing) -> Block:
    asked = confirm(
        _("Postpone it?"),
        _("The plan waits for a new date. Everybody who has a part in it is told."),
        yes=_("Postpone it"),
        no=_("Go back"),
    )
    return _settle(_("Postpone"), found, State.POSTPONED, asked)


def _back(found: Standing) -> Block:
    return _settle(_("It takes place after all"), found, State.PLANNED, None)


def _settle(words: str, found: Standing, state: State, asked: Block | None) -> Block:
    return button(
        words,
        action=f"{SETTLE}:{state.value}",
        value=f"{found.event.id}:{state.value}",
        danger=state is State.CANCELLED,
        confirm=asked,
    )
