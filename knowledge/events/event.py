"""An event as it is kept, and who is named on its plan."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from knowledge.events.arrangements import Arrangements
from knowledge.events.kinds import EventRole, EventType, Tier
from knowledge.events.profile import Profile
from knowledge.events.visibility import EventFacts, Stage

#: What somebody is on a plan who holds none of its roles.
HELPER = "helper"


class State(StrEnum):
    """How far an event is."""

    DRAFT = "draft"
    PLANNED = "planned"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody, or an organisation, named on a plan.

    Attributes
    ----------
    role
        An ``EventRole``, or ``HELPER``.
    person
        Random id; "" where an organisation has not said who.
    partner
        The organisation's id, if one holds the role.
    """

    role: str
    person: str
    partner: int | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """An event that is planned; one that is still being asked about is a draft.

    Attributes
    ----------
    profile
        Everything answered, with the cell of the place; its type, start and end are the event's.
    tier, tier_shown
        The level by all factors, and the one for people who may not know the conflict answer;
        None while nobody scored it.
    address
        What is read out to 911.
    channel, pinned_ts
        The channel bound to it and the one living message there; "" for none.
    created_by
        Random id.
    family_yes
        Whether the family liaison ticked that the family said yes.
    remembered
        The name of who died, kept only after that.
    arrangements
        What is where, how people there talk, and who helps whoever is hurt.
    """

    id: int
    type: EventType
    title: str
    profile: Profile
    start: datetime
    end: datetime | None
    stage: Stage
    state: State
    tier: Tier | None
    tier_shown: Tier | None
    address: str
    channel: str
    pinned_ts: str
    created_by: str
    version: int
    family_yes: bool
    remembered: str
    arrangements: Arrangements = field(default_factory=Arrangements)

    @property
    def closed(self) -> bool:
        """Whether it exists for nobody but those named on its plan."""
        return self.stage is Stage.CLOSED

    def facts(self, hands: Iterable[Hand]) -> EventFacts:
        """Return what decides who sees it, by who is named on its plan."""
        named: dict[str, frozenset[EventRole]] = {}
        for hand in hands:
            if hand.person:
                role = frozenset({EventRole(hand.role)} if hand.role != HELPER else ())
                named[hand.person] = named.get(hand.person, frozenset()) | role
        return EventFacts(self.type, self.stage, named)
