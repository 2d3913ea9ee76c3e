"""A meeting that was called: what kind, when and where."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from knowledge.meetings.kinds import Kind


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting.

    Attributes
    ----------
    start
        When it begins, with its time zone.
    minutes
        How long it takes. [minutes]
    where
        A place or a link, as people wrote it.
    version
        Grows by one with each change, so that two people editing are told apart.
    channel
        Where its agenda and reminders are posted; "" where nowhere is.
    created_by
        The id of the person who called it.
    cancelled
        Whether it was called off.
    """

    id: int
    kind: Kind
    title: str
    start: datetime
    minutes: int
    where: str = ""
    version: int = 1
    channel: str = ""
    created_by: str = ""
    cancelled: bool = False

    def __post_init__(self) -> None:
        """Refuse a time without a zone, and a meeting without a length."""
        if self.start.tzinfo is None:
            raise ValueError("a meeting starts in a time zone")
        if self.minutes < 1:
            raise ValueError("a meeting takes at least a minute")

    @property
    def end(self) -> datetime:
        """When it is over."""
        return self.start + timedelta(minutes=self.minutes)
