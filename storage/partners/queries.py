"""What is kept of partners, read back."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import Session, defer

from knowledge.partners.duplicates import Listed
from knowledge.partners.partner import STALE, Partner
from knowledge.partners.sectors import Sector
from knowledge.partners.services import Service
from storage.partners.rows import value
from storage.tables import PartnerRow, PartnerWord, Person

#: The order of the fifteen sectors in the directory, and after them anything else.
_SECTORS = case(
    {sector.value: at for at, sector in enumerate(Sector)}, value=PartnerRow.sector, else_=99
)


def by_id(
    session: Session, *, workspace: int, partner: int, contact: bool = False
) -> Partner | None:
    """Return one partner, archived or not; its contact only where it is asked for."""
    wanted = _without_contact().where(
        PartnerRow.workspace_id == workspace, PartnerRow.id == partner
    )
    if contact:
        wanted = select(PartnerRow).where(
            PartnerRow.workspace_id == workspace, PartnerRow.id == partner
        )
    row = session.scalars(wanted).first()
    return value(row, contact=contact) if row else None


def several(session: Session, *, workspace: int, ids: Sequence[int]) -> list[Partner]:
    """Return partners in the order of their ids as given, without contacts."""
    wanted = _without_contact().where(PartnerRow.workspace_id == workspace, PartnerRow.id.in_(ids))
    found = {row.id: value(row, contact=False) for row in session.scalars(wanted)}
    return [found[each] for each in ids if each in found]


def page(
    session: Session, *, workspace: int, sector: Sector | None = None, start: int, most: int
) -> list[Partner]:
    """Return a page of the directory by sector and name, without contacts."""
    wanted = _of_directory(workspace, sector).order_by(
        _SECTORS, func.lower(PartnerRow.name), PartnerRow.id
    )
    rows = session.scalars(wanted.offset(start).limit(most))
    return [value(row, contact=False) for row in rows]


def count(session: Session, *, workspace: int, sector: Sector | None = None) -> int:
    """Return how many partners are in the directory, or of one sector."""
    wanted = _of_directory(workspace, sector).with_only_columns(func.count())
    return session.scalar(wanted) or 0


def stale(session: Session, *, workspace: int, today: date, most: int) -> tuple[list[Partner], int]:
    """Return those that nobody confirmed for 90 days, the oldest first, and how many there are."""
    old = or_(
        PartnerRow.confirmed_on.is_(None),
        PartnerRow.confirmed_on <= today - timedelta(days=STALE),
    )
    wanted = _of_directory(workspace, None).where(old)
    total = session.scalar(wanted.with_only_columns(func.count())) or 0
    never = case((PartnerRow.confirmed_on.is_(None), 0), else_=1)
    ordered = wanted.order_by(never, PartnerRow.confirmed_on, func.lower(PartnerRow.name))
    rows = session.scalars(ordered.order_by(PartnerRow.id).limit(most))
    return [value(row, contact=False) for row in rows], total


def every(session: Session, *, workspace: int, contact: bool = False) -> list[Partner]:
    """Return the whole directory by name, archived ones left out."""
    wanted = _of_directory(workspace, None)
    if contact:
        wanted = select(PartnerRow).where(
            PartnerRow.workspace_id == workspace, PartnerRow.archived_at.is_(None)
        )
    rows = session.scalars(wanted.order_by(func.lower(PartnerRow.name), PartnerRow.id))
    return [value(row, contact=contact) for row in rows]


def listed(session: Session, *, workspace: int) -> list[Listed]:
    """Return the directory as it is compared for entries that are there twice."""
    wanted = select(PartnerRow.id, PartnerRow.name, PartnerRow.sector, PartnerRow.services).where(
        PartnerRow.workspace_id == workspace, PartnerRow.archived_at.is_(None)
    )
    return [
        Listed(id_, name, Sector(sector), frozenset(Service(each) for each in offered))
        for id_, name, sector, offered in session.execute(wanted)
    ]


def covered(session: Session, *, workspace: int) -> Counter[Service]:
    """Return how many partners offer each service."""
    wanted = (
        select(PartnerWord.word, func.count())
        .join(PartnerRow, PartnerRow.id == PartnerWord.partner_id)
        .where(
            PartnerWord.workspace_id == workspace,
            PartnerWord.kind == "service",
            PartnerRow.archived_at.is_(None),
        )
        .group_by(PartnerWord.word)
    )
    return Counter({Service(word): many for word, many in session.execute(wanted)})


def seated(session: Session, *, workspace: int, partner: int) -> int:
    """Return how many people sit for a partner."""
    wanted = select(func.count()).where(
        Person.workspace_id == workspace,
        Person.partner_id == partner,
        Person.left_at.is_(None),
    )
    return session.scalar(wanted) or 0


def _without_contact() -> Select[PartnerRow]:
    """Return a query whose rows refuse to open a contact that nobody asked for."""
    return select(PartnerRow).options(defer(PartnerRow.contact, raiseload=True))


def _of_directory(workspace: int, sector: Sector | None) -> Select[PartnerRow]:
    wanted = _without_contact().where(
        PartnerRow.workspace_id == workspace, PartnerRow.archived_at.is_(None)
    )
    return wanted.where(PartnerRow.sector == sector.value) if sector else wanted
