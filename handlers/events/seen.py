"""An item and a plan as one person sees them, and what they may do there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.events.request import Which
from knowledge.events.conflict import AGAIN, CHECKS
from knowledge.events.event import Event, Hand
from knowledge.events.items import FAMILY, Item
from knowledge.events.kept import Kept
from knowledge.events.kinds import EventRole, Phase, Tier
from knowledge.events.planning import overdue
from knowledge.events.sharing import VEILED, Shown
from knowledge.events.staffing import Staffing
from knowledge.events.tasks import Reach
from knowledge.events.visibility import View


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of a plan as its reader may see it.

    Attributes
    ----------
    item
        What the template says of it; None where the coalition's list has it no more.
    veiled
        Whether it is outreach's: others see done or not done, and nothing else.
    hurried
        Whether there was less time than it is usually given, so that it was due at once.
    """

    kept: Kept
    item: Item | None
    text: str
    veiled: bool = False
    hurried: bool = False

    @property
    def id(self) -> str:
        """The item's id."""
        return self.kept.item

    @property
    def guarded(self) -> bool:
        """Whether only those who may know the conflict answer are to have anything to do with it.

        It is on their list alone, or veiled for all others.
        """
        return self.kept.reach is Reach.INSIDE or self.id in VEILED

    @property
    def phase(self) -> Phase:
        """When it is usually done."""
        return self.item.phase if self.item else Phase.DAY


@dataclass(frozen=True, slots=True)
class Seen:
    """An event and its plan as one person sees them.

    Attributes
    ----------
    entries
        In the order to do them; empty for who sees no items.
    tier, common
        The level that this person may know, and the one that everybody sees.
    shown
        Why it is that, as they may know it; None for who sees no level.
    """

    event: Event
    view: View
    person: str
    zone: ZoneInfo
    now: datetime
    tier: Tier
    common: Tier
    users: Mapping[str, str]
    partners: Mapping[int, str]
    shown: Shown | None = None
    entries: tuple[Entry, ...] = ()
    hands: tuple[Hand, ...] = ()
    staffing: tuple[Staffing, ...] = ()

    @property
    def leads(self) -> bool:
        """Whether this person is the event lead, who names others."""
        return any(
            one.person == self.person and one.role == EventRole.EVENT_LEAD for one in self.hands
        )

    @property
    def named(self) -> bool:
        """Whether this person is named on the plan."""
        return any(one.person == self.person for one in self.hands if one.person)

    @property
    def roles(self) -> frozenset[str]:
        """The roles that this person holds."""
        return frozenset(one.role for one in self.hands if one.person == self.person)

    @property
    def small(self) -> bool:
        """Whether one screen is the plan."""
        return any(one.kept.folded for one in self.entries)

    @property
    def needed(self) -> tuple[Entry, ...]:
        """What counts for progress: it applies, and does not wait for more time."""
        return tuple(one for one in self.entries if one.kept.counted and self._in_sight(one))

    @property
    def done(self) -> int:
        """How many of those are settled."""
        return sum(not one.kept.open for one in self.needed)

    def late(self, entry: Entry) -> bool:
        """Return whether an item should have been done by now."""
        if entry.veiled or not entry.kept.open:
            return False
        return overdue(entry.kept.due, entry.phase, start=self.event.start, now=self.now)

    def unsigned(self, entry: Entry) -> bool:
        """Return whether a second person must still sign for what was done.

        What everybody sees is signed where the level that everybody sees asks for it: a
        signature that the full level alone wants would tell of it.
        """
        inside = entry.kept.reach is Reach.INSIDE
        return entry.kept.wants_signature(self.tier if inside else self.common)

    def may_settle(self, entry: Entry) -> bool:
        """Return whether this person may say how an item stands.

        What outreach has is outreach's to say, and what the family decided its liaison's.
        """
        if entry.veiled:
            return False
        return entry.id not in FAMILY.values() or EventRole.FAMILY_LIAISON.value in self.roles

    def mine(self, entry: Entry) -> bool:
        """Return whether an item is this person's, by name or, while nobody has it, by role."""
        if entry.kept.owner or entry.kept.partner:
            return entry.kept.owner == self.person
        return entry.kept.role.value in self.roles

    def chosen(self, which: str) -> tuple[Entry, ...]:
        """Return the items of a list, in the order to do them."""
        return tuple(filter(self._test(which), self.entries))

    def entry(self, item: str) -> Entry | None:
        """Return one item, if this person sees it."""
        return next((one for one in self.entries if one.id == item), None)

    def missing(self) -> tuple[EventRole, ...]:
        """Return the roles that open items ask for and nobody holds."""
        held = {one.role for one in self.hands}
        asked = {one.kept.role for one in self.needed if one.kept.open}
        return tuple(role for role in EventRole if role in asked and role.value not in held)

    def _test(self, which: str) -> Callable[[Entry], bool]:
        tests: dict[str, Callable[[Entry], bool]] = {
            Which.ALL.value: lambda _one: True,
            Which.MINE.value: lambda one: self.mine(one) and one.kept.needed,
            Which.CRITICAL.value: lambda one: one.kept.critical and one.kept.needed,
            Which.LATE.value: self.late,
            Which.SIGN.value: self.unsigned,
        }
        if which == Which.FOLDED:
            return lambda one: one.kept.folded
        test = tests.get(which) or (lambda one: one.phase == which)
        return lambda one: self._in_sight(one) and test(one)

    def _in_sight(self, entry: Entry) -> bool:
        """Return whether an item does not wait for more time, or somebody has taken it on.

        Outreach's answer settles every item that asks for the check; what waits goes on waiting.
        """
        if not entry.kept.folded or entry.kept.owner is not None:
            return True
        return not entry.kept.open and entry.id not in CHECKS | AGAIN
