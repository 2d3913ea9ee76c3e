"""What is known of an event so far; None is the answer "don't know yet"."""

from dataclasses import dataclass
from datetime import datetime

from knowledge.events.kinds import EventType, Venue


@dataclass(frozen=True, slots=True)
class Profile:
    """The answers of whoever plans an event.

    Attributes
    ----------
    start, end
        Aware moments.
    attendance
        Expected at the peak. [people]
    entry, alcohol, audience, history, environment
        Points of the scheme's factors, 0 to 4.
    cell
        The H3 cell of the place; the exact point is never kept.
    place
        What people call the place; "" while nobody said.
    """

    type: EventType
    start: datetime
    end: datetime | None = None
    venue: Venue | None = None
    attendance: int | None = None
    entry: int | None = None
    alcohol: int | None = None
    audience: int | None = None
    cell: int | None = None
    place: str = ""
    history: int | None = None
    environment: int | None = None
