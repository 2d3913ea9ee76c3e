"""An event as one person sees it; for who may not, it is as if there were none."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from handlers.events import planning, scoring
from handlers.events.request import Which
from handlers.toolbox import Toolbox
from knowledge.access import Member
from knowledge.errors import NothingKnownError
from knowledge.events import risk_words, sharing
from knowledge.events.event import HELPER, Event, Hand
from knowledge.events.factors import SCALES, Factor
from knowledge.events.items import Item
from knowledge.events.kept import Kept
from knowledge.events.kinds import EventRole, Phase, Tier
from knowledge.events.planning import in_order, overdue
from knowledge.events.risk import Assessment
from knowledge.events.staffing import Local, Staffing, needed
from knowledge.events.tasks import Reach
from knowledge.events.visibility import EventFacts, View, sees
from knowledge.setup.questions import Question
from knowledge.words import _
from storage import events, people, settings, workspaces
from storage.partners import queries as partners

#: How long ago an event may have begun and still be listed.
LISTED = timedelta(days=14)
#: The items that only the family liaison ticks: with them the family said yes.
FAMILY = frozenset({"V01", "F01"})


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
    level
        Why it is that: a sentence each.
    gaps
        What nobody knows yet: a sentence each.
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
    level: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
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
        return entry.id not in FAMILY or EventRole.FAMILY_LIAISON.value in self.roles

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
        """Return whether an item does not wait for more time, or somebody has taken it on."""
        return not entry.kept.folded or entry.kept.owner is not None or not entry.kept.open


def listed(tools: Toolbox, member: Member) -> list[Seen]:
    """Return the events that somebody may see and that are to come or were a while ago."""
    with tools.read() as session:
        found = events.visible(
            session,
            workspace=member.workspace,
            member=member,
            since=tools.now() - LISTED,
        )
        return [_seen(session, tools, member, one) for one in found]


def read(tools: Toolbox, member: Member, event: int) -> Seen:
    """Return an event as somebody sees it.

    Raises
    ------
    NothingKnownError
        When there is none, or none for them.
    """
    with tools.read() as session:
        return seen(session, tools, member, event)


def still(tools: Toolbox, member: Member, event: int) -> Seen | None:
    """Return an event that somebody saw a moment ago, if it is still there for them."""
    try:
        return read(tools, member, event)
    except NothingKnownError:
        return None


def seen(session: Session, tools: Toolbox, member: Member, event: int) -> Seen:
    """Return the same within the caller's transaction."""
    found = events.find(session, workspace=member.workspace, event=event)
    if found is not None and events.may_see(
        session, workspace=member.workspace, member=member, event=event
    ):
        made = _seen(session, tools, member, found)
        if made.view >= View.NOTICE:
            return made
    raise NothingKnownError(
        _("There is no event of that number here. `/event` shows those you can see.")
    )


def outside(session: Session, member: Member, found: Seen) -> Seen:
    """Return an event as everybody on its plan sees it, for what is handed on."""
    if found.view is not View.OUTREACH:
        return found
    entries = _entries(session, member.workspace, found.event, View.PLAN)
    return replace(found, view=View.PLAN, tier=found.common, level=(), gaps=(), entries=entries)


def facts(event: Event, hands: Iterable[Hand]) -> EventFacts:
    """Return what decides who sees an event."""
    named: dict[str, set[EventRole]] = {}
    for hand in hands:
        if hand.person:
            roles = named.setdefault(hand.person, set())
            roles |= {EventRole(hand.role)} if hand.role != HELPER else set()
    return EventFacts(
        event.type, event.stage, {who: frozenset(some) for who, some in named.items()}
    )


def _seen(session: Session, tools: Toolbox, member: Member, event: Event) -> Seen:
    of = member.workspace
    hands = tuple(events.hands(session, workspace=of, event=event.id))
    view = sees(facts(event, hands), member)
    inside = view is View.OUTREACH
    levels = scoring.levels(session, tools, workspace=of, event=event)
    scored = levels.full if inside else levels.outside
    made = Seen(
        event=event,
        view=view,
        person=member.person,
        zone=workspaces.zone(session, workspace=of),
        now=tools.now(),
        tier=scored.tier,
        common=levels.outside.tier,
        level=risk_words.reasons(scored) if inside else _plain_reasons(scored),
        gaps=risk_words.gaps(scored) if inside else _plain_gaps(scored),
        hands=hands if view >= View.PLAN else (),
        users=people.slack_users(session, workspace=of),
        partners={one.id: one.name for one in partners.listed(session, workspace=of)},
    )
    if view < View.PLAN:
        return made
    entries = _entries(session, of, event, view)
    return replace(made, entries=entries, staffing=_staffing(session, of, event))


def _entries(session: Session, workspace: int, event: Event, view: View) -> tuple[Entry, ...]:
    items = events.items(session, workspace=workspace, kind=event.type)
    known = {one.id: one for one in items}
    inside = view is View.OUTREACH
    kept = [
        one
        for row in events.tasks(session, workspace=workspace, event=event.id)
        if (one := row.seen(inside=inside)) is not None
    ]
    ordered = in_order(
        [planning.planned(one, known.get(one.item), event.start) for one in kept],
        event.profile,
        items,
    )
    by_id = {one.item: one for one in kept}
    hurried = {one.id for one in ordered if one.hurried}
    small = any(one.folded for one in kept)
    return tuple(
        replace(
            _entry(by_id[one.id], known.get(one.id), view, small=small and not one.folded),
            hurried=one.id in hurried,
        )
        for one in ordered
    )


def _entry(kept: Kept, item: Item | None, view: View, *, small: bool) -> Entry:
    text = item.told(small=small) if item else _("An item that the list has no more")
    judged = kept.judged(text)
    line = sharing.line(judged, view)
    if line.text != text:
        bare = Kept(kept.item, kept.due, kept.critical, kept.folded, kept.role, state=line.state)
        return Entry(bare, item, line.text, veiled=True)
    if line.state is not judged.state or line.settled_by != judged.settled_by:
        kept = replace(
            kept,
            state=line.state,
            needed=True,
            done_by=None,
            done_at=None,
            signed_by=None,
            signed_at=None,
            note="",
        )
    return Entry(kept, item, text)


def _plain_reasons(scored: Assessment) -> tuple[str, ...]:
    """Say what counts without how much it counts, for who may not add it up."""
    return tuple(risk_words.plain(one) for one in scored.factors if one.known and one.points)


def _plain_gaps(scored: Assessment) -> tuple[str, ...]:
    return tuple(SCALES[one].name for one in scored.gaps if one is not Factor.CONFLICT)


def _staffing(session: Session, workspace: int, event: Event) -> tuple[Staffing, ...]:
    answer = settings.answers(session, workspace=workspace).get(Question.CROWD)
    local = Local(int(answer.value) if answer and answer.value is not None else None)
    return needed(event.profile, local=local)
