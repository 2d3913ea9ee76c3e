"""What to do in an emergency: who calls 911 and says what, six lines to act on, what not to do."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Annotated

from pydantic import Field, StringConstraints

from knowledge import sheets
from knowledge.events import facts as known
from knowledge.events.facts import Facts, Template
from knowledge.events.items import From
from knowledge.events.kinds import EventRole
from knowledge.events.scripts.script import Kind
from knowledge.sheets import Declared
from knowledge.words import _

CALL = "tel:911"
"""What a tap on the number opens."""

_PACKAGE = "knowledge.events.emergency"


class Emergency(StrEnum):
    """The nine emergencies that each event has a page for (E01, E16, E36)."""

    MEDICAL = "medical"
    FIGHT = "fight"
    SHOTS = "shots"
    FIRE = "fire"
    WEATHER = "weather"
    LOST_CHILD = "lost_child"
    VEHICLE = "vehicle"
    UNATTENDED_ITEM = "unattended_item"
    POWER = "power"


class Answer(StrEnum):
    """What the crowd does; the fourth answer, telling people, is part of each (E16)."""

    EVACUATE = "evacuate"
    MOVE_INSIDE = "move_inside"
    LOCK_DOWN = "lock_down"
    HOLD = "hold"


#: A line that is read at a glance, with the phone in one hand.
Glance = Annotated[Template, StringConstraints(max_length=95)]


class Page(Declared):
    """The page of one emergency, as it was reviewed.

    Attributes
    ----------
    call
        When 911 is called: it comes first on each page.
    say
        The first words to 911, with the address.
    tell
        What 911 will ask next.
    announces
        Who speaks to everybody, with the words of ``script``.
    """

    emergency: Emergency
    title: Glance
    answer: Answer
    call: Glance
    say: Glance
    tell: Glance
    announces: EventRole
    script: Kind
    steps: tuple[Glance, ...] = Field(min_length=3, max_length=7)
    never: tuple[Glance, ...] = Field(min_length=1, max_length=4)
    sources: tuple[From, ...] = Field(min_length=1)
    reviewed: date


@dataclass(frozen=True, slots=True)
class Shown:
    """A page with what the plan says of its place, ready to be shown.

    Attributes
    ----------
    missing
        The names of the facts that nobody said yet; their places read "[say where]".
    """

    emergency: Emergency
    title: str
    answer: str
    call: str
    say: str
    tell: str
    announces: EventRole
    script: Kind
    steps: tuple[str, ...]
    never: tuple[str, ...]
    missing: tuple[str, ...]
    sources: tuple[From, ...]
    reviewed: date


@cache
def pages() -> tuple[Page, ...]:
    """Return the nine pages in order."""
    return tuple(
        Page.model_validate(sheets.read(_PACKAGE, "texts", f"{one.value}.yaml"))
        for one in Emergency
    )


def page(emergency: Emergency) -> Page:
    """Return the page of an emergency."""
    return pages()[tuple(Emergency).index(emergency)]


def shown(one: Page, facts: Facts) -> Shown:
    """Return a page with the facts of a plan."""

    def said(text: str) -> str:
        return known.fill(_(text), facts, gaps=known.gaps(), gathering=_("this gathering"))

    lines = (one.call, one.say, one.tell, *one.steps, *one.never)
    return Shown(
        emergency=one.emergency,
        title=said(one.title),
        answer=answered(one.answer),
        call=said(one.call),
        say=said(one.say),
        tell=said(one.tell),
        announces=one.announces,
        script=one.script,
        steps=tuple(map(said, one.steps)),
        never=tuple(map(said, one.never)),
        missing=tuple(dict.fromkeys(name for text in lines for name in known.missing(text, facts))),
        sources=one.sources,
        reviewed=one.reviewed,
    )


def answered(answer: Answer) -> str:
    """Say what the crowd does."""
    return {
        Answer.EVACUATE: _("Everybody leaves"),
        Answer.MOVE_INSIDE: _("Everybody moves inside"),
        Answer.LOCK_DOWN: _("Get away, or lock down"),
        Answer.HOLD: _("Everybody stays where they are"),
    }[answer]


def alarm() -> str:
    """Say that a page alerts nobody."""
    return _("This is not an alarm. Nobody is alerted by this page: a person calls 911.")
