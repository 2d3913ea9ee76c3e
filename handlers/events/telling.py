"""What is sent about an event by itself: it says nothing, and a button shows what one may see."""

from handlers.blocks import Block, Message, actions, button, discreet, section
from handlers.events.request import Show, Spot, Which
from knowledge.access import Member, Permission, may
from knowledge.words import _, ngettext

#: Shows a place of a plan.
OPEN = "events.open"


def may_plan(member: Member) -> bool:
    """Return whether somebody could be named on a plan at all."""
    return Permission.EVENTS_PLAN in may(member)


def given(event: int) -> Message:
    """Tell somebody that an item of a plan is theirs."""
    return _pointing(_("Something on an event’s plan is yours now."), event, Which.MINE)


def named(event: int) -> Message:
    """Tell somebody that they are on a plan."""
    return _pointing(_("You are named on an event’s plan."), event, Which.ALL)


def help_asked(event: int, member: Member) -> Message:
    """Tell somebody that another asks for help with an item."""
    told = _("<@{who}> asks for help with something on an event’s plan.")
    return _pointing(told.format(who=member.slack_user), event, Which.ALL)


def due(late: int, soon: int, plans: list[int]) -> Message:
    """Remind somebody of what is theirs: late, or due within a day."""
    lines = []
    if late:
        lines.append(
            ngettext(
                "{n} thing on your event plans is late.",
                "{n} things on your event plans are late.",
                late,
            ).format(n=late)
        )
    if soon:
        lines.append(
            ngettext(
                "{n} thing is due within a day.", "{n} things are due within a day.", soon
            ).format(n=soon)
        )
    buttons = [
        _open(_("Show them"), event, Which.MINE, at=at) for at, event in enumerate(plans[:5])
    ]
    return discreet([section("\n".join(lines)), actions(*buttons)], waiting=late + soon)


def _pointing(told: str, event: int, which: Which) -> Message:
    return discreet([section(told), actions(_open(_("Show it"), event, which))])


def _open(said: str, event: int, which: Which, *, at: int = 0) -> Block:
    show = Show.PLAN if which is Which.ALL else Show.LIST
    value = Spot(event=event, show=show, which=which.value).packed()
    return button(said, action=f"{OPEN}:{at}", value=value, primary=at == 0)
