"""Each place of high need ends in two lines: who works on this here, and what is not covered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.actions.item import State
from knowledge.plan.entry import Entry, Level
from knowledge.words import _


@dataclass(frozen=True, slots=True)
class Work:
    """A service that somebody brings to a place.

    Attributes
    ----------
    who
        A partner's name, or what an action is called.
    service
        The key of the service.
    place
        The place as people call it; "" for everywhere.
    """

    who: str
    service: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What there is at one place, of the services it needs.

    Attributes
    ----------
    covered
        Each service that somebody brings, with who does, in the order of need.
    missing
        The services that nobody brings, in the order of need.
    """

    place: str
    covered: tuple[tuple[str, tuple[str, ...]], ...]
    missing: tuple[str, ...]


def coverage(place: str, work: Iterable[Work], services: Sequence[str]) -> Coverage:
    """Return who brings which of the needed services to a place, and what nobody brings.

    Places are compared without regard to case; work without a place counts everywhere.
    """
    here = [one for one in work if one.place.casefold() in {"", place.casefold()}]
    found = {
        service: tuple(sorted({one.who for one in here if one.service == service}))
        for service in dict.fromkeys(services)
    }
    return Coverage(
        place,
        tuple((service, who) for service, who in found.items() if who),
        tuple(service for service, who in found.items() if not who),
    )


def planned(entries: Iterable[Entry]) -> tuple[Work, ...]:
    """Return the work that open actions of the plan bring to places."""
    return tuple(
        Work(one.text, one.service, one.place)
        for one in entries
        if one.level is Level.ACTION and one.state is State.OPEN and one.service
    )


def told(found: Coverage) -> tuple[str, str]:
    """Say who works here, and what is not covered; keys are said as they are given."""
    who = "; ".join(f"{service}: {', '.join(names)}" for service, names in found.covered)
    return (
        _("Who works on this here: {who}").format(who=who) if who else _("Nobody works here yet."),
        _("Not covered: {services}").format(services=", ".join(found.missing))
        if found.missing
        else _("Every service that was asked for is covered."),
    )
