"""The lead decides the day before, and others stand for going ahead."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.day import message, proposals, scene
from handlers.day.proposals import Proposal
from handlers.day.scene import Scene
from handlers.deliveries.service import enqueue
from handlers.toolbox import Toolbox
from knowledge.access import Member, Permission
from knowledge.deliveries import Kind
from knowledge.errors import RefusedError, UsageError
from knowledge.events.decisions import Cover, Decision
from knowledge.events.event import State
from knowledge.events.visibility import View
from knowledge.words import _
from storage import events
from storage.events import decisions, entries
from storage.events.decisions import Recorded


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
