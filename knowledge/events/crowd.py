"""What a count of the crowd asks for: the 75, 90 and 100 % rules, and when to count again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

from knowledge.words import _

#: How often the crowd is counted (C29, B13: the coalition's own numbers).
EVERY = timedelta(minutes=30)
#: How often once it is nearly full.
OFTEN = timedelta(minutes=15)


class Mark(IntEnum):
    """The highest rule that a count has reached, as a percentage of the capacity."""

    UNDER = 0
    WATCH = 75
    HOLD = 90
    FULL = 100


@dataclass(frozen=True, slots=True)
class Count:
    """A count and what it means.

    Attributes
    ----------
    people, capacity
        Counted, and the most that may be there; None where nobody said. [people]
    at
        When it was counted.
    """

    people: int
    at: datetime
    capacity: int | None = None

    @property
    def percent(self) -> int | None:
        """How full it is, rounded down [%]; None where the capacity is not known."""
        return None if self.capacity is None else 100 * self.people // self.capacity

    @property
    def mark(self) -> Mark | None:
        """The rule that holds; None where the capacity is not known."""
        if self.percent is None:
            return None
        return max(one for one in Mark if self.percent >= one)

    @property
    def next_at(self) -> datetime:
        """When to count again."""
        return self.at + (OFTEN if (self.mark or Mark.UNDER) >= Mark.WATCH else EVERY)


def capacity(*, holding: int | None = None, planned: int | None = None) -> int | None:
    """Return the most that may be there: what the place holds, and what the plan is made for.

    The smaller of the two counts, for posts and first aid were planned for that many (E30).
    """
    known = [one for one in (holding, planned) if one is not None and one > 0]
    return min(known, default=None)


def told(mark: Mark | None) -> str:
    """Say what to do (C29, B13)."""
    if mark is None:
        return _(
            "How many may be there is not known. Ask the person for the venue, and enter it with "
            "the count, or once with `/event site`."
        )
    return {
        Mark.UNDER: _("Nothing to do. Count again in 30 minutes."),
        Mark.WATCH: _(
            "Over 75 %: tell all posts, open every exit, slow the entry, and count every 15 "
            "minutes."
        ),
        Mark.HOLD: _("Over 90 %: stop the entry now. One in only when one goes out."),
        Mark.FULL: _(
            "Full: nobody comes in. The event lead and the safety lead begin the early end: read "
            "out the script, open every exit."
        ),
    }[mark]
