"""The thirty-eight steps of forming a coalition, as reviewed texts that the package carries."""

from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from knowledge.errors import UsageError
from knowledge.words import _

_Line = Annotated[str, StringConstraints(min_length=3, max_length=200, pattern=r"^[^\n]+$")]
_Source = Annotated[str, StringConstraints(pattern=r"^[ETKHP]\d\d$")]


class Phase(StrEnum):
    """The six phases in their order; frameworks differ in names more than in steps (K04–K08)."""

    CONVENE = "convene"
    ASSESS = "assess"
    ORGANIZE = "organize"
    PLAN = "plan"
    ACT = "act"
    LEARN = "learn"


class _Declared(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Item(_Declared):
    """One step: what to do, why, how to start, who usually owns it and what comes out."""

    id: Annotated[str, StringConstraints(pattern=r"^N\d\d$")]
    phase: Phase
    what: _Line
    why: _Line
    how: _Line
    owner: _Line
    output: _Line
    sources: tuple[_Source, ...] = Field(min_length=1)
    reviewed: date


class PhaseOfWork(_Declared):
    """A phase with its name, its aim and its steps in order."""

    phase: Phase
    name: _Line
    aim: _Line
    items: tuple[Item, ...] = Field(min_length=1)


@cache
def phases() -> tuple[PhaseOfWork, ...]:
    """Return the six phases in order, each with its steps."""
    folder = files("knowledge.formation").joinpath("phases")
    declared = sorted(folder.iterdir(), key=lambda file: file.name)
    return tuple(_phase(yaml.safe_load(file.read_text(encoding="utf-8"))) for file in declared)


@cache
def items() -> tuple[Item, ...]:
    """Return every step in order."""
    return tuple(item for phase in phases() for item in phase.items)


def item(named: str) -> Item:
    """Return the step of an id such as ``N16``; case does not matter.

    Raises
    ------
    UsageError
        When there is none.
    """
    for one in items():
        if one.id == named.strip().upper():
            return one
    raise UsageError(
        _("There is no step with that number. Steps run from {first} to {last}.").format(
            first=items()[0].id, last=items()[-1].id
        )
    )


def _phase(declared: dict[str, Any]) -> PhaseOfWork:
    """Return a phase as its file declares it; the review date and phase hold for each step."""
    shared = {"phase": declared["phase"], "reviewed": declared.pop("reviewed")}
    steps = [{**shared, **one} for one in declared.pop("items")]
    return PhaseOfWork.model_validate({**declared, "items": steps})
