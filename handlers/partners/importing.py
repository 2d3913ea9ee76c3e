"""The directory as a CSV file: sent out, and taken in after a look at what it would add."""

from dataclasses import dataclass
from datetime import datetime

from handlers.partners.searching import local
from handlers.partners.service import actor
from handlers.toolbox import Toolbox
from knowledge.access import Member, Permission, check, may
from knowledge.errors import DataError
from knowledge.partners import csvfile, duplicates
from knowledge.partners.csvfile import Rejected, Row
from knowledge.partners.duplicates import Listed
from knowledge.words import _
from storage import audit, partners

#: How many rows one transaction adds, in some tenths of a second.
_TOGETHER = 300


@dataclass(frozen=True, slots=True)
class Twin:
    """A row that looks like an entry, or like an earlier row: its line and both names."""

    line: int
    name: str
    like: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would add.

    Attributes
    ----------
    same
        Lines of rows of which the very same entry is there already; they are left out.
    twins
        Rows that look like something else.
    unknown
        How many columns are not known here.
    """

    rows: tuple[Row, ...]
    rejected: tuple[Rejected, ...]
    same: tuple[int, ...]
    twins: tuple[Twin, ...]
    unknown: int

    def kept(self, *, twins: bool) -> tuple[Row, ...]:
        """Return the rows that would be added, with those that look alike or without."""
        out = set(self.same) | (set() if twins else {one.line for one in self.twins})
        return tuple(row for row in self.rows if row.line not in out)


def export(tools: Toolbox, *, member: Member) -> bytes:
    """Return the directory as CSV, with contacts for coordinators only; it leaves a line."""
    check(member, Permission.PARTNERS_READ)
    contacts = Permission.PEOPLE_MANAGE in may(member)
    with tools.begin() as session:
        every = partners.every(session, workspace=member.workspace, contact=contacts)
        audit.write(
            session,
            workspace=member.workspace,
            at=tools.now(),
            actor=actor(session, member, tools),
            act="partners.exported",
            about="contacts" if contacts else "",
        )
    return csvfile.write(every, contacts=contacts).encode("utf-8-sig")


def preview(tools: Toolbox, *, member: Member, content: bytes) -> Preview:
    """Return what a file would add, row by row.

    Raises
    ------
    DataError
        When the file as a whole cannot be read.
    """
    check(member, Permission.PARTNERS_MANAGE)
    with tools.read() as session:
        today = local(tools, session, member.workspace).date()
        kept = partners.listed(session, workspace=member.workspace)
    taken = csvfile.read(content, today=today)
    new = [
        Listed(-row.line, row.draft.name, row.draft.sector, frozenset(row.draft.services))
        for row in taken.rows
    ]
    names = {one.id: one.name for one in (*kept, *new)}
    twins: dict[int, Twin] = {}
    same: set[int] = set()
    for pair in duplicates.likely_duplicates([*kept, *new]):
        newer, other = sorted((pair.first, pair.second))
        if newer >= 0:
            continue
        if other < 0:  # both are rows: the later one repeats the earlier
            newer, other = min(newer, other), max(newer, other)
        if pair.likeness == 1:
            same.add(-newer)
        else:
            twins.setdefault(-newer, Twin(-newer, names[newer], names[other]))
    return Preview(
        rows=taken.rows,
        rejected=taken.rejected,
        same=tuple(sorted(same)),
        twins=tuple(twin for line, twin in sorted(twins.items()) if line not in same),
        unknown=taken.unknown,
    )


def take_in(tools: Toolbox, *, member: Member, content: bytes, twins: bool) -> tuple[int, datetime]:
    """Add what a file holds; return how many, and the moment that names them.

    It goes in by hundreds, so that nobody waits for thousands. Where that is cut short, the
    same file sent again adds what is missing, for the rest is there already.

    Raises
    ------
    DataError
        When the file cannot be read, or nothing is left of it to add.
    """
    rows = preview(tools, member=member, content=content).kept(twins=twins)
    if not rows:
        raise DataError(_("Nothing is left to add: every row is there already."))
    now = tools.now()
    with tools.begin() as session:
        by = actor(session, member, tools)
        audit.write(
            session,
            workspace=member.workspace,
            at=now,
            actor=by,
            act="partners.imported",
            about=f"partners:{len(rows)}",
        )
    for start in range(0, len(rows), _TOGETHER):
        filled = [(row.draft, row.confirmed_on) for row in rows[start : start + _TOGETHER]]
        with tools.begin() as session:
            partners.add_all(session, workspace=member.workspace, filled=filled, by=by, now=now)
    return len(rows), now


def withdraw(tools: Toolbox, *, member: Member, added_at: datetime) -> int:
    """Archive what this member added together and nobody changed since; say how many."""
    check(member, Permission.PARTNERS_MANAGE)
    now = tools.now()
    with tools.begin() as session:
        by = actor(session, member, tools)
        audit.write(
            session,
            workspace=member.workspace,
            at=now,
            actor=by,
            act="partners.import_undone",
        )
    many = 0
    while True:
        with tools.begin() as session:
            taken = partners.withdraw_import(
                session,
                workspace=member.workspace,
                added_at=added_at,
                added_by=by,
                by=by,
                now=now,
                most=_TOGETHER,
            )
        many += taken
        if taken < _TOGETHER:
            return many
