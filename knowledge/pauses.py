"""A pause: somebody's word that nothing is posted by itself, somewhere, until a moment.

Coordinators pause anything. Where people mourn, whoever is family liaison of that event pauses
what is about it: its place, its channel, or everything, until 14 days after it (C36).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from knowledge.events.event import Event, State


class Scope(StrEnum):
    """What a pause holds."""

    ALL = "all"
    CHANNEL = "channel"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause that is in force.

    Attributes
    ----------
    target
        A channel's id or a place's key; "" for all.
    by
        The random id of whoever said so.
    event
        The one by whose family it was said; None where a coordinator said it.
    """

    id: int
    scope: Scope
    target: str
    until: datetime
    by: str
    at: datetime
    event: int | None = None

    def exists(self, person: str, events: Collection[int]) -> bool:
        """Say whether a pause exists for somebody, for whom these events do.

        Where it is quiet by the word of a closed event's family is where that event is; that it
        is quiet everywhere says nothing of where.
        """
        free = self.scope is Scope.ALL or self.event is None
        return free or self.event in events or self.by == person != ""

    def holds(self, *, channel: str | None, place: str | None) -> bool:
        """Say whether it holds a post in this channel, about this place."""
        aimed = {Scope.CHANNEL: channel, Scope.PLACE: place}
        return self.scope is Scope.ALL or (bool(self.target) and aimed[self.scope] == self.target)


#: How long after an event its family liaison may pause: as long as its people are supported.
MOURNING = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Ground:
    """An event where people mourn, by which its family liaison may pause.

    Attributes
    ----------
    channel
        The one that is bound to it, or "".
    places
        Keys of its place and of the neighborhood around it.
    until
        When the right ends.
    closed
        Whether the event exists only for those named on its plan.
    """

    event: int
    channel: str
    places: frozenset[str]
    until: datetime
    closed: bool

    def holds(self, scope: Scope, target: str) -> bool:
        """Say whether what would be paused is this event's."""
        if scope is Scope.PLACE:
            return target in self.places
        return scope is Scope.ALL or (bool(self.channel) and target == self.channel)


@dataclass(frozen=True, slots=True)
class Right:
    """What somebody may pause: anything, or by the events whose family liaison they are."""

    person: str = ""
    anything: bool = False
    grounds: tuple[Ground, ...] = ()

    def __bool__(self) -> bool:
        """Say whether they may pause at all."""
        return self.anything or bool(self.grounds)

    @property
    def channels(self) -> frozenset[str]:
        """The channels of their events."""
        return frozenset(one.channel for one in self.grounds if one.channel)

    @property
    def places(self) -> frozenset[str]:
        """The keys of their events' places."""
        return frozenset(place for one in self.grounds for place in one.places)

    def allows(self, scope: Scope, target: str) -> bool:
        """Say whether they may pause that."""
        return self.anything or self.ground(scope, target) is not None

    def ground(self, scope: Scope, target: str) -> Ground | None:
        """Return the event by which they may pause that, if it takes one."""
        if self.anything:
            return None
        return next((one for one in self.grounds if one.holds(scope, target)), None)

    def ends(self, pause: Pause) -> bool:
        """Say whether they may end a pause: any, or one that they began themselves."""
        return self.anything or (bool(self.grounds) and pause.by == self.person != "")


def mourned(event: Event, *, now: datetime) -> bool:
    """Say whether an event still gives its family liaison that right."""
    if not event.type.mourning or event.state in (State.DRAFT, State.CANCELLED):
        return False
    return now < until(event)


def until(event: Event) -> datetime:
    """Return when the family liaison of an event may pause no more."""
    return (event.end or event.start) + MOURNING
