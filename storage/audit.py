"""The audit: who did, or read, what sensitive thing, and when; append-only, hash-chained.

A line names people by their random ids. Forgetting somebody deletes the row that ties that id
to a Slack user, so lines stay, lead to nobody, and the chain still verifies.
"""

import hashlib
import json
from collections.abc import Collection, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, false, or_, select, text
from sqlalchemy.orm import Session

from knowledge.audit import Entry, Lens
from storage.tables import AuditHead, AuditLine

#: What a line that is about an event says so with, before its number.
EVENT = "event:"
#: What the first line of every chain follows.
START = "0" * 64
#: How many lines are read at once while a chain is followed.
_BATCH = 1_000

_FIRST = text(
    "INSERT INTO audit_heads (workspace_id, seq, digest) VALUES (:workspace, 0, :digest)"
    " ON CONFLICT DO NOTHING"
)


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
    at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    said = [
        workspace, entry.seq, at, entry.actor, entry.act, entry.about, entry.subject,
        entry.outreach, previous,
    ]  # fmt: skip
    return hashlib.blake2b(json.dumps(said).encode(), digest_size=32).hexdigest()


@dataclass(frozen=True, slots=True)
class Chain:
    """How a workspace's chain is.

    Attributes
    ----------
    lines
        How many follow from one another.
    end
        The digest of the last of them; written down elsewhere, it shows a cut-off end.
    broken_at
        The number of the first line that does not follow, if any.
    """

    lines: int
    end: str
    broken_at: int | None = None


def verify(session: Session, *, workspace: int) -> Chain:
    """Follow a workspace's chain from its first line to its end.

    Lines and end are read by one statement, so a line that is written meanwhile is no break.
    """
    seq, end = 0, START
    ends: tuple[int | None, str | None] = (None, None)
    with closing(_lines(session, workspace)) as lines:
        for line, last, digest_of_last in lines:
            ends = (last, digest_of_last)
            linked = digest(_entry(line), previous=end, workspace=workspace)
            if (line.seq, line.previous, line.digest) != (seq + 1, end, linked):
                return Chain(seq, end, broken_at=seq + 1)
            seq, end = line.seq, linked
    if not seq:
        head = session.get(AuditHead, workspace)
        ends = (head.seq, head.digest) if head else (seq, end)
    return Chain(seq, end, broken_at=None if ends == (seq, end) else seq + 1)


def broken_at(session: Session, *, workspace: int) -> int | None:
    """Return the number of the first line that does not follow from the one before, if any."""
    return verify(session, workspace=workspace).broken_at


def newest(
    session: Session,
    *,
    workspace: int,
    lens: Lens,
    before: int | None = None,
    most: int,
    events: Collection[int] = (),
) -> list[Entry]:
    """Return the newest lines that a lens shows, newest first.

    Parameters
    ----------
    before
        Only lines with a smaller number; the newest of all by default.
    events
        Those that exist for whoever looks. What others did at any other is left out without a
        trace: a line about a closed event would count it, with its number or without.
    """
    wanted = [AuditLine.workspace_id == workspace, _shown(lens), _known(lens, events)]
    if before is not None:
        wanted.append(AuditLine.seq < before)
    lines = select(AuditLine).where(*wanted).order_by(AuditLine.seq.desc()).limit(most)
    return [_entry(line) for line in session.scalars(lines)]


def entries(session: Session, *, workspace: int, concerning: Sequence[str] = ()) -> list[Entry]:
    """Return the lines in their order; with ``concerning``, those by or about these people."""
    wanted = select(AuditLine).where(AuditLine.workspace_id == workspace)
    if concerning:
        wanted = wanted.where(AuditLine.actor.in_(concerning) | AuditLine.subject.in_(concerning))
    return [_entry(line) for line in session.scalars(wanted.order_by(AuditLine.seq))]


def _shown(lens: Lens) -> ColumnElement[bool]:
    """Return :meth:`knowledge.audit.Lens.shows` as SQL."""
    shown: list[ColumnElement[bool]] = [false()]
    if lens.general:
        shown.append(AuditLine.outreach.is_(False))
    if lens.outreach:
        shown.append(AuditLine.outreach.is_(True))
    if lens.person:
        concerned = AuditLine.subject == lens.person
        if not lens.of_outreach_too:
            concerned &= AuditLine.outreach.is_(False)
        shown += [AuditLine.actor == lens.person, concerned]
    return or_(*shown)


def _known(lens: Lens, events: Collection[int]) -> ColumnElement[bool]:
    """Say that a line is about no event, or about one of these, or is one's own."""
    known = or_(
        AuditLine.about.not_like(f"{EVENT}%"),
        AuditLine.about.in_([f"{EVENT}{one}" for one in events]),
    )
    return or_(known, AuditLine.actor == lens.person) if lens.person else known


def _lines(
    session: Session, workspace: int
) -> Generator[tuple[AuditLine, int | None, str | None], None, None]:
    """Yield the lines in their order, each with the number and digest of the chain's end."""
    ordered = (
        select(AuditLine, AuditHead.seq, AuditHead.digest)
        .outerjoin(AuditHead, AuditHead.workspace_id == AuditLine.workspace_id)
        .where(AuditLine.workspace_id == workspace)
        .order_by(AuditLine.seq)
    )
    with session.execute(ordered.execution_options(yield_per=_BATCH)) as rows:
        yield from rows


def _entry(line: AuditLine) -> Entry:
    return Entry(line.seq, line.at, line.actor, line.act, line.about, line.subject, line.outreach)
