"""Ready? What is still open the day before, and who stands for going ahead."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from handlers.day import message, proposals, scene
from handlers.day.proposals import Proposal
from handlers.day.scene import Scene
from handlers.deliveries.service import enqueue
from handlers.toolbox import Toolbox
from knowledge.access import Member, Permission
from knowledge.deliveries import Kind
from knowledge.errors import RefusedError, UsageError
from knowledge.events import sharing
from knowledge.events.decisions import Cover, Decision
from knowledge.events.event import Event, State
from knowledge.events.readiness import Open, Ready
from knowledge.events.sharing import HINTING, VEILED, Line
from knowledge.events.visibility import View
from knowledge.words import _
from storage import events, people, workspaces
from storage.events import decisions, entries
from storage.events.decisions import Recorded


@dataclass(frozen=True, slots=True)
class Told:
    """A decision on record as one person may read it.

    Attributes
    ----------
    open, words
        What everybody's list had open, and how it is covered, or what changes.
    inside
        The same for those who may know the conflict answer; None for all others.
    """

    kind: Decision
    at: datetime
    people: tuple[str, ...]
    open: tuple[str, ...]
    words: str
    inside: tuple[tuple[str, ...], str] | None = None


@dataclass(frozen=True, slots=True)
class Inside:
    """What only those see who may know the conflict answer.

    Attributes
    ----------
    lines
        What is open on their list alone.
    hinting
        Whether something is open whose words may tell what outreach answered.
    words
        The lead's words for them, of what is proposed.
    wanting
        How many more partner organizations should stand for it among them; nothing waits for it.
    stands
        Who of them stands for it besides the lead, where anybody is wished for.
    """

    lines: tuple[Line, ...] = ()
    hinting: bool = False
    words: str = ""
    wanting: int = 0
    stands: tuple[str, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether the lead is asked for words for them."""
        return bool(self.lines) or self.hinting


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
        How the lead covers it, while others still have to stand for it.
    left
        Who has to, in words.
    stand
        Id of the proposal that this person can stand for now; "" for none.
    inside
        None for whoever may not know the conflict answer.
    """

    event: Event
    ready: Ready | Open
    lines: tuple[Line, ...]
    decided: tuple[Told, ...]
    proposal: Proposal | None
    left: tuple[str, ...]
    lead: bool
    stand: str
    people: Mapping[str, str]
    zone: ZoneInfo
    inside: Inside | None = None

    @property
    def common(self) -> tuple[Line, ...]:
        """What is open on everybody's list."""
        inside = self.inside.lines if self.inside else ()
        return tuple(one for one in self.lines if one not in inside)


def look(tools: Toolbox, member: Member, event: int) -> Shown:
    """Return how ready an event is, for somebody named on its plan."""
    with tools.read() as session:
        found = scene.read(session, member, event)
        users = people.slack_users(session, workspace=member.workspace)
        zone = workspaces.zone(session, workspace=member.workspace)
    knows, pending = found.knows(member), found.pending
    ready = found.ready(knows=knows)
    asked = pending is not None or (knows and found.wanting > 0)
    may = asked and not found.leads(member.person) and member.person not in found.stands
    return Shown(
        event=found.event,
        ready=ready,
        lines=_lines(found, ready.things if isinstance(ready, Open) else (), knows=knows),
        decided=tuple(_told(one, found, knows=knows) for one in found.decided),
        proposal=pending,
        left=found.lacks(pending.kind) if pending else (),
        lead=found.leads(member.person),
        stand=found.proposal.id if may and found.proposal else "",
        people=users,
        zone=zone,
        inside=_inside(found) if knows else None,
    )


def decide(
    tools: Toolbox,
    member: Member,
    event: int,
    *,
    kind: Decision,
    words: str,
    mark: str,
    inside: str = "",
) -> Recorded | None:
    """Record what the event lead decides; None where others must stand for it first.

    Parameters
    ----------
    words, inside
        For everybody on the plan, and for those who may know the conflict answer alone.
    mark
        The dialog's own: sent twice, it is one decision.

    Raises
    ------
    RefusedError
        When somebody else than the lead decides.
    UsageError
        When something of everybody's list is open that was not when "Ready" was pressed.
    """
    with tools.begin() as session:
        decisions.hold(session, workspace=member.workspace, event=event)
        found = scene.read(session, member, event)
        if not found.leads(member.person):
            raise RefusedError(
                _("The event lead decides. You can tell them what you see, or stand beside them.")
            )
        if entries.find(session, workspace=member.workspace, event=event, entry=mark) is not None:
            return found.decided[-1] if found.decided else None
        at = found.next(tools.now())
        proposal = _proposal(found, member, kind, words, inside, mark, at)
        proposals.propose(session, workspace=member.workspace, event=event, proposal=proposal)
        return _settle(session, tools, member, event, asked=True)


