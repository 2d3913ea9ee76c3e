"""The call list on a phone: 911 first, a tap calls; and the form for one's own number."""

from collections.abc import Iterator

from handlers.blocks import (
    Block,
    actions,
    button,
    choice,
    context,
    dialog,
    divider,
    entry,
    escape,
    section,
)
from handlers.events import lines
from handlers.events.phones import Numbers
from handlers.events.request import Spot
from handlers.events.seen import Seen
from knowledge.events.emergency.page import CALL, alarm
from knowledge.events.event import HELPER, Hand
from knowledge.events.facts import Gap, gaps
from knowledge.events.kinds import EventRole
from knowledge.events.sheet import LEADING
from knowledge.phones import dialled
from knowledge.words import _

NUMBER, CALLS = "events.number", "events.calls"
NUMBERED, FIELD = "events.numbered", "event_number"
#: As long as a number can be with its country and extension. [letters]
MOST = 40


def number_button(spot: Spot) -> Block:
    """Return the button that asks somebody for their own number."""
    return button(_("My number"), action=NUMBER, value=spot.packed())


def calls_button(spot: Spot) -> Block:
    """Return the button that shows whom to call."""
    return button(_("Numbers to call"), action=CALLS, value=spot.packed())


def form(seen: Seen, numbers: Numbers, spot: Spot) -> Block:
    """Return the form of somebody's own number."""
    mine = numbers.given.get(seen.person, "")
    kept = _(
        "Only people on this plan see it: here, on the call list, the roster and the action plan."
        " It is deleted 14 days after the event, or when you take it out."
    )
    number = choice(
        _("Your number on the day"),
        entry(mine, most=MOST, hint=_("215-555-0142")),
        block=FIELD,
        optional=True,
        hint=_("Leave it empty to take it out."),
    )
    return dialog(
        _("My number"),
        [number, section(kept), context(numbers.told())],
        name=NUMBERED,
        submit=_("Save"),
        close=_("Not now"),
        data=spot.packed(),
    )


def shown(seen: Seen, numbers: Numbers, spot: Spot, *, note: str = "") -> Block:
    """Return whom to call as a dialog; a tap on a number calls it."""
    here = spot.at(inside=True)
    address = escape(seen.event.address) or gaps()[Gap.WHERE]
    blocks = [
        *([section(note)] if note else []),
        section(
            _("*<{call}|Call 911>* first: danger, shots, fire, somebody hurt.").format(call=CALL)
            + "\n"
            + _("Address to read out: *{address}*").format(address=address)
        ),
        divider(),
        section("\n".join(_rows(seen, numbers)) or _("Nobody is on this plan yet.")),
        context(f"{numbers.told()} {alarm()}"),
        actions(number_button(here)),
    ]
    return dialog(_("Numbers to call"), blocks, close=_("Close"))


def _rows(seen: Seen, numbers: Numbers) -> Iterator[str]:
    for role in (*EventRole, HELPER):
        held = [one for one in seen.hands if one.role == role]
        yield from (_row(one, seen, numbers) for one in held)
        if not held and role in LEADING:
            yield f"*{lines.role(role)}*: {_('nobody yet')}"


def _row(hand: Hand, seen: Seen, numbers: Numbers) -> str:
    phone = numbers.of(hand)
    opens = dialled(phone)
    number = f"<{opens}|{escape(phone)}>" if opens else escape(phone)
    return f"*{lines.role(hand.role)}*: {lines.hand(hand, seen)} · {number or _('no number yet')}"
