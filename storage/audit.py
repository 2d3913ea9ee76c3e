"""The audit: who did, or read, what sensitive thing, and when; append-only, hash-chained.

A line names people by their random ids. Forgetting somebody deletes the row that ties that id
to a Slack user, so lines stay, lead to nobody, and the chain still verifies.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from storage.tables import AuditHead, AuditLine

#: What the first line of every chain follows.
START = "0" * 64

_FIRST = text(
    "INSERT INTO audit_heads (workspace_id, seq, digest) VALUES (:workspace, 0, :digest)"
    " ON CONFLICT DO NOTHING"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the audit."""

    seq: int
    at: datetime
    actor: str
    act: str
    about: str = ""
    subject: str | None = None
    outreach: bool = False


def write(
    session: Session,
    *,
    workspace: int,
    at: datetime,
    actor: str,
    act: str,
    about: str = "",
    subject: str | None = None,
    outreach: bool = False,
) -> None:
    """Add a line in the act's own transaction; the next writer waits until that ends.

    Parameters
    ----------
    actor, subject
        Random ids of who did it and whom it concerns.
    act
        What was done, such as ``person.suspended`` or ``contact.read``.
    about
        What it was done to, such as ``partner:12``; never a word of its content.
    outreach
        Whether only whom it concerns and outreach supervisors may see the line.
    """
    session.execute(_FIRST, {"workspace": workspace, "digest": START})
    head = session.scalars(
        select(AuditHead)
        .where(AuditHead.workspace_id == workspace)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    entry = Entry(head.seq + 1, at, actor, act, about, subject, outreach)
    linked = digest(entry, previous=head.digest, workspace=workspace)
    session.add(
        AuditLine(
            workspace_id=workspace,
            seq=entry.seq,
            at=at,
            actor=actor,
            subject=subject,
            act=act,
            about=about,
            outreach=outreach,
            previous=head.digest,
            digest=linked,
        )
    )
    head.seq, head.digest = entry.seq, linked
    session.flush()


def digest(entry: Entry, *, previous: str, workspace: int) -> str:
    """Return the BLAKE2b digest that ties an entry to the one before it."""
    said = [
        workspace, entry.seq, entry.at.isoformat(timespec="microseconds"), entry.actor,
        entry.act, entry.about, entry.subject, entry.outreach, previous,
    ]  # fmt: skip
    return hashlib.blake2b(json.dumps(said).encode(), digest_size=32).hexdigest()


def broken_at(session: Session, *, workspace: int) -> int | None:
    """Return the number of the first line that does not follow from the one before, if any."""
    previous, seq = START, 0
    for line in _lines(session, workspace):
        seq += 1
        entry = _entry(line)
        linked = digest(entry, previous=previous, workspace=workspace)
        if line.seq != seq or line.previous != previous or line.digest != linked:
            return seq
        previous = linked
    head = session.get(AuditHead, workspace)
    ends = (head.seq, head.digest) if head else (0, START)
    return None if ends == (seq, previous) else seq + 1


def entries(session: Session, *, workspace: int, concerning: Sequence[str] = ()) -> list[Entry]:
    """Return the lines in their order; with ``concerning``, those by or about these people."""
    wanted = select(AuditLine).where(AuditLine.workspace_id == workspace)
    if concerning:
        wanted = wanted.where(AuditLine.actor.in_(concerning) | AuditLine.subject.in_(concerning))
    return [_entry(line) for line in session.scalars(wanted.order_by(AuditLine.seq))]


def _lines(session: Session, workspace: int) -> Iterator[AuditLine]:
    ordered = select(AuditLine).where(AuditLine.workspace_id == workspace).order_by(AuditLine.seq)
    yield from session.scalars(ordered.execution_options(yield_per=1_000))


def _entry(line: AuditLine) -> Entry:
    return Entry(line.seq, line.at, line.actor, line.act, line.about, line.subject, line.outreach)
