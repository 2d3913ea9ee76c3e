"""Which event's day somebody means: those of these hours, else those to come."""

from datetime import datetime

from handlers.blocks import Block, Message, button, discreet, escape, section
from handlers.day.message import SHOW
from handlers.day.request import Press
from knowledge.events import titles
from knowledge.events.event import Event
from knowledge.moments import moment_of
from knowledge.words import _


def which(listed: list[Event]) -> Message:
    """Ask which event of today somebody means."""
    rows = [_row(one, "") for one in listed]
    return discreet([section(_("Which event?")), *rows], waiting=len(listed))


def ahead(listed: list[tuple[Event, datetime]]) -> Message:
    """Offer a look at the day of events to come; with each its local start."""
    told = _("None of your events is in these hours. You can look at a day before it comes:")
    rows = [_row(event, moment_of(start)) for event, start in listed]
    return discreet([section(told), *rows], waiting=len(listed))


def _row(event: Event, when: str) -> Block:
    name = escape(event.title or titles.kind(event.type))
    beside = button(_("Open"), action=f"{SHOW}:{event.id}", value=Press(event=event.id).packed())
    return section("\n".join(one for one in (name, when) if one), beside=beside)
