"""What is paused, the one button that pauses, and the dialog it opens."""

from datetime import timedelta
from itertools import islice

from handlers.blocks import (
    Block,
    Message,
    actions,
    button,
    choice,
    confirm,
    context,
    day,
    dialog,
    menu,
    option,
    plain,
    radio,
    section,
)
from handlers.limits import OPTIONS
from handlers.pause.announcing import last_day, what
from handlers.pause.request import CHANNEL, PLACE, UNTIL, WHAT
from handlers.pause.service import Standing
from knowledge.pauses import Pause, Scope
from knowledge.words import _

BEGIN, END, MINE = "pause.begin", "pause.end", "pause.mine"
BEGUN = "pause.begun"
REFUSE, TAKE = "refuse", "take"
#: With how many days the dialog begins. [days]
_USUAL = 7


def pauses(now: Standing) -> Message:
    """Return what is paused, with what this person may do about it."""
    lead = _("Nothing is paused.") if not now.pauses else _("*Paused now*")
    blocks = [section(lead)] if now.seated else []
    blocks += [_one(pause, now) for pause in now.pauses]
    blocks += [actions(begin())] if now.right else []
    blocks += [section(_mine(now)), actions(_toggle(now))]
    told = "; ".join(_told(pause, now) for pause in now.pauses) or lead
    told = told if now.seated else _mine(now)
    return Message(told, blocks)


def pause_view(now: Standing) -> Block:
    """Return the dialog that pauses."""
    kept, rooms = _places(now), _rooms(now)
    scopes = [
        option(_("Everything"), Scope.ALL.value),
        *([option(_("One channel"), Scope.CHANNEL.value)] if rooms else []),
        *([option(_("One place"), Scope.PLACE.value)] if kept else []),
    ]
    place = [choice(_("Which place"), menu(kept), block=PLACE, optional=True)] if kept else []
    blocks = [
        section(
            _(
                "Holds digests, reminders, charts and alerts. I say so once in the channels "
                "concerned, without a reason or a name. What is held is not sent afterwards."
            )
        ),
        *([context(_closed())] if any(one.closed for one in now.right.grounds) else []),
        choice(_("What to keep quiet"), radio(scopes, chosen=scopes[0]), block=WHAT),
        *rooms,
        *place,
        choice(_("Through"), day(now.today + timedelta(days=_USUAL)), block=UNTIL),
    ]
    return dialog(_("Pause"), blocks, name=BEGUN, submit=_("Pause"), close=_("Not now"))


def begin() -> Block:
    """Return the button that asks what to pause, for whoever may pause something."""
    return button(_("Pause posts…"), action=BEGIN, value="begin")


def begun(pause: Pause, now: Standing) -> Message:
    """Return what whoever paused is told."""
    told = _("{what} through {day}. `/coalition pause` shows it and resumes it.")
    text = told.format(what=what(pause, now.names), day=last_day(pause, now.zone))
    return Message(text, [section(text, beside=_end(pause))])


def ended(*, was_on: bool) -> Message:
    """Return what whoever resumed is told."""
    if not was_on:
        return Message(_("That pause was over already."))
    return Message(_("Resumed. What was held stays unsent; new posts come as usual."))


def kept(*, refused: bool) -> Message:
    """Return what somebody is told of their own choice."""
    if refused:
        return Message(
            _("Kept: I send you no posts about shootings. `/coalition pause` turns them on again.")
        )
    return Message(_("Kept: posts about shootings reach you again."))


def _closed() -> str:
    return _(
        "Of a closed event’s place I say nothing, and only its people see that it is paused. "
        "“Everything” is said to everybody: they may wonder why."
    )


def _rooms(now: Standing) -> list[Block]:
    """Ask for the channel: any, or that of one's event."""
    right = now.right
    if not (right.anything or right.channels):
        return []
    element: Block = {
        "type": "conversations_select",
        "placeholder": plain(_("Choose a channel")),
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    if not right.anything:
        element["initial_conversation"] = min(right.channels)
    return [choice(_("Which channel"), element, block=CHANNEL, optional=True)]


def _places(now: Standing) -> list[Block]:
    """Return the places to choose from: all, or those of one's events."""
    mine = (one for one in now.names.items() if now.right.anything or one[0] in now.right.places)
    named = sorted(mine, key=lambda one: one[1])
    return [option(name, key) for key, name in islice(named, OPTIONS)]


def _one(pause: Pause, now: Standing) -> Block:
    return section(_told(pause, now), beside=_end(pause) if now.right.ends(pause) else None)


def _told(pause: Pause, now: Standing) -> str:
    return _("{what} through {day}").format(
        what=what(pause, now.names), day=last_day(pause, now.zone)
    )


def _end(pause: Pause) -> Block:
    sure = confirm(
        _("Resume?"),
        _("Posts by me come again from now on. What was held is not sent."),
        yes=_("Resume now"),
        no=_("Not yet"),
    )
    return button(_("Resume now"), action=END, value=str(pause.id), confirm=sure)


def _mine(now: Standing) -> str:
    if now.refuses:
        return _("*For you alone*\nI send you no posts about shootings.")
    return _("*For you alone*\nPosts about shootings reach you. You can turn them off.")


def _toggle(now: Standing) -> Block:
    if now.refuses:
        return button(_("Send them again"), action=MINE, value=TAKE)
    return button(_("No shooting posts for me"), action=MINE, value=REFUSE)
