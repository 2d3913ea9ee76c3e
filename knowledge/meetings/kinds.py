"""The eight kinds of meetings, with length, rhythm, who comes and the usual agenda."""

from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Annotated, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

_Line = Annotated[str, StringConstraints(min_length=2, max_length=200, pattern=r"^[^\n]+$")]
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


class _Declared(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class UsualLine(_Declared):
    """One line of the usual agenda, with its minutes."""

    line: _Line
    minutes: _Minutes
    brings: Brings | None = None


class MeetingKind(_Declared):
    """A kind of meeting.

    Attributes
    ----------
    shortest, longest
        How long it takes. [minutes]
    closed
        Whether only a named list may come and read its minutes.
    """

    kind: Kind
    name: _Line
    shortest: _Minutes
    longest: _Minutes
    rhythm: _Line
    who: _Line
    closed: bool
    sources: tuple[str, ...]
    agenda: tuple[UsualLine, ...] = Field(min_length=1)
    note: str = ""

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if sum(line.minutes for line in self.agenda) != self.shortest:
            raise ValueError(f"the lines of {self.kind} do not add up to its shortest length")
        return self


class _Sheet(_Declared):
    reviewed: date
    kinds: tuple[MeetingKind, ...]


@cache
def kinds() -> tuple[MeetingKind, ...]:
    """Return the eight kinds in order."""
    text = files("knowledge.meetings").joinpath("kinds.yaml").read_text(encoding="utf-8")
    return _Sheet.model_validate(yaml.safe_load(text)).kinds


def of(kind: Kind) -> MeetingKind:
    """Return what one kind of meeting is like."""
    return next(one for one in kinds() if one.kind is kind)
