"""What an event lead proposes, in the lines that keep it until enough people stand for it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.day import service
from knowledge.access import Member
from knowledge.events.day import Entry, EntryKind
from knowledge.events.decisions import Cover, Decision
from storage.events import entries

_KINDS = (EntryKind.PROPOSAL, EntryKind.PROPOSAL_INSIDE, EntryKind.STAND)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is to be decided, as it goes on record once enough people stand for it.

    Attributes
    ----------
    common
        What everybody's list had open, and the words for everybody.
    inside
        What the list of those who may know the conflict answer had open beyond that, and the
        words for them; nobody else is given it.
    """

    id: str
    kind: Decision
    by: str
    at: datetime
    common: Cover
    inside: Cover

    @property
    def covers(self) -> bool:
        """Whether it is to go ahead with something open, on whichever list."""
        return self.kind is Decision.COVERED or bool(self.inside.items)


def propose(session: Session, *, workspace: int, event: int, proposal: Proposal) -> bool:
    """Keep a proposal, and say whether it was not kept before."""
    mark, by, at = proposal.id, proposal.by, proposal.at
    said = f"{proposal.kind.value}\n{proposal.common.packed()}"
    line = Entry(mark, EntryKind.PROPOSAL, by, at, said)
    _kept, new = entries.write(session, workspace=workspace, event=event, entry=line)
    if new and proposal.inside != Cover():
        beside = service.beside(mark, "inside")
        # Theirs only with words of theirs: a lead who may not know is told of no such line, not
        # even as one that is held about them.
        theirs = by if proposal.inside.words.strip() else ""
        line = Entry(beside, EntryKind.PROPOSAL_INSIDE, theirs, at, proposal.inside.packed())
        entries.write(session, workspace=workspace, event=event, entry=line)
    return new


def stand(session: Session, member: Member, *, event: int, proposal: str, now: datetime) -> None:
    """Keep that somebody stands for a proposal, once."""
    line = Entry(
        id=f"{proposal[:18]}{member.person}", kind=EntryKind.STAND, by=member.person, at=now,
        text=proposal,
    )  # fmt: skip
    entries.write(session, workspace=member.workspace, event=event, entry=line)


def newest(
    session: Session, *, workspace: int, event: int
) -> tuple[Proposal | None, tuple[str, ...]]:
    """Return the last proposal, decided since or not, and who stands for it, by random id."""
    lines = entries.load(session, workspace=workspace, event=event, kinds=_KINDS)
    last = next((one for one in reversed(lines) if one.kind is EntryKind.PROPOSAL), None)
    if last is None:
        return None, ()
    said, _newline, cover = last.text.partition("\n")
    beside = service.beside(last.id, "inside")
    inside = next((one.text for one in lines if one.id == beside), "")
    found = Proposal(
        last.id, Decision(said), last.by, last.at, Cover.unpacked(cover), Cover.unpacked(inside)
    )
    stands = [one for one in lines if one.kind is EntryKind.STAND and one.text == last.id]
    return found, tuple(one.by for one in stands)
