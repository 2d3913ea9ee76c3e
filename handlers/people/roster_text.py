"""The roster as a text to paste elsewhere: organizations and how many sit for each, no person."""

from collections import Counter
from datetime import datetime

from handlers.blocks import Message, context, plain
from handlers.paper.handout import handout
from handlers.paper.short import short
from handlers.people.naming import sector
from handlers.people.roster import Roster
from knowledge.windows import spell
from knowledge.words import _, ngettext


def as_text(found: Roster) -> Message:
    """Return the roster under 600 characters; who reads it may be anybody, so nobody is named."""
    head, *listed = lines(found)
    text = short([head, *listed], simple=True)
    lead = _("Ready to copy into a text message:")
    return Message(head, [context(lead), {"type": "section", "text": plain(text)}])


def page(found: Roster, *, made: datetime) -> bytes:
    """Return the same as a page to print."""
    head, *listed = lines(found)
    return handout(head, listed, made=made)


def lines(found: Roster) -> list[str]:
    """Return how many people sit at the table, then each organization with its number."""
    seats = Counter(
        (row.listed.partner, row.listed.sector)
        for row in found.rows
        if row.listed.above_visitor and not (row.listed.left or row.listed.suspended)
    )
    total = sum(seats.values())
    head = ngettext(
        "At our table on {day}: {n} person", "At our table on {day}: {n} people", total
    ).format(n=total, day=spell(found.today))
    return [
        head,
        *(
            _("{name} ({sector}): {n}").format(name=name, sector=sector(key), n=n)
            for (name, key), n in seats.items()
        ),
    ]
