"""What one person sees of an event's day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from knowledge.events.day import Entry, Standing, ends
from knowledge.events.event import Event, Hand
from knowledge.events.facts import Facts
from knowledge.moments import time_of


@dataclass(frozen=True, slots=True)
class Screen:
    """An event's day as one person may see it.

    Attributes
    ----------
    log
        The lines of the day, the oldest first; doubtful words are hidden where they must be.
    people, partners
        The Slack user of each random id, and the name of each organisation on the plan.
    lead
        Whether this person is the event lead.
    mark
        Drawn anew for each screen; the ids of what its buttons write come from it.
    """

    event: Event
    hands: tuple[Hand, ...]
    log: tuple[Entry, ...]
    standing: Standing
    people: Mapping[str, str]
    partners: Mapping[int, str]
    zone: ZoneInfo
    now: datetime
    lead: bool
    mark: UUID

    def id(self, name: str) -> str:
        """Return the id of the line that a button of this screen writes."""
        return str(uuid5(self.mark, name))

    def clock(self, moment: datetime) -> str:
        """Return the local time of a moment, such as 19:42."""
        return f"{moment.astimezone(self.zone):%H:%M}"

    def facts(self) -> Facts:
        """Return what is said of the event to 911 and to the crowd."""
        own = Facts(
            event=self.event.title,
            open=not self.event.closed,
            address=self.event.address,
            starts=time_of(self.event.start.astimezone(self.zone)),
            ends=time_of(ends(self.event).astimezone(self.zone)),
        )
        return self.event.arrangements.facts(own)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is kept, once it is kept.

    Attributes
    ----------
    entries
        The lines, as they were written the first time.
    new
        Whether any of them was not there before.
    """

    entries: tuple[Entry, ...]
    new: bool
    zone: ZoneInfo
