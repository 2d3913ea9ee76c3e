"""Who is what to a coalition; each person has a random id that means nothing by itself."""

import secrets
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from knowledge.access import Duties, Member, Role
from storage.tables import PartnerRow, Person, Workspace


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
    rows = session.execute(wanted).tuples().all()
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
    return dict(session.execute(wanted).tuples().all())


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
