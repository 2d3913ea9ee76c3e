"""What a plan says of its place and its people, to be put into words that are read out."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from string import Formatter
from typing import Annotated

from pydantic import AfterValidator

from knowledge.sheets import Line
from knowledge.words import _


class Gap(StrEnum):
    """What is still to be said where a fact is missing."""

    WHERE = "where"
    WHO = "who"
    WHEN = "when"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an event for those who stand in it; "" is what nobody said yet.

    Attributes
    ----------
    event
        Its name. It is said only where ``open``.
    open
        Whether the name and the times may leave the circle of those named on the plan.
    address
        What is read out to 911: street and number, or the nearest corner, and the gate.
    exits, quiet, shelter, meeting, first_aid, children, cars
        Places: ways out, quiet space, where to move inside, where to gather outside, AED and
        bleeding kit, where children and their families meet, parking and transit.
    ask, press
        Who to ask on the day, and who speaks to the press.
    starts, ends
        Times as people say them, such as "7:30 pm".
    phone
        The number for questions.
    """

    event: str = ""
    open: bool = False
    address: str = ""
    exits: str = ""
    quiet: str = ""
    shelter: str = ""
    meeting: str = ""
    first_aid: str = ""
    children: str = ""
    cars: str = ""
    ask: str = ""
    press: str = ""
    starts: str = ""
    ends: str = ""
    phone: str = ""

    def get(self, name: str) -> str:
        """Return a fact on one line."""
        return " ".join(str(getattr(self, name)).split())


_EVENT = "event"
_KIND = {
    "ask": Gap.WHO,
    "press": Gap.WHO,
    "starts": Gap.WHEN,
    "ends": Gap.WHEN,
    "phone": Gap.NUMBER,
}
NAMES = frozenset(field.name for field in fields(Facts)) - {"open"}


def named(text: str) -> tuple[str, ...]:
    """Return the facts that a text asks for, in order."""
    return tuple(name for _before, name, _how, _as in Formatter().parse(text) if name is not None)


def _asks_for_facts(text: str) -> str:
    if not set(named(text)) <= NAMES:
        raise ValueError("A text asks for something that no plan knows.")
    return text


#: A line with places for facts, such as "{address}".
Template = Annotated[Line, AfterValidator(_asks_for_facts)]


def fill(text: str, facts: Facts, *, gaps: Mapping[Gap, str], gathering: str) -> str:
    """Return a line with its facts, and with what is still to be said in square brackets.

    Parameters
    ----------
    gaps
        What stands for a fact that is missing, such as "[say where]".
    gathering
        What an event is called whose name is not said.
    """
    values = {name: facts.get(name) or gaps[_KIND.get(name, Gap.WHERE)] for name in named(text)}
    if _EVENT in values:
        values[_EVENT] = (facts.open and facts.get(_EVENT)) or gathering
    return text.format(**values)


def missing(text: str, facts: Facts) -> tuple[str, ...]:
    """Return the names of the facts that a text asks for and nobody said yet."""
    return tuple(name for name in named(text) if name != _EVENT and not facts.get(name))


def gaps() -> dict[Gap, str]:
    """Return what stands for a missing fact in the product's own language."""
    return {
        Gap.WHERE: _("[say where]"),
        Gap.WHO: _("[say who]"),
        Gap.WHEN: _("[say when]"),
        Gap.NUMBER: _("[say the number]"),
    }
