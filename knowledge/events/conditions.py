"""When an item applies, in a tiny language: ``attendance>=100 or tier>=moderate``.

There is only "at least", "one of" and "or", so that raising a number or the level never takes an
item away. What is not known yet includes the item: to leave it out must be somebody's decision.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from knowledge.errors import DataError
from knowledge.events.kinds import Tier, Venue
from knowledge.words import _


@dataclass(frozen=True, slots=True)
class Known:
    """What conditions look at; the level is the one scored without ``readiness``."""

    attendance: int | None = None
    tier: Tier | None = None
    venue: Venue | None = None


#: True, False, or None where it is not known yet.
Answer = bool | None
Test = Callable[[Known], Answer]

_AT_LEAST = re.compile(r"^(attendance|tier)\s*>=\s*(\w+)$")
_ONE_OF = re.compile(r"^venue\s+in\s+(\w+(?:\s*,\s*\w+)*)$")


def applies(condition: str, known: Known) -> Answer:
    """Return whether a condition holds; None where that is not known yet.

    Raises
    ------
    DataError
        When the condition cannot be read.
    """
    answers = [test(known) for test in parsed(condition)]
    if not answers or True in answers:
        return True
    return None if None in answers else False


def said(condition: str) -> str:
    """Say a condition in plain words; "" where it always applies.

    Raises
    ------
    DataError
        When the condition cannot be read.
    """
    if not parsed(condition):
        return ""
    return _(" or ").join(_said(term.strip()) for term in re.split(r"\s+or\s+", condition))


@cache
def parsed(condition: str) -> tuple[Test, ...]:
    """Return the tests of a condition, any of which is enough; none where it always applies.

    Raises
    ------
    DataError
        When the condition cannot be read.
    """
    if not condition.strip():
        return ()
    return tuple(_test(term.strip(), condition) for term in re.split(r"\s+or\s+", condition))


def _said(term: str) -> str:
    if found := _AT_LEAST.match(term):
        if found[1] == "attendance":
            return _("{n} people or more come").format(n=f"{int(found[2]):,}")
        return _("planning level {n} or higher").format(n=Tier(found[2]).level)
    venues = term.split("in", 1)[1].split(",")
    return _("the place is: {venues}").format(
        venues=", ".join(_place(Venue(one.strip())) for one in venues)
    )


def _place(venue: Venue) -> str:
    return {
        Venue.INDOOR: _("indoors"),
        Venue.FENCED: _("fenced"),
        Venue.PARK: _("a park"),
        Venue.STREET: _("a street"),
        Venue.ROUTE: _("a route"),
    }[venue]


def _test(term: str, condition: str) -> Test:
    try:
        if found := _AT_LEAST.match(term):
            return _people(int(found[2])) if found[1] == "attendance" else _level(Tier(found[2]))
        if found := _ONE_OF.match(term):
            return _venue(frozenset(Venue(one.strip()) for one in found[1].split(",")))
    except ValueError:
        pass  # an unknown number, level or venue is told as any other slip
    raise DataError(
        _(
            "“{condition}” cannot be read. Write it as attendance>=100, tier>=moderate or"
            " venue in street,park, with “or” between."
        ).format(condition=condition)
    )


def _people(least: int) -> Test:
    return lambda known: None if known.attendance is None else known.attendance >= least


def _level(least: Tier) -> Test:
    return lambda known: None if known.tier is None else known.tier.level >= least.level


def _venue(meant: frozenset[Venue]) -> Test:
    return lambda known: None if known.venue is None else known.venue in meant
