"""How ready an event is, and what was decided, as one person may see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.day import scene
from handlers.day.proposals import Proposal
from handlers.day.scene import Scene
from handlers.toolbox import Toolbox
from knowledge.access import Member
from knowledge.events import sharing
from knowledge.events.decisions import Cover, Decision
from knowledge.events.event import Event
from knowledge.events.readiness import Open, Ready
from knowledge.events.sharing import HINTING, VEILED, Line
from knowledge.events.visibility import View
from storage import people, workspaces
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
