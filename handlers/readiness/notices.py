"""What whoever changes an event reads: what was saved, how to end it, what others did."""

from collections.abc import Sequence

from handlers.blocks import (
    Block,
    Message,
    actions,
    button,
    confirm,
    context,
    discreet,
    escape,
    section,
)
from handlers.readiness import answers
from handlers.readiness.changing import Done
from handlers.readiness.message import line
from handlers.readiness.service import Standing
from knowledge.editing import ChangedMeanwhileError, merged
from knowledge.events.event import State
from knowledge.moments import moment_of
from knowledge.words import _, ngettext

SETTLE = "readiness.settle"
#: Organisations that are named in one message.
_MOST = 20


def saved(done: Done) -> Message:
    """Say that a change is kept, and how many people were told."""
    return discreet([section(_("Saved.")), section(_line(done)), *_heard(done)])


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
    blocks = [section(state), section(_line(done)), *_heard(done)]
    if done.standing.event.state in (State.CANCELLED, State.POSTPONED):
        blocks.append(actions(_back(done.standing)))
    return discreet(blocks)


def meanwhile(error: ChangedMeanwhileError, found: Standing) -> str:
    """Say what others changed while a dialog lay open."""
    names = {
        "start": _("Start"), "end": _("End"), "place": _("Place"), "cell": _("Place on the map"),
        "attendance": _("People"), "state": _("State"), **answers.names(),
    }  # fmt: skip
    event = found.event
    values = {
        "start": moment_of(event.start.astimezone(found.zone)),
        "end": moment_of(event.end.astimezone(found.zone)) if event.end else "–",
        "place": event.profile.place or "–",
        "cell": _("another"),
        "attendance": f"{event.profile.attendance or '–'}",
        "state": event.state.value,
    }
    lines = [
        f"• {names[one]}: {escape(values.get(one) or answers.spelled(one, pair[1]))}"
        for one, pair in merged(error.edits).items()
        if one in names
    ]
    return "\n".join([str(error), *lines])


def _line(done: Done) -> str:
    return line(done.standing.event, done.standing.zone)


def _heard(done: Done) -> list[Block]:
    """Say how many were told, and for which organisations nobody could be."""
    if not done.untold:
        return [context(_told(done.told))]
    names = escape(_listed(done.untold))
    told = _("*Not told by me:* {names}. Nobody of theirs is on the plan: tell them yourself.")
    return [context(_told(done.told)), section(told.format(names=names))]


def _listed(names: Sequence[str]) -> str:
    """List names, no more than a message holds."""
    if len(names) <= _MOST:
        return ", ".join(names)
    more = _("{n} more").format(n=len(names) - _MOST)
    return ", ".join([*names[:_MOST], more])


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
