"""Keeping the directory: adding, editing, confirming, archiving, undoing."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from handlers.partners.request import Opened
from handlers.partners.searching import local
from handlers.partners.service import actor, record
from handlers.people.service import propose_sector
from handlers.toolbox import Toolbox
from knowledge.access import Member, Permission, check
from knowledge.errors import RefusedError
from knowledge.partners import duplicates
from knowledge.partners.partner import DraftError, Partner, PartnerDraft
from knowledge.words import _, ngettext
from storage import partners
from storage.partners import rows
from storage.partners.writing import GoneError

#: How many entries that look like a new one are named.
_LIKE = 3


@dataclass(frozen=True, slots=True)
class Saved:
    """An entry after an edit: whether anything changed, and whether its sector is proposed."""

    partner: Partner
    changed: bool
    proposed: bool = False

    @classmethod
    def of(cls, before: Partner, after: Partner, *, proposed: bool = False) -> "Saved":
        """Return an entry after an edit, compared with the one before."""
        return cls(after, changed=after.version != before.version, proposed=proposed)


@dataclass(frozen=True, slots=True)
class Lookalikes:
    """Entries that look like one that is about to be added."""

    draft: PartnerDraft
    like: tuple[Partner, ...]


def add(tools: Toolbox, *, member: Member, draft: PartnerDraft, sure: bool) -> Partner | Lookalikes:
    """Add an entry, or return those that look like it until somebody is sure."""
    check(member, Permission.PARTNERS_MANAGE)
    workspace = member.workspace
    like = () if sure else lookalikes(tools, workspace=workspace, draft=draft)
    if like:
        return Lookalikes(draft, like)
    with tools.begin() as session:
        made = partners.add(
            session,
            workspace=workspace,
            draft=draft,
            by=actor(session, member, tools),
            now=tools.now(),
            confirmed_on=local(tools, session, workspace).date(),
        )
        record(session, member, tools, "partner.added", made.id)
    return made


def lookalikes(tools: Toolbox, *, workspace: int, draft: PartnerDraft) -> tuple[Partner, ...]:
    """Return entries that may be the same organisation, the likeliest first."""
    new = duplicates.Listed(0, draft.name, draft.sector, frozenset(draft.services))
    with tools.read() as session:
        pairs = duplicates.like(new, partners.listed(session, workspace=workspace))
        ids = [pair.second for pair in pairs[:_LIKE]]
        return tuple(partners.several(session, workspace=workspace, ids=ids))


def edit(tools: Toolbox, *, member: Member, opened: Opened, draft: PartnerDraft) -> Saved:
    """Save an edit; what others changed in other fields since goes together with it.

    The sector of people who sit for it moves only with a second person's word: then the rest is
    saved, and the sector is proposed.

    Raises
    ------
    ChangedMeanwhileError
        When others changed the same fields to something else.
    DraftError
        When it would begin or end street outreach under people who sit for it.
    GoneError
        When there is no such entry.
    """
    check(member, Permission.PARTNERS_MANAGE)
    with tools.begin() as session:
        before = _kept(session, member, opened.id or 0)
        moves = _moves_people(session, member, before, draft)
        wanted = replace(draft, sector=before.sector) if moves else draft
        saved = partners.change(
            session,
            workspace=member.workspace,
            partner=before.id,
            wanted=rows.packed(wanted),
            by=actor(session, member, tools),
            now=tools.now(),
            version=opened.version,
        )
        if saved.version != before.version:
            record(session, member, tools, "partner.edited", before.id)
    if moves:
        propose_sector(
            tools, member, partner=saved.id, before=saved.sector.value, after=draft.sector.value
        )
    return Saved.of(before, saved, proposed=moves)


def confirm(tools: Toolbox, *, member: Member, partner: int) -> Saved:
    """Remember that this member said today that an entry is right.

    Raises
    ------
    GoneError
        When there is no such entry.
    """
    check(member, Permission.PARTNERS_MANAGE)
    with tools.begin() as session:
        before = _kept(session, member, partner)
        after = partners.confirm(
            session,
            workspace=member.workspace,
            partner=partner,
            by=actor(session, member, tools),
            now=tools.now(),
            today=local(tools, session, member.workspace).date(),
        )
    return Saved.of(before, after)


def archive(tools: Toolbox, *, member: Member, partner: int) -> Saved:
    """Take an entry out of the directory.

    Raises
    ------
    RefusedError
        While people sit for it.
    GoneError
        When there is no such entry.
    """
    check(member, Permission.PARTNERS_MANAGE)
    with tools.begin() as session:
        before = _kept(session, member, partner)
        _refuse_seats(session, member, partner)
        after = partners.archive(
            session,
            workspace=member.workspace,
            partner=partner,
            by=actor(session, member, tools),
            now=tools.now(),
        )
        # The audit last, as everywhere: no two writers wait for each other.
        record(session, member, tools, "partner.archived", partner)
    return Saved.of(before, after)


def undo(tools: Toolbox, *, member: Member, partner: int, version: int) -> Saved:
    """Take an edit back.

    Raises
    ------
    ChangedMeanwhileError
        When others changed the same fields since.
    RefusedError
        When people sit for it by now, and it would leave them or change what they see.
    GoneError
        When there is no such entry.
    """
    check(member, Permission.PARTNERS_MANAGE)
    with tools.begin() as session:
        before = _kept(session, member, partner)
        after = partners.undo(
            session,
            workspace=member.workspace,
            partner=partner,
            version=version,
            by=actor(session, member, tools),
            now=tools.now(),
        )
        moved = (before.sector, before.outreach) != (after.sector, after.outreach)
        if moved or after.archived:
            _refuse_seats(session, member, partner)
        record(session, member, tools, "partner.undone", partner)
    return Saved.of(before, after)


def _refuse_seats(session: Session, member: Member, partner: int) -> None:
    seats = partners.seated(session, workspace=member.workspace, partner=partner)
    if seats:
        raise RefusedError(
            ngettext(
                "{n} person sits for this organization, so it stays as it is. Move their seat "
                "first: `/coalition people`.",
                "{n} people sit for this organization, so it stays as it is. Move their seats "
                "first: `/coalition people`.",
                seats,
            ).format(n=seats)
        )


def _kept(session: Session, member: Member, partner: int) -> Partner:
    found = partners.by_id(session, workspace=member.workspace, partner=partner)
    if found is None:
        raise GoneError
    return found


def _moves_people(session: Session, member: Member, before: Partner, draft: PartnerDraft) -> bool:
    """Say whether an edit would change the sector of people who sit for it.

    Raises
    ------
    DraftError
        When it changes whether their organisation does outreach, which decides what they see.
    """
    if (before.sector, before.outreach) == (draft.sector, draft.outreach):
        return False
    if not partners.seated(session, workspace=member.workspace, partner=before.id):
        return False
    if before.outreach != draft.outreach:
        raise DraftError(
            "outreach",
            _(
                "People sit for this organization, and this decides what they may see. Leave it "
                "as it is, and ask a coordinator."
            ),
        )
    return True
