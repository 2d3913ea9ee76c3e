"""Everything that is read to decide about an event: its lists, its people, what is proposed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from handlers.day import proposals, service
from handlers.day.proposals import Proposal
from knowledge.access import Member
from knowledge.events import decisions as deciding
from knowledge.events import readiness
from knowledge.events.decisions import Decision, Needed, Signature
from knowledge.events.event import Event, Hand
from knowledge.events.kinds import EventRole, Tier
from knowledge.events.readiness import Open, Ready
from knowledge.events.tasks import Reach, Task
from knowledge.events.visibility import inside
from storage import events, people
from storage.events import decisions
from storage.events.decisions import Recorded


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
    decided
        Every decision on record, the first one first.
    proposal
        What the lead proposed last, decided since or not.
    stands
        Random ids of who stands for that.
    """

    event: Event
    hands: tuple[Hand, ...]
    whole: tuple[Task, ...]
    common: tuple[Task, ...]
    members: Mapping[str, Member]
    decided: tuple[Recorded, ...]
    proposal: Proposal | None
    stands: tuple[str, ...]

    @property
    def shown(self) -> Tier:
        """The level that everybody sees."""
        return self.event.tier_shown or Tier.LOW

    @property
    def full(self) -> Tier:
        """The level for those who may know the conflict answer."""
        return self.event.tier or self.shown

    @property
    def pending(self) -> Proposal | None:
        """What is proposed and not decided yet; everybody on the plan is asked about it.

        Police too: whether and when there is something to ask follows from what everybody sees.
        """
        if self.proposal is None or any(one.at >= self.proposal.at for one in self.decided):
            return None
        return self.proposal

    @property
    def wished(self) -> Needed:
        """Who of those who may know the full level should stand for the last proposal too."""
        ahead = self.proposal is not None and self.proposal.covers
        return deciding.wished(self.shown, self.full) if ahead else Needed()

    @property
    def wanting(self) -> int:
        """How many of them are missing, for nobody else to be told."""
        return deciding.wanting(self.wished, self.signatures())

    def next(self, now: datetime) -> datetime:
        """Return when a proposal of now is made: after all before it, whatever a clock says."""
        before = [*(one.at for one in self.decided), *([self.proposal.at] if self.proposal else [])]
        return max([now, *(one + timedelta.resolution for one in before)])

    def knows(self, member: Member) -> bool:
        """Return whether somebody may know the conflict answer."""
        return inside(self.event.facts(self.hands), member)

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
        full = self.full if knows else None
        return readiness.ready(self.tasks(knows=knows), self.shown, inside=full)

    def open(self, *, knows: bool) -> tuple[str, ...]:
        """Return ids of what is open for everybody, or only for those who know the full level."""
        common = _things(self.ready(knows=False))
        if not knows:
            return common
        return tuple(one for one in _things(self.ready(knows=True)) if one not in common)

    def lacks(self, kind: Decision) -> tuple[str, ...]:
        """Say who has to stand for a decision before it goes on record."""
        return deciding.missing(deciding.needed(kind, self.shown), self.signatures())

    def signatures(self) -> list[Signature]:
        """Return who stands for the last proposal, the lead first."""
        who = [*([self.proposal.by] if self.proposal else []), *self.stands]
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
    items = events.known(session, workspace=workspace, kind=found.type)
    users = people.slack_users(session, workspace=workspace)
    on_plan = {one.person: users[one.person] for one in hands if one.person in users}
    known = people.members(session, workspace=workspace, slack_users=list(on_plan.values()))
    kept = events.tasks(session, workspace=workspace, event=event)
    told = {one.item: items[one.item].told() if one.item in items else one.item for one in kept}
    whole = tuple(
        seen.judged(told[one.item]) for one in kept if (seen := one.seen(inside=True)) is not None
    )
    common = tuple(one.judged(told[one.item]) for one in kept if one.reach is Reach.EVERYBODY)
    proposal, stands = proposals.newest(session, workspace=workspace, event=event)
    return Scene(
        event=found,
        hands=hands,
        whole=whole,
        common=common,
        members={person: known[user] for person, user in on_plan.items() if user in known},
        decided=tuple(decisions.decisions(session, workspace=workspace, event=event)),
        proposal=proposal,
        stands=stands,
    )


def _things(found: Ready | Open) -> tuple[str, ...]:
    return found.things if isinstance(found, Open) else ()
