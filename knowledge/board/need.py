"""A need in one line, and how far it is."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """How far a need is.

    A draft is seen by who wrote it alone; what is withdrawn or closed takes nobody any more.
    """

    DRAFT = "draft"
    OPEN = "open"
    TAKEN = "taken"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Need:
    """One line on the board.

    Attributes
    ----------
    asked_by, taken_by
        Random ids of people.
    channel, ts
        Where its post is; ``ts`` "" while there is none that has to be kept in step.
    until
        When its time is over.
    thanks
        Whether who took it agreed to be thanked by name; None until they answered.
    """

    id: int
    text: str
    asked_by: str
    channel: str
    until: datetime
    state: State = State.DRAFT
    ts: str = ""
    taken_by: str | None = None
    thanks: bool | None = None
    version: int = 1

    def over(self, now: datetime) -> bool:
        """Return whether its time is over; it is at ``until`` itself."""
        return self.until <= now


@dataclass(frozen=True, slots=True)
class Thanks:
    """Somebody who took a need and agreed to be thanked by name, and what they took."""

    person: str
    text: str
    at: datetime
