"""Keeping the directory: reading it, adding, editing, confirming, archiving, undoing."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from handlers.partners.request import Asked, Opened
from handlers.partners.searching import local
from handlers.people.service import propose_sector
from handlers.toolbox import Toolbox
from knowledge.access import Member, Permission, check
from knowledge.errors import RefusedError
from knowledge.partners import asking, duplicates, sectors
from knowledge.partners.lexicon import plain
from knowledge.partners.partner import DraftError, Partner, PartnerDraft
from knowledge.partners.sectors import Sector
from knowledge.words import _, ngettext
from storage import audit, partners, people
from storage.partners import rows
from storage.partners.writing import GoneError

#: How many entries a page of the directory shows.
PAGE = 10
#: The word that lists what nobody confirmed for long.
STALE = "stale"
#: How many entries that look like a new one are named.
_LIKE = 3


@dataclass(frozen=True, slots=True)
class Directory:
    """A page of the directory.

    Attributes
    ----------
    about
        What is listed, in words; "" for everything.
    total, stale
        How many there are of what is listed, and how many of all nobody confirmed for 90 days.
    """

    asked: Asked
    about: str
    sector: Sector | None
    listed: tuple[Partner, ...]
    total: int
    stale: int
    today: date


@dataclass(frozen=True, slots=True)
class Card:
    """One entry as members see it, its contact included.

    Attributes
    ----------
    undo
        The version that a press of Undo takes back; 0 for none.
    seats
        How many people sit for it.
    """

    partner: Partner
    today: date
    note: str = ""
    undo: int = 0
    seats: int = 0


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


def directory(tools: Toolbox, *, workspace: int, asked: Asked) -> Directory:
    """Return a page of the directory: by sector, or what fits the words.

    Raises
    ------
    UsageError
        When the words cannot be one search.
    """
    with tools.read() as session:
        today = local(tools, session, workspace).date()
        old, many = partners.stale(
            session, workspace=workspace, today=today, most=asked.start + PAGE
        )
        sector = named_sector(asked.words)
        if asked.words.strip().lower() == STALE:
            listed, total = old[asked.start :], many
            about = _("Not confirmed for 90 days")
        elif sector or not asked.words.strip():
            listed = partners.page(
                session, workspace=workspace, sector=sector, start=asked.start, most=PAGE
            )
            total = partners.count(session, workspace=workspace, sector=sector)
            about = sectors.title(sector) if sector else ""
        else:
            listed, total, about = _searched(tools, session, workspace, asked)
    return Directory(asked, about, sector, tuple(listed), total, many, today)


def named_sector(words: str) -> Sector | None:
    """Return the sector that is called exactly so; other words are searched for."""
    said = plain(words)
    names = {plain(text): each for each in Sector for text in (each.value, sectors.label(each))}
    return names.get(said)


def _searched(
    tools: Toolbox, session: Session, workspace: int, asked: Asked
) -> tuple[list[Partner], int, str]:
    known = partners.places(session, workspace=workspace)
    finding = asking.read(asked.words, places=known)
    moment = local(tools, session, workspace)
    matches = partners.search(session, workspace=workspace, finding=finding, moment=moment)
    ids = [one.id for one in matches[asked.start : asked.start + PAGE]]
    found = partners.several(session, workspace=workspace, ids=ids)
    return found, len(matches), finding.told()


def shown(tools: Toolbox, *, workspace: int, partner: int) -> Partner:
    """Return an entry without its contact, for who looks for help.

    Raises
    ------
    GoneError
        When it is not in the directory any more.
    """
    with tools.read() as session:
        found = partners.by_id(session, workspace=workspace, partner=partner)
    if found is None or found.archived:
        raise GoneError
    return found


def card(tools: Toolbox, *, member: Member, partner: int, note: str = "", undo: int = 0) -> Card:
    """Return an entry with its contact; reading a contact leaves a line in the audit.

    Raises
    ------
    GoneError
        When there is no such entry.
    """
    with tools.begin() as session:
        found = partners.by_id(session, workspace=member.workspace, partner=partner, contact=True)
        if found is None:
            raise GoneError
        if found.contact:
            _audit(session, member, tools, "contact.read", partner)
        seats = partners.seated(session, workspace=member.workspace, partner=partner)
        today = local(tools, session, member.workspace).date()
    return Card(found, today, note, undo, seats)


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
        _audit(session, member, tools, "partner.added", made.id)
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
            _audit(session, member, tools, "partner.edited", before.id)
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
        _audit(session, member, tools, "partner.archived", partner)
        after = partners.archive(
            session,
            workspace=member.workspace,
            partner=partner,
            by=actor(session, member, tools),
            now=tools.now(),
        )
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
        _audit(session, member, tools, "partner.undone", partner)
    return Saved.of(before, after)


def stale(tools: Toolbox, *, workspace: int) -> tuple[list[Partner], int, date]:
    """Return the first entries that nobody confirmed for 90 days, how many, and today."""
    with tools.read() as session:
        today = local(tools, session, workspace).date()
        listed, total = partners.stale(session, workspace=workspace, today=today, most=PAGE)
    return listed, total, today


def users(tools: Toolbox, *, workspace: int) -> dict[str, str]:
    """Return the Slack user behind each random id."""
    with tools.read() as session:
        return people.slack_users(session, workspace=workspace)


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


def actor(session: Session, member: Member, tools: Toolbox) -> str:
    """Return the random id of whoever acts."""
    found = people.ensure(
        session, workspace=member.workspace, slack_user=member.slack_user, now=tools.now()
    )
    return found.id


def _audit(session: Session, member: Member, tools: Toolbox, act: str, partner: int) -> None:
    audit.write(
        session,
        workspace=member.workspace,
        at=tools.now(),
        actor=actor(session, member, tools),
        act=act,
        about=f"partner:{partner}",
    )
