"""One line of the plan, at one of its five levels."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from knowledge.actions.item import State


class Level(StrEnum):
    """What a line of the plan is."""

    GOAL = "goal"
    CAUSE = "cause"
    STRATEGY = "strategy"
    ACTION = "action"
    INDICATOR = "indicator"


#: Below which level a line may stand: goal → strategy → action → indicator (K04). A goal's
#: root causes and its own indicators stand directly below it.
BELOW: dict[Level, frozenset[Level]] = {
    Level.GOAL: frozenset(),
    Level.CAUSE: frozenset({Level.GOAL}),
    Level.STRATEGY: frozenset({Level.GOAL}),
    Level.ACTION: frozenset({Level.STRATEGY}),
    Level.INDICATOR: frozenset({Level.GOAL, Level.STRATEGY, Level.ACTION}),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the plan.

    Attributes
    ----------
    parent
        The id of the line above; None for a goal.
    owner
        The id of the person who answers for it; None while nobody does.
    start, due
        The first day of work, and the last on which it is on time; None where not said.
    place
        The place of an action, as people call it; "" for everywhere.
    service
        The service that an action brings to its place; "" for none.
    indicator
        The key of one of the sixteen indicators, for a line that is one.
    baseline, target
        The indicator's value at the start and the one hoped for, as people wrote them.
    version
        Grows by one with each change, so that two people editing are told apart.
    """

    id: int
    level: Level
    text: str
    parent: int | None = None
    owner: str | None = None
    start: date | None = None
    due: date | None = None
    state: State = State.OPEN
    place: str = ""
    service: str = ""
    indicator: str = ""
    baseline: str = ""
    target: str = ""
    version: int = 1
