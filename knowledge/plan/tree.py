"""The plan as a tree, and what is broken in it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from knowledge.plan.entry import BELOW, Entry, Level
from knowledge.words import _


@dataclass(frozen=True, slots=True)
class Branch:
    """A line of the plan with the lines below it."""

    entry: Entry
    branches: "tuple[Branch, ...]" = ()

    def walk(self) -> Iterator[Entry]:
        """Yield this line, and then those below it from top to bottom."""
        yield self.entry
        for branch in self.branches:
            yield from branch.walk()

    def of(self, level: Level) -> "tuple[Branch, ...]":
        """Return the branches directly below that are of one level."""
        return tuple(branch for branch in self.branches if branch.entry.level is level)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a line, in a sentence; ``entry`` is its id."""

    entry: int
    what: str


def tree(entries: Iterable[Entry]) -> tuple[Branch, ...]:
    """Return the goals, each with everything below it, in the order of ids within a level.

    A line whose parent is missing, or may not stand above it, is left out; ``problems``
    names it.
    """
    known = {entry.id: entry for entry in entries}
    below: dict[int, list[Entry]] = defaultdict(list)
    for entry in sorted(known.values(), key=lambda one: (list(Level).index(one.level), one.id)):
        if entry.parent is not None and _fits(entry, known):
            below[entry.parent].append(entry)
    goals = [one for one in known.values() if one.level is Level.GOAL and one.parent is None]
    return tuple(_branch(one, below) for one in sorted(goals, key=lambda one: one.id))


def problems(entries: Sequence[Entry]) -> tuple[Problem, ...]:
    """Return what is broken: lines in the wrong place, and days that contradict each other."""
    known = {entry.id: entry for entry in entries}
    return tuple(
        Problem(entry.id, what) for entry in entries for what in _problems(entry, known) if what
    )


def _branch(entry: Entry, below: Mapping[int, Sequence[Entry]]) -> Branch:
    return Branch(entry, tuple(_branch(one, below) for one in below.get(entry.id, ())))


def _fits(entry: Entry, known: Mapping[int, Entry]) -> bool:
    if entry.parent is None:
        return entry.level is Level.GOAL
    parent = known.get(entry.parent)
    return parent is not None and parent.level in BELOW[entry.level]


def _problems(entry: Entry, known: Mapping[int, Entry]) -> Iterator[str]:
    if not entry.text.strip():
        yield _("Say in one sentence what this is.")
    if not _fits(entry, known):
        yield _places()[entry.level]
    if entry.start and entry.due and entry.due < entry.start:
        yield _("It is due before it starts: change one of the two days.")
    parent = known.get(entry.parent) if entry.parent is not None else None
    if parent and parent.due and entry.due and entry.due > parent.due:
        yield _("It is due after what it serves: move one of the two days.")


def _places() -> dict[Level, str]:
    return {
        Level.GOAL: _("A goal stands at the top: take it out of where it is."),
        Level.CAUSE: _("A root cause belongs to a goal: choose one."),
        Level.STRATEGY: _("A strategy serves a goal: choose one."),
        Level.ACTION: _("An action serves a strategy: choose one."),
        Level.INDICATOR: _("An indicator belongs to a goal, a strategy or an action: choose one."),
    }
