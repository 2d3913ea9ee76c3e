"""Ready? What is still open the day before, and who stands for going ahead."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from handlers.day import message, scene, service
from handlers.day.scene import Scene
from handlers.deliveries.service import enqueue
from handlers.toolbox import Toolbox
from knowledge.access import Member, Permission
from knowledge.deliveries import Kind
from knowledge.errors import RefusedError, UsageError
from knowledge.events import decisions as deciding
from knowledge.events import sharing
from knowledge.events.day import Entry, EntryKind
from knowledge.events.decisions import Decision
from knowledge.events.event import Event, State
from knowledge.events.readiness import Open, Ready
from knowledge.events.sharing import Line
from knowledge.events.tasks import Task
from knowledge.events.visibility import View
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


def look(tools: Toolbox, member: Member, event: int) -> Shown:
    """Return how ready an event is, for somebody named on its plan."""
    with tools.read() as session:
        found = scene.read(session, member, event)
        kept = decisions.decisions(session, workspace=member.workspace, event=event)
        users = people.slack_users(session, workspace=member.workspace)
        zone = workspaces.zone(session, workspace=member.workspace)
    knows = found.knows(member)
    ready = found.ready(knows=knows)
    view = View.OUTREACH if knows else View.PLAN
    lead, asks = found.leads(member.person), found.asks(member)
    stood = member.person in {one.by for one in found.stands}
    return Shown(
        event=found.event,
        ready=ready,
        lines=tuple(sharing.line(one, view) for one in _things(ready, found.tasks(knows=knows))),
        decided=tuple(one if knows else _told(one, found) for one in kept),
        proposal=found.proposal if asks else None,
        left=deciding.missing(found.needed, found.signatures()) if asks else (),
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
        found = scene.read(session, member, event)
        if not found.leads(member.person):
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
        found = replace(found, proposal=kept, stands=())
        made = _settle(session, tools, member, found)
        _tell(session, tools, member, found, decided=made is not None)
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
        found = scene.read(session, member, event)
        if found.proposal is None or found.proposal.id != proposal:
            raise UsageError(_("This was decided or changed meanwhile. Open “Ready?” again."))
        if not found.asks(member):
            raise service.stranger()
        line = Entry(
            id=f"{proposal[:18]}{member.person}", kind=EntryKind.STAND, by=member.person,
            at=tools.now(), text=proposal,
        )  # fmt: skip
        entries.write(session, workspace=member.workspace, event=event, entry=line)
        return _settle(session, tools, member, scene.read(session, member, event))


def covered(words: str) -> tuple[tuple[str, ...], str]:
    """Return the items that a decision covers, and how, from the words on record."""
    first, _newline, rest = words.partition("\n")
    return tuple(one for one in first.split(", ") if one), rest


def _settle(session: Session, tools: Toolbox, member: Member, found: Scene) -> Recorded | None:
    """Record a proposal once nobody is missing."""
    proposal = found.proposal
    if proposal is None:
        return None
    said, _newline, words = proposal.text.partition("\n")
    kind = Decision(said)
    signed = found.signatures()
    if deciding.missing(scene.needed(found.event, kind), signed):
        return None
    seen = found.ready(knows=found.knows(member))
    open_ = ", ".join(seen.things) if isinstance(seen, Open) else ""
    made = decisions.record(
        session, workspace=member.workspace, event=found.event.id, kind=kind,
        words=f"{open_}\n{words}", people=[one.person for one in signed], now=tools.now(),
    )  # fmt: skip
    if kind is Decision.POSTPONED:
        postponed = {"state": State.POSTPONED.value}
        events.change(
            session, workspace=member.workspace, event=found.event.id, changed=postponed,
            by=member.person, now=tools.now(),
        )  # fmt: skip
    return made


def _last(session: Session, member: Member, event: int) -> Recorded | None:
    kept = decisions.decisions(session, workspace=member.workspace, event=event)
    return kept[-1] if kept else None


def _told(one: Recorded, found: Scene) -> Recorded:
    """Return a decision without what only the full level asked for.

    Where all that was covered was on the inside list, nothing was open for everybody else.
    """
    items, words = covered(one.words)
    common = {task.id for task in found.common}
    kind = one.kind
    if kind == Decision.COVERED and items and not common & set(items):
        kind, words = Decision.READY.value, ""
    hidden = set(items) - common | set(items) & (sharing.VEILED | sharing.HINTING)
    others = scene.asked_of_all(found.event, Decision(kind))
    return replace(
        one, kind=kind, words="" if hidden else f"\n{words}", people=one.people[: 1 + others]
    )


def _things(found: Ready | Open, tasks: tuple[Task, ...]) -> list[Task]:
    listed = () if isinstance(found, Ready) else found.things
    return [one for one in tasks if one.id in listed]


def _tell(session: Session, tools: Toolbox, member: Member, found: Scene, *, decided: bool) -> None:
    """Tell everybody else on the plan what was decided, or those who may stand for it of that."""
    for person, other in found.members.items():
        if person == member.person or found.proposal is None:
            continue
        if not decided and not found.asks(other):
            continue
        enqueue(
            session, workspace=member.workspace,
            parts=("event", found.event.id, found.proposal.id, person, decided),
            kind=Kind.PERSONAL, needs=Permission.EVENTS_READ,
            message=message.invited(found.event, decided=decided), now=tools.now(),
            person=other.slack_user,
        )  # fmt: skip
