"""The lightning clock: nobody goes back outside before 30 clear minutes (E27)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from knowledge.words import _

#: Without lightning or thunder for so long, people may go out again (NWS, in E27).
CLEAR = timedelta(minutes=30)
#: Everybody is sheltered by the time that lightning is so near (E27). [miles]
NEAR = 8


@dataclass(frozen=True, slots=True)
class Sky:
    """How the sky is.

    Attributes
    ----------
    last
        When lightning was last seen or thunder heard; None where it never was.
    clear_at
        The first moment at which people may go out again.
    """

    last: datetime | None = None
    clear_at: datetime | None = None

    def clear(self, now: datetime) -> bool:
        """Return whether people may be outside."""
        return self.clear_at is None or now >= self.clear_at

    def minutes_left(self, now: datetime) -> int:
        """Return how many minutes people still stay inside, rounded up."""
        if self.clear_at is None or now >= self.clear_at:
            return 0
        return -(-(self.clear_at - now) // timedelta(minutes=1))


def sky(flashes: Iterable[datetime]) -> Sky:
    """Return the sky after these flashes, in any order; each starts the 30 minutes again."""
    last = max(flashes, default=None)
    return Sky() if last is None else Sky(last, last + CLEAR)


def rule() -> str:
    """Say the rule in two sentences."""
    return _(
        "At thunder, or lightning within {miles} miles, everybody goes into a building or a car. "
        "Back out only after {minutes} minutes without either."
    ).format(miles=NEAR, minutes=CLEAR // timedelta(minutes=1))
