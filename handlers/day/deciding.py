"""Ready? What is still open the day before, and who stands for going ahead."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from handlers.day import message, service
from handlers.deliveries.service import enqueue
from handlers.toolbox import Toolbox
from knowledge.access import Member, Permission
from knowledge.deliveries import Kind
from knowledge.errors import RefusedError, UsageError
from knowledge.events import decisions as deciding
from knowledge.events import readiness, sharing
from knowledge.events.day import Entry, EntryKind
from knowledge.events.decisions import Decision, Needed, Signature
from knowledge.events.event import Event, Hand, State
from knowledge.events.items import Item
from knowledge.events.kinds import EventRole, Tier
from knowledge.events.levels import Levels, levels
from knowledge.events.readiness import Open, Ready
from knowledge.events.sharing import Line
from knowledge.events.tasks import Task
from knowledge.events.visibility import EventFacts, View, inside
from knowledge.words import _
from storage import events, people, workspaces
from storage.events import decisions, entries
from storage.events.decisions import Recorded


@dataclass(frozen=True, slots=True)
class Shown:
    """How ready an event is, and what was decided, as one person may see it.

    Attributes
    ----------
    ready
        The answer to "Ready?".
    lines
        What is still open, as this person may read it.
    proposal
        How the lead covers it, while others still have to stand for it; None for whoever is not
        asked.
    may_stand
        Whether this person can stand for it now.
    """

    event: Event
    ready: Ready | Open
    lines: tuple[Line, ...]
    decided: tuple[Recorded, ...]
    proposal: Entry | None
    left: tuple[str, ...]
    lead: bool
    may_stand: bool
    people: Mapping[str, str]
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class _Scene:
    """Everything that is read to decide."""

    event: Event
    hands: tuple[Hand, ...]
    tasks: tuple[Task, ...]
    members: Mapping[str, Member]
    proposal: Entry | None
    stands: tuple[Entry, ...]

    @property
    def facts(self) -> EventFacts:
        roles = {one.person: service.roles(self.hands, one.person) for one in self.hands}
        return EventFacts(self.event.type, self.event.stage, roles)

    def knows(self, member: Member) -> bool:
        return inside(self.facts, member)

    def leads(self, person: str) -> bool:
        return EventRole.EVENT_LEAD in service.roles(self.hands, person)


def look(tools: Toolbox, member: Member, event: int) -> Shown:
    """Return how ready an event is, for somebody named on its plan."""
    with tools.read() as session:
        scene = _scene(session, member, event)
        kept = decisions.decisions(session, workspace=member.workspace, event=event)
        users = people.slack_users(session, workspace=member.workspace)
        zone = workspaces.zone(session, workspace=member.workspace)
    knows = scene.knows(member)
    view = View.OUTREACH if knows else View.PLAN
    tier = (scene.event.tier if knows else scene.event.tier_shown) or Tier.LOW
    found = readiness.ready(scene.tasks, tier)
    asked = needed(scene.event)
    stood = member.person in {one.by for one in scene.stands}
    lead = scene.leads(member.person)
    asks = scene.proposal is not None and (knows or not asked.inside)
    return Shown(
        event=scene.event,
        ready=found,
        lines=tuple(sharing.line(one, view) for one in _things(found, scene.tasks)),
        decided=tuple(_told(one, knows=knows, event=scene.event) for one in kept),
        proposal=scene.proposal if asks else None,
        left=deciding.missing(asked, _signatures(scene)) if asks else (),
        lead=lead,
        may_stand=asks and not lead and not stood,
        people=users,
        zone=zone,
    )


def decide(
    tools: Toolbox, member: Member, event: int, *, kind: Decision, words: str, mark: str
) -> Recorded | None:
    """Record what the event lead decides; None where others must stand for it first.

    ``mark`` is the dialog's own: sent twice, it is one decision.

    Raises
    ------
    RefusedError
        When somebody else than the lead decides.
    """
    with tools.begin() as session:
        decisions.hold(session, workspace=member.workspace, event=event)
        scene = _scene(session, member, event)
        if not scene.leads(member.person):
            raise RefusedError(
                _("The event lead decides. You can tell them what you see, or stand beside them.")
            )
        line = Entry(
            id=mark, kind=EntryKind.PROPOSAL, by=member.person, at=tools.now(),
            text=f"{kind.value}\n{words}",
        )  # fmt: skip
        kept, new = entries.write(session, workspace=member.workspace, event=event, entry=line)
        if not new:
            return _last(session, member, event)
        scene = replace(scene, proposal=kept, stands=())
        made = _settle(session, tools, member, scene)
        _tell(session, tools, member, scene, decided=made is not None)
        return made


def stand(tools: Toolbox, member: Member, event: int, *, proposal: str) -> Recorded | None:
    """Stand for what the lead proposed; returns the decision once enough people do.

    Raises
    ------
    UsageError
        When it was decided meanwhile, or the lead proposed something else since.
    """
    with tools.begin() as session:
        # whoever stands at the same moment waits here, so that the last of them decides
        decisions.hold(session, workspace=member.workspace, event=event)
        scene = _scene(session, member, event)
        if scene.proposal is None or scene.proposal.id != proposal:
            raise UsageError(_("This was decided or changed meanwhile. Open “Ready?” again."))
        if needed(scene.event).inside and not scene.knows(member):
            raise service.stranger()
        line = Entry(
            id=f"{proposal[:18]}{member.person}", kind=EntryKind.STAND, by=member.person,
            at=tools.now(), text=proposal,
        )  # fmt: skip
        entries.write(session, workspace=member.workspace, event=event, entry=line)
        return _settle(session, tools, member, _scene(session, member, event))


def needed(event: Event, kind: Decision = Decision.COVERED) -> Needed:
    """Return who has to stand for a decision beside the lead."""
    return deciding.needed(kind, _levels(event))


def covered(words: str) -> tuple[tuple[str, ...], str]:
    """Return the items that a decision covers, and how, from the words on record."""
    first, _newline, rest = words.partition("\n")
    return tuple(one for one in first.split(", ") if one), rest


def _settle(session: Session, tools: Toolbox, member: Member, scene: _Scene) -> Recorded | None:
    """Record a proposal once nobody is missing."""
    proposal = scene.proposal
    if proposal is None:
        return None
    said, _newline, words = proposal.text.partition("\n")
    kind = Decision(said)
    signed = _signatures(scene)
    if deciding.missing(needed(scene.event, kind), signed):
        return None
    open_ = ", ".join(one.id for one in scene.tasks if one.critical and not one.settled)
    made = decisions.record(
        session, workspace=member.workspace, event=scene.event.id, kind=kind,
        words=f"{open_}\n{words}", people=[one.person for one in signed], now=tools.now(),
    )  # fmt: skip
    if kind is Decision.POSTPONED:
        postponed = {"state": State.POSTPONED.value}
        events.change(
            session, workspace=member.workspace, event=scene.event.id, changed=postponed,
            by=member.person, now=tools.now(),
        )  # fmt: skip
    return made


def _scene(session: Session, member: Member, event: int) -> _Scene:
    workspace = member.workspace
    found, hands = service.named(session, member, event)
    items = {one.id: one for one in events.items(session, workspace=workspace, kind=found.type)}
    users = people.slack_users(session, workspace=workspace)
    on_plan = {one.person: users[one.person] for one in hands if one.person in users}
    known = people.members(session, workspace=workspace, slack_users=list(on_plan.values()))
    scene = _Scene(
        event=found,
        hands=hands,
        tasks=(),
        members={person: known[user] for person, user in on_plan.items() if user in known},
        proposal=None,
        stands=(),
    )
    kept = events.tasks(session, workspace=workspace, event=event)
    seen = (one.seen(inside=scene.knows(member)) for one in kept)
    tasks = tuple(one.judged(_words(items.get(one.item), one.item)) for one in seen if one)
    proposal, stands = _proposed(session, workspace, event)
    return replace(scene, tasks=tasks, proposal=proposal, stands=stands)


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


def _last(session: Session, member: Member, event: int) -> Recorded | None:
    kept = decisions.decisions(session, workspace=member.workspace, event=event)
    return kept[-1] if kept else None


def _signatures(scene: _Scene) -> list[Signature]:
    """Return who stands for the proposal, the lead first."""
    who = [*([scene.proposal.by] if scene.proposal else []), *(one.by for one in scene.stands)]
    return [
        Signature(
            person=one,
            partner=scene.members[one].partner if one in scene.members else None,
            lead=scene.leads(one),
            inside=one in scene.members and scene.knows(scene.members[one]),
        )
        for one in dict.fromkeys(who)
    ]


def _told(one: Recorded, *, knows: bool, event: Event) -> Recorded:
    """Return a decision without what only the full level asked for."""
    items, words = covered(one.words)
    if knows:
        return one
    open_ = deciding.needed(Decision(one.kind), _outside(event)).others
    hidden = bool(set(items) & (sharing.VEILED | sharing.HINTING))
    return replace(one, words="" if hidden else f"\n{words}", people=one.people[: 1 + open_])


def _words(item: Item | None, key: str) -> str:
    return item.told() if item else key


def _things(found: Ready | Open, tasks: tuple[Task, ...]) -> list[Task]:
    listed = () if isinstance(found, Ready) else found.things
    return [one for one in tasks if one.id in listed]


def _levels(event: Event) -> Levels:
    """Return both levels as they were counted last; only the tiers are looked at."""
    scored = levels({})
    shown = event.tier_shown or Tier.LOW
    return Levels(
        replace(scored.full, tier=event.tier or shown), replace(scored.outside, tier=shown)
    )


def _outside(event: Event) -> Levels:
    both = _levels(event)
    return Levels(both.outside, both.outside)


def _tell(
    session: Session, tools: Toolbox, member: Member, scene: _Scene, *, decided: bool
) -> None:
    """Tell everybody else on the plan what was decided, or those who may stand for it of that."""
    asked = needed(scene.event)
    for person, other in scene.members.items():
        if person == member.person or scene.proposal is None:
            continue
        if not decided and asked.inside and not scene.knows(other):
            continue
        enqueue(
            session, workspace=member.workspace,
            parts=("event", scene.event.id, scene.proposal.id, person, decided),
            kind=Kind.PERSONAL, needs=Permission.EVENTS_READ,
            message=message.invited(scene.event, decided=decided), now=tools.now(),
            person=other.slack_user,
        )  # fmt: skip
