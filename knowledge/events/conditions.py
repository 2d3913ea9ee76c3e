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
