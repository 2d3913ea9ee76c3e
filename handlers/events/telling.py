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


def given(event: int, item: str) -> Message:
    """Tell somebody that an item of a plan is theirs."""
    return _pointing(_("Something on an event’s plan is yours now."), walk(event, item=item))


def named(event: int) -> Message:
    """Tell somebody that they are on a plan."""
    return _pointing(_("You are named on an event’s plan."), Spot(event=event))


def help_asked(event: int, item: str, member: Member) -> Message:
    """Tell somebody that another asks for help with an item."""
    told = _("<@{who}> asks for help with something on an event’s plan.")
    return _pointing(told.format(who=member.slack_user), walk(event, item=item))


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
        _open(_("Show them"), walk(event, Which.MINE), at=at) for at, event in enumerate(plans[:5])
    ]
    return discreet([section("\n".join(lines)), actions(*buttons)], waiting=late + soon)


def walk(event: int, which: Which = Which.ALL, *, item: str = "") -> Spot:
    """Return where walking begins: at an item, else at the next of a list."""
    return Spot(event=event, show=Show.ITEM, which=which.value, item=item)


def _pointing(told: str, spot: Spot) -> Message:
    return discreet([section(told), actions(_open(_("Show it"), spot))])


def _open(said: str, spot: Spot, *, at: int = 0) -> Block:
    return button(said, action=f"{OPEN}:{at}", value=spot.packed(), primary=at == 0)
