"""Announcements and messages for an event, filled with what the plan knows."""

from datetime import date
from enum import StrEnum
from functools import cache

from pydantic import Field, model_validator

from knowledge import sheets
from knowledge.events import facts as known
from knowledge.events.facts import Facts, Gap, Template
from knowledge.events.items import From
from knowledge.sheets import Declared, Line
from knowledge.words import _

_PACKAGE = "knowledge.events.scripts"


class Language(StrEnum):
    """The languages that the scripts were reviewed in."""

    ENGLISH = "en"
    SPANISH = "es"


class Kind(StrEnum):
    """What is read out to everybody, then what is sent to those around the event."""

    WELCOME = "welcome"
    STOP = "stop"
    LEAVE = "leave"
    MOVE_INSIDE = "move_inside"
    WEATHER = "weather"
    END = "end"
    FAMILIES = "families"
    NEIGHBORS = "neighbors"
    PRESS = "press"

    @property
    def sent(self) -> bool:
        """Whether it leaves the event, to be read by people who are not there."""
        return self in (Kind.FAMILIES, Kind.NEIGHBORS, Kind.PRESS)


class Text(Declared):
    """The lines of one script.

    Attributes
    ----------
    closed
        What is sent instead while the event is closed: without its name, place and time.
    """

    open: tuple[Template, ...] = Field(min_length=1, max_length=7)
    closed: tuple[Template, ...] = Field(default=(), max_length=7)


class Texts(Declared):
    """The scripts of one language, with its words for what is not said yet."""

    language: Language
    reviewed: date
    sources: tuple[From, ...] = Field(min_length=1)
    gathering: Line
    gaps: dict[Gap, Line]
    texts: dict[Kind, Text]

    @model_validator(mode="after")
    def _complete(self) -> "Texts":
        if set(self.texts) != set(Kind) or set(self.gaps) != set(Gap):
            raise ValueError("A language has every script, and words for every gap.")
        if any(bool(text.closed) is not kind.sent for kind, text in self.texts.items()):
            raise ValueError("What is sent, and only that, has words for a closed event.")
        return self


@cache
def texts(language: Language) -> Texts:
    """Return the scripts of a language."""
    return Texts.model_validate(sheets.read(_PACKAGE, "texts", f"{language.value}.yaml"))


def script(kind: Kind, language: Language, facts: Facts) -> str:
    """Return a script, one sentence or two a line; what nobody said yet reads "[say where]"."""
    found = texts(language)
    lines = (
        known.fill(line, facts, gaps=found.gaps, gathering=found.gathering)
        for line in _lines(kind, language, facts)
    )
    return "\n".join(lines)


def missing(kind: Kind, language: Language, facts: Facts) -> tuple[str, ...]:
    """Return the names of the facts that are still to be said in a script."""
    asked = (name for line in _lines(kind, language, facts) for name in known.missing(line, facts))
    return tuple(dict.fromkeys(asked))


def title(kind: Kind) -> str:
    """Return what a script is called."""
    return {
        Kind.WELCOME: _("Welcome"),
        Kind.STOP: _("Stop and stay where you are"),
        Kind.LEAVE: _("Leave now"),
        Kind.MOVE_INSIDE: _("Move inside"),
        Kind.WEATHER: _("Weather"),
        Kind.END: _("The end"),
        Kind.FAMILIES: _("To families"),
        Kind.NEIGHBORS: _("To neighbors"),
        Kind.PRESS: _("To the press"),
    }[kind]


def _lines(kind: Kind, language: Language, facts: Facts) -> tuple[str, ...]:
    text = texts(language).texts[kind]
    return text.open if facts.open or not text.closed else text.closed
