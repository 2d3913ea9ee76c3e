"""The eight kinds of meetings, with length, rhythm, who comes and the usual agenda."""

from datetime import date
from enum import StrEnum
from functools import cache
from typing import Annotated, Self

from pydantic import Field, model_validator

from knowledge import sheets
from knowledge.sheets import Declared, Line, Source

_Minutes = Annotated[int, Field(ge=1, le=240)]


class Kind(StrEnum):
    """What a meeting is for."""

    WEEKLY_CALL = "weekly_call"
    SHOOTING_REVIEW = "shooting_review"
    GENERAL = "general"
    STEERING = "steering"
    WORKING_GROUP = "working_group"
    PRE_EVENT = "pre_event"
    HUDDLE = "huddle"
    DEBRIEF = "debrief"


class Brings(StrEnum):
    """What the bot adds under a line of an agenda."""

    ACTIONS = "actions"
    INCIDENTS = "incidents"
    EVENTS = "events"


class UsualLine(Declared):
    """One line of the usual agenda, with its minutes."""

    line: Line
    minutes: _Minutes
    brings: Brings | None = None


class MeetingKind(Declared):
    """A kind of meeting.

    Attributes
    ----------
    shortest, longest
        How long it takes. [minutes]
    closed
        Whether only a named list may come and read its minutes.
    """

    kind: Kind
    name: Line
    shortest: _Minutes
    longest: _Minutes
    rhythm: Line
    who: Line
    closed: bool
    sources: tuple[Source, ...]
    agenda: tuple[UsualLine, ...] = Field(min_length=1)
    note: str = ""

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if sum(line.minutes for line in self.agenda) != self.shortest:
            raise ValueError(f"the lines of {self.kind} do not add up to its shortest length")
        return self


class _Sheet(Declared):
    reviewed: date
    kinds: tuple[MeetingKind, ...]


@cache
def kinds() -> tuple[MeetingKind, ...]:
    """Return the eight kinds in order."""
    return _Sheet.model_validate(sheets.read("knowledge.meetings", "kinds.yaml")).kinds


def of(kind: Kind) -> MeetingKind:
    """Return what one kind of meeting is like."""
    return next(one for one in kinds() if one.kind is kind)
