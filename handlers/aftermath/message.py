"""What people are asked after an event; every message is discreet."""

from collections.abc import Sequence

from handlers.aftermath.request import After, Fix
from handlers.blocks import Block, Message, actions, button, context, discreet, escape, section
from handlers.commands import RUN
from handlers.day.message import DEBRIEF
from knowledge.events import aftermath, titles
from knowledge.events.aftermath import Prompt
from knowledge.events.event import Event
from knowledge.events.kinds import EventType
from knowledge.words import _

REVIEW, SHARE, FIX = "after.review", "after.share", "after.fix"
OK, CALL = "after.ok", "after.call"
ADOPT, LEAVE = "after.adopt", "after.leave"
#: Events that a list shows.
_MOST = 20


def prompt(one: Prompt, event: Event, press: After) -> Message:
    """Ask somebody what is due after an event; ``press`` carries the id of what they answer."""
    blocks = [section(f"*{_named(event)}*\n{aftermath.said(one)}")]
    buttons = _buttons(one, press)
    blocks += [actions(*buttons)] if buttons else []
    blocks += [context(_lines())] if one.of_care else []
    return discreet(blocks)


def after(event: Event) -> Message:
    """Offer what can be said of an event after it began."""
    press = After(event=event.id).packed()
    told = _(
        "What went well, what did not, and what would you do another time? Names are taken out."
    )
    row = [
        button(_("Debrief"), action=DEBRIEF, value=press),
        button(_("Write the review"), action=REVIEW, value=press, primary=True),
        button(_("Propose a fix to the list"), action=FIX, value=press),
    ]
    return discreet([section(f"*{_named(event)}*\n{told}"), actions(*row)])


def which(found: Sequence[Event]) -> Message:
    """Ask of which event somebody speaks."""
    rows = [
        section(
            _named(one),
            beside=button(_("Open"), action=f"{RUN}:{at}", value=f"event review {one.id}"),
        )
        for at, one in enumerate(found[:_MOST])
    ]
    return discreet([section(_("Which event?")), *rows], waiting=len(found))


def wants_call(user: str) -> Message:
    """Tell whoever looks after people that somebody would like a call."""
    told = _("<@{user}> would like a call. Nobody else is told. Please call today.")
    return discreet([section(told.format(user=user))])


def proposed(press: After, fix: Fix, kind: EventType) -> Message:
    """Ask a coordinator whether an item comes into the list; it says nothing of the event."""
    where = _("every event") if fix.everywhere else titles.kind(kind)
    lead = _("An after-action review proposes an item for the list of: *{where}*")
    if fix.replaces:
        lead = _("An after-action review proposes new words for item {item} of: *{where}*")
    told = lead.format(where=where, item=fix.replaces)
    row = actions(
        button(_("Put it on the list"), action=ADOPT, value=press.packed(), primary=True),
        button(_("Leave it"), action=LEAVE, value=press.packed()),
    )
    return discreet([section(f"{told}\n>{_shown(fix)}"), row])


def answered(fix: Fix, item: str) -> Message:
    """Say that an item is on the list, or is left."""
    if not item:
        return discreet([section(_("Left as it is."))])
    told = _("On the list as {item}, for plans from now on:").format(item=item)
    return discreet([section(f"{told}\n>{_shown(fix)}")])


def kept(words: tuple[str, ...], what: str) -> Message:
    """Say that something is kept, and which words are not."""
    blocks = [section(what)]
    if words:
        left = _("Left out, because they may say who somebody is: {words}")
        blocks.append(context(left.format(words=escape(", ".join(words[:20])))))
    return discreet(blocks)


def cared(*, call: bool) -> Message:
    """Thank somebody who said how they are."""
    thanks = _("Thank you. It is kept private, and deleted 14 days after the event.")
    if call:
        thanks = _("Thank you for saying so. Somebody who looks after people calls you.")
    return discreet([section(thanks), context(_lines())])


def _named(event: Event) -> str:
    return escape(event.title or titles.kind(event.type))


def _buttons(one: Prompt, press: After) -> list[Block]:
    value = press.packed()
    if one.of_care:
        return [
            button(_("I am OK"), action=OK, value=value),
            button(_("I would like a call"), action=CALL, value=value),
        ]
    review = button(_("Write the review"), action=REVIEW, value=value, primary=True)
    fix = button(_("Propose a fix to the list"), action=FIX, value=value)
    return {
        Prompt.DEBRIEF: [button(_("Debrief"), action=DEBRIEF, value=value, primary=True)],
        Prompt.REVIEW: [review, fix],
        Prompt.REVIEW_SOON: [review, fix],
        Prompt.SHARE: [button(_("It is shared"), action=SHARE, value=value), fix],
    }.get(one, [])


def _lines() -> str:
    return _(
        "At any hour: call or text 988, or the Disaster Distress Helpline 1-800-985-5990 "
        "(Spanish: press 2)."
    )


def _shown(fix: Fix) -> str:
    critical = _(" (critical)") if fix.critical else ""
    when = titles.phase(fix.phase)
    return f"{escape(fix.text)}{critical}\n>{when}, {titles.role(fix.role)}\n>{escape(fix.why)}"
