"""Who is what to a coalition; each person has a random id that means nothing by itself."""

import secrets
from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from knowledge.access import Duties, Member, Role
from knowledge.people.circle import Circle, Seat
from knowledge.people.roster import Listed
from storage.tables import ActionRow, PartnerRow, PathItem, Person, PlanItem, Workspace


class _Sits(NamedTuple):
    """The organisation that somebody sits for."""

    name: str
    sector: str
    outreach: bool


def member(session: Session, *, workspace: int, slack_user: str, installer: bool = False) -> Member:
    """Return a person as requests carry them; who has no row is a visitor."""
    opened = session.scalar(select(Workspace.opened_at).where(Workspace.id == workspace))
    row = by_slack_user(session, workspace=workspace, slack_user=slack_user)
    if row is None:
        return Member(workspace, slack_user, opened=opened is not None, installer=installer)
    sector = session.scalar(
        select(PartnerRow.sector).where(
            PartnerRow.workspace_id == workspace, PartnerRow.id == row.partner_id
        )
    )
    return replace(_member(row, sector, opened=opened is not None), installer=installer)


def members(session: Session, *, workspace: int, slack_users: Collection[str]) -> dict[str, Member]:
    """Return many people as :func:`member` does, in one query, each by their Slack user."""
    seated = and_(Person.workspace_id == Workspace.id, Person.slack_user.in_(slack_users))
    sits_for = and_(
        PartnerRow.workspace_id == Person.workspace_id, PartnerRow.id == Person.partner_id
    )
    wanted = (
        select(Workspace.opened_at, Person, PartnerRow.sector)
        .outerjoin_from(Workspace, Person, seated)
        .outerjoin(PartnerRow, sits_for)
        .where(Workspace.id == workspace)
    )
    rows = session.execute(wanted).all()
    opened = any(opened_at is not None for opened_at, _row, _sector in rows)
    found = {user: Member(workspace, user, opened=opened) for user in slack_users}
    for _opened_at, row, sector in rows:
        if row is not None:
            found[row.slack_user] = _member(row, sector, opened=opened)
    return found


def by_slack_user(session: Session, *, workspace: int, slack_user: str) -> Person | None:
    """Return the row of somebody in Slack, if they have one."""
    wanted = (Person.workspace_id == workspace, Person.slack_user == slack_user)
    return session.scalars(select(Person).where(*wanted)).first()


def by_id(session: Session, *, workspace: int, person: str) -> Person | None:
    """Return the row behind a random id, or None once that person is forgotten."""
    return session.get(Person, (workspace, person))


def ensure(session: Session, *, workspace: int, slack_user: str, now: datetime) -> Person:
    """Return somebody's row, made with a new random id the first time it is needed."""
    found = by_slack_user(session, workspace=workspace, slack_user=slack_user)
    if found is not None:
        return found
    made = Person(
        workspace_id=workspace, id=secrets.token_hex(8), slack_user=slack_user, created_at=now
    )
    session.add(made)
    session.flush()
    return made


def slack_users(session: Session, *, workspace: int) -> dict[str, str]:
    """Return the Slack user behind each random id; who is forgotten is not there."""
    wanted = select(Person.id, Person.slack_user).where(Person.workspace_id == workspace)
    return {row.id: row.slack_user for row in session.execute(wanted)}


def gone(session: Session, *, workspace: int) -> dict[str, bool]:
    """Return whether each Slack user on record is known to have left."""
    wanted = select(Person.slack_user, Person.left_at).where(Person.workspace_id == workspace)
    return {row.slack_user: row.left_at is not None for row in session.execute(wanted)}


def holding(session: Session, *, workspace: int, role: Role) -> list[Person]:
    """Return who holds a role and is neither suspended nor gone, longest first."""
    wanted = (
        Person.workspace_id == workspace,
        Person.role == role.value,
        Person.suspended_at.is_(None),
        Person.left_at.is_(None),
    )
    return list(session.scalars(select(Person).where(*wanted).order_by(Person.created_at)))


def _member(row: Person, sector: str | None, *, opened: bool) -> Member:
    return Member(
        workspace=row.workspace_id,
        slack_user=row.slack_user,
        person=row.id,
        role=Role(row.role),
        duties=Duties(row.duties),
        partner=row.partner_id if sector else None,
        sector=sector or "",
        pledged=row.pledged_at is not None,
        suspended=row.suspended_at is not None or row.left_at is not None,
        opened=opened,
    )


def circle(session: Session, *, workspace: int) -> Circle:
    """Return everybody on record with what their word counts for, longest first."""
    return Circle(
        tuple(
            Seat(
                person=row.id,
                role=Role(row.role),
                duties=Duties(row.duties),
                partner=row.partner_id if partner else None,
                outreach=bool(partner and partner.outreach),
                active=_active(row, partner),
            )
            for row, partner in _with_partners(session, workspace)
        )
    )


