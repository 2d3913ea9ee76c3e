"""The directory as members read it: pages, entries with their contact, what is stale."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from handlers.partners.request import Asked
from handlers.partners.searching import local
from handlers.toolbox import Toolbox
from knowledge.access import Member
from knowledge.partners import asking, sectors
from knowledge.partners.lexicon import plain
from knowledge.partners.partner import Partner
from knowledge.partners.sectors import Sector
from knowledge.words import _
from storage import audit, partners, people
from storage.partners.writing import GoneError

#: How many entries a page of the directory shows.
PAGE = 10
#: The word that lists what nobody confirmed for long.
STALE = "stale"


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
    index = partners.index(session, workspace=workspace)
    finding = asking.read(asked.words, places=index.places)
    matches = index.search(finding, moment=local(tools, session, workspace))
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
            record(session, member, tools, "contact.read", partner)
        seats = partners.seated(session, workspace=member.workspace, partner=partner)
        today = local(tools, session, member.workspace).date()
    return Card(found, today, note, undo, seats)


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


def actor(session: Session, member: Member, tools: Toolbox) -> str:
    """Return the random id of whoever acts."""
    found = people.ensure(
        session, workspace=member.workspace, slack_user=member.slack_user, now=tools.now()
    )
    return found.id


def record(session: Session, member: Member, tools: Toolbox, act: str, partner: int) -> None:
    """Put an act, or the reading of a contact, into the audit within its own transaction."""
    audit.write(
        session,
        workspace=member.workspace,
        at=tools.now(),
        actor=actor(session, member, tools),
        act=act,
        about=f"partner:{partner}",
    )
