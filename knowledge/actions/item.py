"""An action item, and the order in which its owner should see a list of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class State(StrEnum):
    """What has become of an action item."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class ActionItem:
    """Something to do.

    Attributes
    ----------
    owner
        The id of the person who has it; None while nobody does.
    due
        The last local day on which it is on time; None where no day was said.
    origin
        A link to where it came from, such as a message or a meeting; "" where there is none.
    offered_to
        The id of the person it was handed over to, until they accept; the owner keeps it.
    snoozed_until
        The local day on which it comes back; hidden before.
    version
        Grows by one with each change, so that two people editing are told apart.
    created_by
        The id of the person who wrote it down.
    """

    id: int
    text: str
    owner: str | None = None
    due: date | None = None
    state: State = State.OPEN
    origin: str = ""
    offered_to: str | None = None
    snoozed_until: date | None = None
    version: int = 1
    created_by: str = ""


@dataclass(frozen=True, slots=True)
class Ordered:
    """A list of open action items, sorted for the eye; each item is in one part only.

    Attributes
    ----------
    next
        To do, the nearest day first, those without a day last.
    late
        Past their day, the longest first.
    waiting
        Snoozed, or handed over and not accepted yet.
    """

    next: tuple[ActionItem, ...]
    late: tuple[ActionItem, ...]
    waiting: tuple[ActionItem, ...]


def order(items: Iterable[ActionItem], today: date) -> Ordered:
    """Return the open items as next, late and waiting, as of one local day.

    A snooze was somebody's decision, so it hides a late item until its day; a hand-over
    that nobody accepted does not.
    """
    parts: dict[str, list[ActionItem]] = {"next": [], "late": [], "waiting": []}
    for item in sorted(items, key=_when):
        if item.state is State.OPEN:
            parts[_part(item, today)].append(item)
    return Ordered(**{name: tuple(found) for name, found in parts.items()})


def is_late(item: ActionItem, today: date) -> bool:
    """Return whether an item is open after its day."""
    return item.state is State.OPEN and item.due is not None and item.due < today


def _part(item: ActionItem, today: date) -> str:
    if item.snoozed_until is not None and item.snoozed_until > today:
        return "waiting"
    if is_late(item, today):
        return "late"
    return "waiting" if item.offered_to is not None else "next"


def _when(item: ActionItem) -> tuple[date, int]:
    return item.due or date.max, item.id
