"""The line of an "I can" post for the roles that nobody holds."""

from handlers.events.seen import Seen
from handlers.limits import clip
from knowledge.board.line import LONGEST
from knowledge.events import titles
from knowledge.moments import day_of
from knowledge.words import _


def line(seen: Seen) -> str:
    """Return what is needed and when; of a closed event neither what for, where nor when."""
    if seen.event.closed:
        return _("Somebody to help for a few hours this week")
    roles = ", ".join(titles.role(one) for one in seen.missing()[:2]) or _("Helpers")
    event = seen.event
    day = event.start.astimezone(seen.zone)
    told = _("{roles} for {event}, {when}").format(
        roles=roles,
        event=event.title or titles.kind(event.type),
        when=day_of(day),
    )
    return clip(told, LONGEST)
