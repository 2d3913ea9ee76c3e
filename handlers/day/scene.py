"""Everything that is read to decide about an event: its lists, its people, what is proposed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from handlers.day import service
from knowledge.access import Member
from knowledge.events import decisions as deciding
from knowledge.events import readiness
from knowledge.events.day import Entry, EntryKind
from knowledge.events.decisions import Decision, Needed, Signature
from knowledge.events.event import Event, Hand
from knowledge.events.kinds import EventRole, Tier
from knowledge.events.levels import Levels, levels
from knowledge.events.readiness import Open, Ready
from knowledge.events.tasks import Reach, Task
from knowledge.events.visibility import EventFacts, inside
from storage import events, people
from storage.events import decisions, entries


@dataclass(frozen=True, slots=True)
class Scene:
    """An event as it is decided about.

    Attributes
    ----------
    whole
        The list of those who may know the full level.
    common
        Everybody's list.
    members
        Who is on the plan, by random id.
    proposal, stands
        What the lead proposed that is not decided yet, and who stands for it.
    """

    event: Event
    hands: tuple[Hand, ...]
    whole: tuple[Task, ...]
    common: tuple[Task, ...]
    members: Mapping[str, Member]
    proposal: Entry | None
    stands: tuple[Entry, ...]

    @property
    def needed(self) -> Needed:
        """Who has to stand beside the lead for going ahead with something open."""
        return needed(self.event)

    def knows(self, member: Member) -> bool:
        """Return whether somebody may know the conflict answer."""
        roles = {one.person: service.roles(self.hands, one.person) for one in self.hands}
        return inside(EventFacts(self.event.type, self.event.stage, roles), member)

    def leads(self, person: str) -> bool:
        """Return whether somebody is the event lead."""
        return EventRole.EVENT_LEAD in service.roles(self.hands, person)

    def tasks(self, *, knows: bool) -> tuple[Task, ...]:
        """Return the list of those who may know the full level, or everybody's."""
        return self.whole if knows else self.common

    def ready(self, *, knows: bool) -> Ready | Open:
        """Return the answer to "Ready?" on a list.

        What everybody sees is signed as the level that everybody sees asks: else it would tell.
        """
        shown = self.event.tier_shown or Tier.LOW
        full = (self.event.tier or shown) if knows else None
        return readiness.ready(self.tasks(knows=knows), shown, inside=full)

    def asks(self, member: Member) -> bool:
        """Return whether somebody may see what is proposed, and stand for it.

        To others than those who may know the full level nothing is to be covered where everybody's
        list has nothing open. Whoever has law-enforcement duties hears of it once it is decided:
        being asked at one time and not at another would tell what outreach answered.
        """
        if self.proposal is None:
            return False
        if self.knows(member):
            return True
        covers = self.proposal.text.partition("\n")[0] == Decision.COVERED
        hidden = covers and isinstance(self.ready(knows=False), Ready)
        barred = member.limited and not self.leads(member.person)
        return not (self.needed.inside or hidden or barred)

    def signatures(self) -> list[Signature]:
        """Return who stands for the proposal, the lead first."""
        who = [*([self.proposal.by] if self.proposal else []), *(one.by for one in self.stands)]
        return [
            Signature(
                person=one,
                partner=self.members[one].partner if one in self.members else None,
                lead=self.leads(one),
                inside=one in self.members and self.knows(self.members[one]),
            )
            for one in dict.fromkeys(who)
        ]


def read(session: Session, member: Member, event: int) -> Scene:
    """Return an event that somebody named on its plan decides about, or looks at.

    Raises
    ------
    NothingKnownError
        When they are not named on it, or there is none: the answer is the same.
    """
    workspace = member.workspace
    found, hands = service.named(session, member, event)
    items = {one.id: one for one in events.items(session, workspace=workspace, kind=found.type)}
    users = people.slack_users(session, workspace=workspace)
    on_plan = {one.person: users[one.person] for one in hands if one.person in users}
    known = people.members(session, workspace=workspace, slack_users=list(on_plan.values()))
    kept = events.tasks(session, workspace=workspace, event=event)
    told = {one.item: items[one.item].told() if one.item in items else one.item for one in kept}
    whole = tuple(
        seen.judged(told[one.item]) for one in kept if (seen := one.seen(inside=True)) is not None
    )
    common = tuple(one.judged(told[one.item]) for one in kept if one.reach is Reach.EVERYBODY)
    proposal, stands = _proposed(session, workspace, event)
    return Scene(
        event=found,
        hands=hands,
        whole=whole,
        common=common,
        members={person: known[user] for person, user in on_plan.items() if user in known},
        proposal=proposal,
        stands=stands,
    )


def needed(event: Event, kind: Decision = Decision.COVERED) -> Needed:
    """Return who has to stand for a decision beside the lead."""
    return deciding.needed(kind, _levels(event))


def asked_of_all(event: Event, kind: Decision) -> int:
    """Return how many others a decision needs by the level that everybody sees."""
    both = _levels(event)
    return deciding.needed(kind, Levels(both.outside, both.outside)).others


def _proposed(
    session: Session, workspace: int, event: int
) -> tuple[Entry | None, tuple[Entry, ...]]:
    """Return the lead's last proposal that is not decided yet, and who stands for it."""
    asked = entries.load(
        session, workspace=workspace, event=event, kinds=[EntryKind.PROPOSAL, EntryKind.STAND]
    )
    proposals = [one for one in asked if one.kind is EntryKind.PROPOSAL]
    if not proposals:
        return None, ()
    last = proposals[-1]
    kept = decisions.decisions(session, workspace=workspace, event=event)
    if any(one.at >= last.at for one in kept):
        return None, ()
    return last, tuple(one for one in asked if one.text == last.id)


def _levels(event: Event) -> Levels:
    """Return both levels as they were counted last; only the tiers are looked at."""
    scored = levels({})
    shown = event.tier_shown or Tier.LOW
    return Levels(
        replace(scored.full, tier=event.tier or shown), replace(scored.outside, tier=shown)
    )