def stand(tools: Toolbox, member: Member, event: int, *, proposal: str) -> Recorded | None:
    """Stand for what the lead proposed; returns the decision once enough people do.

    Those who may know the conflict answer can after that too, while more of them are wished for.

    Raises
    ------
    UsageError
        When it was decided meanwhile, or the lead proposed something else since.
    """
    with tools.begin() as session:
        # whoever stands at the same moment waits here, so that the last of them decides
        decisions.hold(session, workspace=member.workspace, event=event)
        found = scene.read(session, member, event)
        wished = found.knows(member) and found.wanting > 0
        newest = found.proposal is not None and found.proposal.id == proposal
        if not newest or not (found.pending or wished):
            raise UsageError(_("This was decided or changed meanwhile. Open “Ready?” again."))
        proposals.stand(session, member, event=event, proposal=proposal, now=tools.now())
        return _settle(session, tools, member, event, asked=False)


def _proposal(
    found: Scene,
    member: Member,
    kind: Decision,
    words: str,
    inside: str,
    mark: str,
    at: datetime,
) -> Proposal:
    """Return what a lead decides as everybody's list makes it, and beside it what is inside.

    Where only the inside list has something open it is "ready" for everybody else, and made
    like that: by the lead alone, at once.
    """
    common, extra = Cover(words=words), Cover()
    if kind in (Decision.READY, Decision.COVERED):
        open_ = found.open(knows=False)
        if open_ and kind is Decision.READY:
            raise UsageError(_("Something is open again. Open “Ready?” once more and decide."))
        kind = Decision.COVERED if open_ else Decision.READY
        common = Cover(open_, words)
        extra = Cover(found.open(knows=True), inside if found.knows(member) else "")
    return Proposal(mark, kind, member.person, at, common, extra)


def _settle(
    session: Session, tools: Toolbox, member: Member, event: int, *, asked: bool
) -> Recorded | None:
    """Record what is proposed once nobody is missing, and tell of it; else ask, where wanted."""
    found = scene.read(session, member, event)
    proposal = found.pending
    if proposal is None:
        return None
    if found.lacks(proposal.kind):
        if asked:
            _tell(session, tools, member, found, decided=False)
        return None
    made = decisions.record(
        session, workspace=member.workspace, event=event, kind=proposal.kind,
        words=proposal.common.packed(), people=[one.person for one in found.signatures()],
        now=max(tools.now(), proposal.at),
        inside=proposal.inside.packed() if proposal.inside != Cover() else "",
    )  # fmt: skip
    if proposal.kind is Decision.POSTPONED:
        postponed = {"state": State.POSTPONED.value}
        events.change(
            session, workspace=member.workspace, event=event, changed=postponed,
            by=member.person, now=tools.now(),
        )  # fmt: skip
    _tell(session, tools, member, found, decided=True)
    return made


def _tell(session: Session, tools: Toolbox, member: Member, found: Scene, *, decided: bool) -> None:
    """Tell everybody else on the plan what was decided, or that they may stand for it.

    All get one message at the same time; only its words ask those inside for more.
    """
    proposal = found.proposal.id if found.proposal else ""
    for person, other in found.members.items():
        if person == member.person:
            continue
        wished = decided and found.wanting > 0 and found.knows(other)
        also = wished and person not in found.stands and not found.leads(person)
        enqueue(
            session, workspace=member.workspace,
            parts=("event", found.event.id, proposal, person, decided),
            kind=Kind.PERSONAL, needs=Permission.EVENTS_READ,
            message=message.invited(found.event, decided=decided, also=also), now=tools.now(),
            person=other.slack_user,
            about=(found.event.id, View.OUTREACH if also else View.PLAN),
        )  # fmt: skip


def _inside(found: Scene) -> Inside:
    pending = found.pending
    return Inside(
        lines=_lines(found, found.open(knows=True), knows=True),
        hinting=bool((VEILED | HINTING) & {*found.open(knows=False), *found.open(knows=True)}),
        words=pending.inside.words if pending else "",
        wanting=found.wanting,
        stands=tuple(
            one.person
            for one in found.signatures()
            if one.inside and not one.lead and found.wished.others
        ),
    )


def _told(one: Recorded, found: Scene, *, knows: bool) -> Told:
    """Return a decision as everybody reads it, and what is for those who may know beside it."""
    common, inside = Cover.unpacked(one.words), Cover.unpacked(one.inside)
    return Told(
        kind=Decision(one.kind),
        at=one.at,
        people=one.people,
        open=_texts(found, common.items, knows=knows),
        words=common.words,
        inside=(_texts(found, inside.items, knows=True), inside.words) if knows else None,
    )


def _texts(found: Scene, items: tuple[str, ...], *, knows: bool) -> tuple[str, ...]:
    return tuple(one.text for one in _lines(found, items, knows=knows))


def _lines(found: Scene, items: tuple[str, ...], *, knows: bool) -> tuple[Line, ...]:
    view = View.OUTREACH if knows else View.PLAN
    listed = [one for one in found.tasks(knows=knows) if one.id in items]
    return tuple(sharing.line(one, view) for one in listed)
