"""The agenda of a meeting: its kind's usual lines, filled with what has come up."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from knowledge.actions.item import ActionItem, order
from knowledge.meetings.kinds import Brings, Kind, UsualLine, of
from knowledge.windows import spell
from knowledge.words import _, ngettext

#: How many things are listed under one line; the rest are counted.
LISTED = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an agenda.

    Attributes
    ----------
    minutes
        How long it should take. [minutes]
    details
        What stands under it; texts that people typed are as they typed them.
    """

    title: str
    minutes: int
    details: tuple[str, ...] = ()


def agenda(
    kind: Kind,
    *,
    today: date,
    open_actions: Iterable[ActionItem] = (),
    incidents: Sequence[str] = (),
    events: Sequence[str] | None = None,
    owner_name: Callable[[str], str] = str,
    minutes: int | None = None,
) -> tuple[Line, ...]:
    """Return the lines of a meeting's agenda in order.

    Parameters
    ----------
    open_actions
        Action items; late ones come first, and those snoozed stay out.
    incidents, events
        What happened since the last meeting and what is coming, each as one line of places
        and times: never people. ``None`` for events where nobody keeps them here.
    owner_name
        What to call the owner of an action, from the person's id.
    minutes
        The length of this meeting; the kind's shortest where it is not given. [minutes]
    """
    usual = of(kind)
    brought = {
        Brings.ACTIONS: _actions(open_actions, today, owner_name),
        Brings.INCIDENTS: list(incidents) or [_("Nothing new is recorded.")],
        Brings.EVENTS: [] if events is None else list(events) or [_("No events are coming up.")],
    }
    shares = _shares(usual.agenda, minutes or usual.shortest)
    return tuple(
        Line(_(one.line), share, _capped(brought[one.brings]) if one.brings else ())
        for one, share in zip(usual.agenda, shares, strict=True)
    )


def _shares(lines: Sequence[UsualLine], minutes: int) -> list[int]:
    """Return whole minutes for each line that add up, in the usual proportions."""
    usual = sum(line.minutes for line in lines)
    ends, passed = [0], 0
    for line in lines:
        passed += line.minutes
        ends.append(round(passed * minutes / usual))
    return [after - before for before, after in pairwise(ends)]


def _actions(items: Iterable[ActionItem], today: date, name: Callable[[str], str]) -> list[str]:
    found = order(items, today)
    handed_over = [one for one in found.waiting if one.offered_to and one.snoozed_until is None]
    told = [_action(one, name, late=True) for one in found.late]
    told += [_action(one, name) for one in (*found.next, *handed_over)]
    return told or [_("No open actions.")]


def _action(item: ActionItem, name: Callable[[str], str], *, late: bool = False) -> str:
    owner = name(item.owner) if item.owner else _("no owner yet")
    if item.due is None:
        return _("{text} ({owner})").format(text=item.text, owner=owner)
    if late:
        return _("{text} ({owner}, was due {day})").format(
            text=item.text, owner=owner, day=spell(item.due)
        )
    return _("{text} ({owner}, by {day})").format(text=item.text, owner=owner, day=spell(item.due))


def _capped(details: Sequence[str]) -> tuple[str, ...]:
    if len(details) <= LISTED:
        return tuple(details)
    more = len(details) - LISTED
    return (*details[:LISTED], ngettext("and {n} more", "and {n} more", more).format(n=more))
