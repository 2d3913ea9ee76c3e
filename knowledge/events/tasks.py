"""One item of an event's plan as it stands: whose it is, whether it is done, who signed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from knowledge.events.kinds import EventRole, Tier

#: From this level a critical item needs the signature of a second person.
SIGNED_FROM = Tier.HIGH


class State(StrEnum):
    """How an item stands."""

    OPEN = "open"
    DONE = "done"
    NOT_APPLICABLE = "not_applicable"
    NO_LONGER_NEEDED = "no_longer_needed"


class Reach(StrEnum):
    """Whose list an item is on.

    ``INSIDE`` are items that only the full level brings in: on the list of those who may know the
    conflict answer, because on everybody's list they would give it away (see ``levels``).
    """

    EVERYBODY = "everybody"
    INSIDE = "inside"


@dataclass(frozen=True, slots=True)
class Task:
    """One item as it stands.

    Attributes
    ----------
    owner, settled_by, signed_by
        People by their random ids; "" while there is nobody.
    settled_at
        When it was done or found not to apply; None while it is open.
    note
        Words or a link left with it, or why it does not apply.
    """

    id: str
    text: str
    role: EventRole
    critical: bool
    due: datetime
    state: State = State.OPEN
    owner: str = ""
    settled_at: datetime | None = None
    settled_by: str = ""
    signed_by: str = ""
    note: str = ""
    reach: Reach = Reach.EVERYBODY

    @property
    def settled(self) -> bool:
        """Whether nothing is left to do but, perhaps, to sign."""
        return self.state is not State.OPEN

    def unsigned(self, tier: Tier) -> bool:
        """Whether it is settled but still needs a second person's signature at a tier."""
        done = self.state in (State.DONE, State.NOT_APPLICABLE)
        return self.critical and done and not self.signed_by and tier.level >= SIGNED_FROM.level
