"""Lists of action items as somebody sees them, cut into pages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from handlers.actions.request import Press, Which
from knowledge.actions.item import ActionItem, order

#: How many items a page of a list shows, and a list that is sent whole.
PAGE, WHOLE = 8, 500


@dataclass(frozen=True, slots=True)
class Mine:
    """What is on somebody's list; each item is in one part only.

    Attributes
    ----------
    next, late
        To do, the nearest day first; and past its day, the longest first.
    waiting
        Waiting for me: somebody asked me to take it over.
    resting
        Snoozed by me, or handed over by me and not accepted yet.
    """

    next: tuple[ActionItem, ...] = ()
    late: tuple[ActionItem, ...] = ()
    waiting: tuple[ActionItem, ...] = ()
    resting: tuple[ActionItem, ...] = ()

    @property
    def count(self) -> int:
        """How many there are to see to, without what is resting."""
        return len(self.next) + len(self.late) + len(self.waiting)


def mine(items: Iterable[ActionItem], person: str, today: date) -> Mine:
    """Return somebody's list from the items that they have or were asked to take over."""
    every = list(items)
    asked = tuple(one for one in every if one.offered_to == person)
    found = order([one for one in every if one.owner == person], today)
    return Mine(found.next, found.late, asked, found.waiting)


class Part(StrEnum):
    """What the items under one heading have in common."""

    LATE = "late"
    WAITING = "waiting"
    NEXT = "next"
    RESTING = "resting"
    ADRIFT = "adrift"


@dataclass(frozen=True, slots=True)
class Reader:
    """Whoever reads a list: who is who to them, which day it is, and what they may do.

    Attributes
    ----------
    person
        Their random id.
    people
        The Slack user behind each random id.
    seats
        Whether they see to what nobody has any more.
    """

    person: str
    people: Mapping[str, str]
    today: date
    seats: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list.

    Attributes
    ----------
    shown
        The parts of this page in order, each with its items.
    counts
        How many items each part has on all pages.
    """

    reader: Reader
    which: Which
    page: int
    pages: int
    shown: tuple[tuple[Part, tuple[ActionItem, ...]], ...]
    counts: Mapping[Part, int]

    @property
    def press(self) -> Press:
        """What a button in it carries."""
        return Press(which=self.which, page=self.page)


def page_of(
    reader: Reader,
    which: Which,
    parts: Sequence[tuple[Part, Sequence[ActionItem]]],
    *,
    page: int = 0,
    size: int = PAGE,
) -> Listing:
    """Return one page of a list, the last one where there are fewer."""
    flat = [(part, item) for part, items in parts for item in items]
    pages = max(1, -(-len(flat) // size))
    page = min(max(page, 0), pages - 1)
    on_page = flat[page * size : (page + 1) * size]
    shown = tuple(
        (part, tuple(item for _part, item in items))
        for part, items in groupby(on_page, key=lambda one: one[0])
    )
    return Listing(reader, which, page, pages, shown, {part: len(items) for part, items in parts})