def roster(session: Session, *, workspace: int) -> list[Listed]:
    """Return everybody who has a seat or waits for one: by sector, organisation, then longest."""
    listed = [
        Listed(
            person=row.id,
            slack_user=row.slack_user,
            role=Role(row.role),
            duties=Duties(row.duties),
            said=Duties(row.duties_said),
            partner=partner.name if partner else "",
            sector=partner.sector if partner else "",
            pledged=row.pledged_at is not None,
            trained_on=row.trained_on,
            suspended=row.suspended_at is not None,
            left=row.left_at is not None,
        )
        for row, partner in _with_partners(session, workspace)
        if partner or row.pledged_at
    ]
    return sorted(listed, key=lambda one: (not one.sector, one.sector, one.partner.casefold()))


def take(session: Session, *, workspace: int, person: str) -> Person | None:
    """Return somebody's row for one writer at a time; None once they are forgotten.

    Whoever changes their access takes this row first, so that no two writers wait for each
    other.
    """
    wanted = select(Person).where(Person.workspace_id == workspace, Person.id == person)
    turn = wanted.with_for_update(key_share=True).execution_options(populate_existing=True)
    return session.scalars(turn).first()


def suspend(session: Session, *, workspace: int, person: str, at: datetime | None) -> bool:
    """Stop somebody's access at a moment, or let it begin again; say whether that is new."""
    row = take(session, workspace=workspace, person=person)
    if row is None or (row.suspended_at is None) is (at is None):
        return False
    row.suspended_at = at
    session.flush()
    return True


def organisation_named(session: Session, *, workspace: int, name: str) -> int | None:
    """Return the organisation of that name, however its letters are written."""
    wanted = (PartnerRow.workspace_id == workspace, PartnerRow.archived_at.is_(None))
    found = session.execute(select(PartnerRow.id, PartnerRow.name).where(*wanted))
    meant = " ".join(name.split()).casefold()
    return next((id_ for id_, each in found if " ".join(each.split()).casefold() == meant), None)


def unconfirmed(session: Session, *, workspace: int) -> list[tuple[str, Duties]]:
    """Return who has a seat and an answer about duties that nobody confirmed, and the answer."""
    wanted = (
        Person.workspace_id == workspace,
        Person.partner_id.is_not(None),
        Person.left_at.is_(None),
        Person.duties == Duties.UNANSWERED.value,
        Person.duties_said.in_([Duties.NONE.value, Duties.PUBLIC.value]),
    )
    found = session.execute(select(Person.id, Person.duties_said).where(*wanted))
    return [(person, Duties(said)) for person, said in found]


def trained(session: Session, *, workspace: int) -> list[tuple[str, str, date]]:
    """Return who has a seat and a training: their random id, Slack user, and its day."""
    wanted = (
        Person.workspace_id == workspace,
        Person.partner_id.is_not(None),
        Person.trained_on.is_not(None),
        Person.suspended_at.is_(None),
        Person.left_at.is_(None),
    )
    found = session.execute(select(Person.id, Person.slack_user, Person.trained_on).where(*wanted))
    return [(person, user, day) for person, user, day in found if day]


def holds(session: Session, *, workspace: int, person: str) -> dict[str, int]:
    """Return how many open things somebody owns: ``actions``, ``plan`` and ``path``."""
    mine = {
        "actions": (
            ActionRow.workspace_id == workspace,
            ActionRow.owner == person,
            ActionRow.closed_at.is_(None),
        ),
        "plan": (
            PlanItem.workspace_id == workspace,
            PlanItem.owner == person,
            PlanItem.archived_at.is_(None) & (PlanItem.state != "done"),
        ),
        "path": (
            PathItem.workspace_id == workspace,
            PathItem.owner == person,
            PathItem.state.in_(("open", "doing", "later")),
        ),
    }
    counts = {
        name: session.scalar(select(func.count()).where(*wanted)) or 0
        for name, wanted in mine.items()
    }
    return {name: count for name, count in counts.items() if count}


def _with_partners(session: Session, workspace: int) -> list[tuple[Person, _Sits | None]]:
    joined = and_(
        PartnerRow.workspace_id == Person.workspace_id, PartnerRow.id == Person.partner_id
    )
    query = (
        select(Person, PartnerRow.name, PartnerRow.sector, PartnerRow.outreach)
        .outerjoin(PartnerRow, joined)
        .where(Person.workspace_id == workspace)
        .order_by(Person.created_at, Person.id)
    )
    return [
        (row, _Sits(name, sector, outreach) if sector else None)
        for row, name, sector, outreach in session.execute(query)
    ]


def _active(row: Person, partner: _Sits | None) -> bool:
    seated = partner is not None and row.pledged_at is not None
    return seated and row.suspended_at is None and row.left_at is None
