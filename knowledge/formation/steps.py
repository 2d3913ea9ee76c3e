"""How far a coalition is on its path: what people said of each step, and what data proves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from knowledge.formation.items import Item, PhaseOfWork
from knowledge.words import _


class Standing(StrEnum):
    """Where a step stands."""

    OPEN = "open"
    DOING = "doing"
    DONE = "done"
    HAVE = "have"
    LATER = "later"
    NOT_FOR_US = "not_for_us"

    @property
    def settled(self) -> bool:
        """Whether nothing is left to do."""
        return self in (Standing.DONE, Standing.HAVE, Standing.NOT_FOR_US)


@dataclass(frozen=True, slots=True)
class Step:
    """What people said of one step.

    Attributes
    ----------
    owner
        The random id of the person who answers for it; None while nobody does.
    reason
        Why it is not for this coalition; "" otherwise.
    version
        Grows by one with each change, 0 while nobody said anything.
    """

    item: str
    standing: Standing = Standing.OPEN
    owner: str | None = None
    due: date | None = None
    reason: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Count:
    """The steps of a phase, or of all, that are settled; those not for us do not count."""

    settled: int
    whole: int


def is_settled(step: Step | None, proof: str) -> bool:
    """Return whether a step is behind the coalition, because somebody said so or data shows it."""
    return bool(proof) or (step is not None and step.standing.settled)


def count(items: Iterable[Item], steps: Mapping[str, Step], proven: Mapping[str, str]) -> Count:
    """Return how many steps are settled, of those that are for this coalition."""
    ours = [
        one
        for one in items
        if one.id not in steps or steps[one.id].standing is not Standing.NOT_FOR_US
    ]
    settled = sum(is_settled(steps.get(one.id), proven.get(one.id, "")) for one in ours)
    return Count(settled, len(ours))


def following(
    phases: Iterable[PhaseOfWork], steps: Mapping[str, Step], proven: Mapping[str, str]
) -> Item | None:
    """Return the step to take next: what is being done first, then the first open one.

    What was put off comes back once nothing else is open.
    """
    left = [
        one
        for phase in phases
        for one in phase.items
        if not is_settled(steps.get(one.id), proven.get(one.id, ""))
    ]
    order = (Standing.DOING, Standing.OPEN, Standing.LATER)
    return min(left, key=lambda one: order.index(_standing(one, steps)), default=None)


def title(standing: Standing) -> str:
    """Return a standing as a person reads it."""
    return {
        Standing.OPEN: _("Open"),
        Standing.DOING: _("Doing"),
        Standing.DONE: _("Done"),
        Standing.HAVE: _("We have this"),
        Standing.LATER: _("Later"),
        Standing.NOT_FOR_US: _("Not for us"),
    }[standing]


def _standing(item: Item, steps: Mapping[str, Step]) -> Standing:
    return steps[item.id].standing if item.id in steps else Standing.OPEN
