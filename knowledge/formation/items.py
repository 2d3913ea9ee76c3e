"""The thirty-eight steps of forming a coalition, as reviewed texts that the package carries."""

from datetime import date
from enum import StrEnum
from functools import cache
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from knowledge import sheets
from knowledge.errors import UsageError
from knowledge.sheets import Declared, Line, Source
from knowledge.words import _

_PACKAGE = "knowledge.formation"


class Phase(StrEnum):
    """The six phases in their order; frameworks differ in names more than in steps (K04–K08)."""

    CONVENE = "convene"
    ASSESS = "assess"
    ORGANIZE = "organize"
    PLAN = "plan"
    ACT = "act"
    LEARN = "learn"


class Item(Declared):
    """One step: what to do, why, how to start, who usually owns it and what comes out."""

    id: Annotated[str, StringConstraints(pattern=r"^N\d\d$")]
    phase: Phase
    what: Line
    why: Line
    how: Line
    owner: Line
    output: Line
    sources: tuple[Source, ...] = Field(min_length=1)
    reviewed: date


class PhaseOfWork(Declared):
    """A phase with its name, its aim and its steps in order."""

    phase: Phase
    name: Line
    aim: Line
    items: tuple[Item, ...] = Field(min_length=1)


@cache
def phases() -> tuple[PhaseOfWork, ...]:
    """Return the six phases in order, each with its steps."""
    return tuple(
        _phase(sheets.read(_PACKAGE, "phases", name)) for name in sheets.names(_PACKAGE, "phases")
    )


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
