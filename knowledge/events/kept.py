"""One item of an event's plan as it is kept: for whom it is listed, and how far it is."""

from dataclasses import dataclass, replace
from datetime import datetime

from knowledge.events.kinds import EventRole, Tier
from knowledge.events.tasks import Reach, State, Task


@dataclass(frozen=True, slots=True)
class Kept:
    """What an event's plan asks for; once listed, it stays.

    Attributes
    ----------
    item
        Id of the template's item, or of the coalition's own.
    owner, done_by, signed_by
        Random ids; None while there is nobody.
    partner
        The organisation that has it, if one has.
    state
        Open, done or not applicable; see ``needed``.
    needed, needed_inside
        Whether the newest level that everybody sees asks for it, and whether the full one does.
    reach
        Whether it was ever on everybody's list.
    note
        A note, a link, or why it does not apply.
    """

    item: str
    due: datetime
    critical: bool
    folded: bool
    role: EventRole
    owner: str | None = None
    partner: int | None = None
    state: State = State.OPEN
    needed: bool = True
    needed_inside: bool = True
    reach: Reach = Reach.EVERYBODY
    note: str = ""
    done_by: str | None = None
    done_at: datetime | None = None
    signed_by: str | None = None
    signed_at: datetime | None = None
    version: int = 1

    @property
    def open(self) -> bool:
        """Whether somebody still has to do it."""
        return self.needed and self.state is State.OPEN

    @property
    def counted(self) -> bool:
        """Whether it counts for the progress of a plan: it is needed, and applies."""
        return self.needed and self.state is not State.NOT_APPLICABLE

    def seen(self, *, inside: bool) -> "Kept | None":
        """Return it as on the list of those who may know the full level, or on everybody's.

        For the first it is needed where either level asks for it; on the second it may not be.
        """
        if not inside:
            return self if self.reach is Reach.EVERYBODY else None
        return replace(self, needed=True) if self.needed_inside and not self.needed else self

    def wants_signature(self, tier: Tier | None) -> bool:
        """Return whether a second person must still sign for what was done."""
        return tier is not None and self.needed and self.judged("").unsigned(tier)

    def judged(self, text: str) -> Task:
        """Return it as readiness and sharing look at it.

        What waits until there is more time is not critical before somebody did it: a small plan
        is not unready for what its one screen does not ask.
        """
        gone = not self.needed and self.state is State.OPEN
        return Task(
            id=self.item,
            text=text,
            role=self.role,
            critical=self.critical and (not self.folded or self.state is not State.OPEN),
            due=self.due,
            state=State.NO_LONGER_NEEDED if gone else self.state,
            owner=self.owner or "",
            settled_at=self.done_at,
            settled_by=self.done_by or "",
            signed_by=self.signed_by or "",
            note=self.note,
            reach=self.reach,
        )
