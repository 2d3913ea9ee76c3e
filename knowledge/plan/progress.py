"""How far the plan is, what is late, and what it still lacks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.actions.item import State
from knowledge.plan.entry import Entry, Level
from knowledge.words import _, ngettext


@dataclass(frozen=True, slots=True)
class Progress:
    """The plan's actions, counted; those that were dropped are not.

    Attributes
    ----------
    late
        Open after their day.
    without_owner, without_date
        Open, and lacking it.
    """

    done: int
    open: int
    late: int
    without_owner: int
    without_date: int

    @property
    def total(self) -> int:
        """How many actions the plan has."""
        return self.done + self.open


def late(entries: Iterable[Entry], today: date) -> tuple[Entry, ...]:
    """Return what is open after its day, the longest late first; root causes are never due."""
    found = [
        (entry.due, entry.id, entry)
        for entry in entries
        if entry.state is State.OPEN
        and entry.level is not Level.CAUSE
        and entry.due is not None
        and entry.due < today
    ]
    return tuple(entry for _due, _id, entry in sorted(found, key=lambda one: one[:2]))


def progress(entries: Iterable[Entry], today: date) -> Progress:
    """Return how far the plan's actions are, as of one local day."""
    actions = [one for one in entries if one.level is Level.ACTION]
    still = [one for one in actions if one.state is State.OPEN]
    return Progress(
        done=sum(one.state is State.DONE for one in actions),
        open=len(still),
        late=len(late(still, today)),
        without_owner=sum(one.owner is None for one in still),
        without_date=sum(one.due is None for one in still),
    )


def gaps(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Return what a plan still lacks before it can be worked from, each in a sentence."""
    living = [one for one in entries if one.state is not State.DROPPED]
    goals = [one for one in living if one.level is Level.GOAL]
    if not goals:
        return (_("Write the first goal: one sentence with a place and a year."),)
    parents = {level: {one.parent for one in living if one.level is level} for level in Level}
    without = {
        level: sum(goal.id not in parents[level] for goal in goals)
        for level in (Level.CAUSE, Level.STRATEGY)
    }
    idle = sum(
        one.level is Level.STRATEGY and one.id not in parents[Level.ACTION] for one in living
    )
    measured = any(one.level is Level.INDICATOR for one in living)
    bare = [one for one in living if one.level is Level.ACTION and one.state is State.OPEN]
    said = (
        _counted(without[Level.CAUSE], _without_cause(without[Level.CAUSE])),
        _counted(without[Level.STRATEGY], _without_strategy(without[Level.STRATEGY])),
        _counted(idle, _idle(idle)),
        _counted(owners := sum(one.owner is None for one in bare), _ownerless(owners)),
        _counted(dates := sum(one.due is None for one in bare), _dateless(dates)),
        "" if measured else _("No indicator is named: choose how you will know."),
    )
    return tuple(sentence for sentence in said if sentence)


def _counted(count: int, sentence: str) -> str:
    return sentence.format(n=count) if count else ""


def _without_cause(n: int) -> str:
    return ngettext("{n} goal names no root cause.", "{n} goals name no root cause.", n)


def _without_strategy(n: int) -> str:
    return ngettext("{n} goal has no strategy.", "{n} goals have no strategy.", n)


def _idle(n: int) -> str:
    return ngettext("{n} strategy has no action.", "{n} strategies have no action.", n)


def _ownerless(n: int) -> str:
    return ngettext("{n} open action has no owner.", "{n} open actions have no owner.", n)


def _dateless(n: int) -> str:
    return ngettext("{n} open action has no date.", "{n} open actions have no date.", n)
