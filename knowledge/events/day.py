"""The day of an event: what is written into its log, and how things stand after all of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from knowledge.events import crowd, lightning
from knowledge.events.crowd import Count
from knowledge.events.event import Event, Hand
from knowledge.events.lightning import Sky
from knowledge.words import _

#: How long before its start, and after its end, an event has a screen of the day.
BEFORE, AFTER = timedelta(hours=24), timedelta(hours=24)
#: How long an event is taken to last whose end nobody said.
USUAL = timedelta(hours=4)


class EntryKind(StrEnum):
    """What a line of an event's log is."""

    HERE = "here"
    NOT_HERE = "not_here"
    COUNT = "count"
    CAPACITY = "capacity"
    FLASH = "flash"
    STEP = "step"
    QUICK = "quick"
    NOTE = "note"
    CLOSED = "closed"
    # Not of the day's log: each is read by those it is for.
    PROPOSAL = "proposal"
    PROPOSAL_INSIDE = "proposal_inside"
    STAND = "stand"
    DEBRIEF = "debrief"
    REVIEW = "review"
    SHARED = "shared"
    CHECK_IN = "check_in"
    FIX = "fix"
    STAFFED = "staffed"

    @property
    def of_the_day(self) -> bool:
        """Whether everybody on the plan reads it in the day's log."""
        return self in _DAY


_DAY = frozenset(
    {
        EntryKind.HERE, EntryKind.NOT_HERE, EntryKind.COUNT, EntryKind.CAPACITY, EntryKind.FLASH,
        EntryKind.STEP, EntryKind.QUICK, EntryKind.NOTE, EntryKind.CLOSED,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of an event's log.

    Attributes
    ----------
    id
        Made by whoever asked for it, before they wrote: the same id is the same line.
    text
        Words, or the key of what was pressed; of a roll call, whom it is about (see :func:`post`).
    number
        People counted, or that the place holds.
    doubtful
        Whether words in it may say who somebody is.
    by
        Random id.
    """

    id: str
    kind: EntryKind
    by: str
    at: datetime
    text: str = ""
    number: int | None = None
    doubtful: bool = False


class Quick(StrEnum):
    """What is logged with one press."""

    CALLED_911 = "called_911"
    FIRST_AID = "first_aid"
    STOPPED = "stopped"
    MOVED_INSIDE = "moved_inside"
    CALMED = "calmed"
    CHILD_LOST = "child_lost"
    CHILD_FOUND = "child_found"
    ALL_WELL = "all_well"


class Step(StrEnum):
    """What is done to end an event, in order, until everybody has gone (C31, C18, V14)."""

    SAY_END = "say_end"
    WIND_DOWN = "wind_down"
    WAYS_OUT = "ways_out"
    WALK_TO_CARS = "walk_to_cars"
    CHILDREN = "children"
    SWEEP = "sweep"


@dataclass(frozen=True, slots=True)
class Standing:
    """How the day of an event stands.

    Attributes
    ----------
    here, missing
        Who answered the last roll call, and who did not (see :func:`post`).
    count
        The last count, if there was one.
    due
        When to count next; None where nobody counted yet.
    done
        The ending steps that were taken.
    closed_at
        When everybody had gone.
    """

    here: frozenset[str]
    missing: frozenset[str]
    count: Count | None
    sky: Sky
    done: frozenset[Step]
    closed_at: datetime | None


def standing(event: Event, entries: Iterable[Entry]) -> Standing:
    """Return how a day stands after its log, in any order."""
    log = sorted(entries, key=lambda one: (one.at, one.id))
    roll = {one.text: one.kind for one in log if one.kind in (EntryKind.HERE, EntryKind.NOT_HERE)}
    return Standing(
        here=frozenset(post for post, kind in roll.items() if kind is EntryKind.HERE),
        missing=frozenset(post for post, kind in roll.items() if kind is EntryKind.NOT_HERE),
        count=_count(event, log),
        sky=lightning.sky(one.at for one in log if one.kind is EntryKind.FLASH),
        done=frozenset(Step(one.text) for one in log if one.kind is EntryKind.STEP),
        closed_at=next((one.at for one in log if one.kind is EntryKind.CLOSED), None),
    )


def post(hand: Hand) -> str:
    """Return whom a line of the roll call is about: somebody, or an organisation for a role."""
    return hand.person or f"{hand.role}:{hand.partner or ''}"


def ends(event: Event) -> datetime:
    """Return when an event ends, or the usual time after its start where nobody said."""
    return event.end or event.start + USUAL


def on(event: Event, now: datetime) -> bool:
    """Return whether an event has a screen of the day at a moment."""
    return event.start - BEFORE <= now < ends(event) + AFTER


def _count(event: Event, log: Sequence[Entry]) -> Count | None:
    counted = [one for one in log if one.kind is EntryKind.COUNT and one.number is not None]
    if not counted:
        return None
    holds = [one.number for one in log if one.kind is EntryKind.CAPACITY and one.number]
    last = counted[-1]
    holding = holds[-1] if holds else event.arrangements.capacity
    most = crowd.capacity(holding=holding, planned=event.profile.attendance)
    return Count(last.number or 0, last.at, most)


def quick(one: Quick) -> str:
    """Return what a button of the log says."""
    return {
        Quick.CALLED_911: _("911 was called"),
        Quick.FIRST_AID: _("First aid given"),
        Quick.STOPPED: _("Event stopped"),
        Quick.MOVED_INSIDE: _("Moved inside"),
        Quick.CALMED: _("Tension calmed"),
        Quick.CHILD_LOST: _("Child missing"),
        Quick.CHILD_FOUND: _("Child back"),
        Quick.ALL_WELL: _("All well at my post"),
    }[one]


def step(one: Step) -> str:
    """Say a step of the ending."""
    return {
        Step.SAY_END: _("The end is announced, 15 minutes before"),
        Step.WIND_DOWN: _("Music and program wind down"),
        Step.WAYS_OUT: _("All ways out are open, somebody stands at each"),
        Step.WALK_TO_CARS: _("Somebody is at the parking and the bus stop"),
        Step.CHILDREN: _("Every child has left with their own people"),
        Step.SWEEP: _("The place and the streets around are quiet"),
    }[one]
