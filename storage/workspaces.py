"""Which workspace a request, or an import from the shell, belongs to."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from knowledge.errors import UsageError
from knowledge.words import _
from storage.tables import Workspace

#: The id of no workspace: nothing belongs to it.
NOBODY = 0


def only(session: Session, *, now: datetime, name: str | None = None) -> Workspace:
    """Return the workspace that the shell means, creating the first one.

    Parameters
    ----------
    name
        Its Slack team id or its name; needed where there are several.

    Raises
    ------
    UsageError
        When several exist and none, or an unknown one, is named.
    """
    return _meant(session, name) or _create(session, now=now)


def looked_up(session: Session, *, name: str | None = None) -> Workspace:
    """Return the same for what changes nothing: before the first one, one that is not stored.

    Raises
    ------
    UsageError
        As for :func:`only`.
    """
    return _meant(session, name) or Workspace(id=NOBODY, name="")


def _meant(session: Session, name: str | None) -> Workspace | None:
    every = list(session.scalars(select(Workspace).order_by(Workspace.id)))
    if not every or (name is None and len(every) == 1):
        return every[0] if every else None
    named = [one for one in every if name and name in (one.team, one.name)]
    if len(named) == 1:
        return named[0]
    known = ", ".join(f"{one.team or _('unbound')} {one.name}".strip() for one in every)
    raise UsageError(
        _("Say which workspace with --workspace. There are: {known}.").format(known=known)
    )


def bind(session: Session, *, team: str, name: str, now: datetime) -> Workspace:
    """Return the workspace of a Slack team; the first team to connect takes the unbound one."""
    found = by_team(session, team=team)
    if found is None:
        unbound = select(Workspace).where(Workspace.team.is_(None)).order_by(Workspace.id)
        found = session.scalars(unbound.limit(1)).first() or _create(session, now=now)
        found.team = team
    found.name = name
    session.flush()
    return found


def by_team(session: Session, *, team: str) -> Workspace | None:
    """Return the workspace that a Slack team is bound to, if any."""
    return session.scalars(select(Workspace).where(Workspace.team == team)).first()


def settle_timezone(session: Session, *, workspace: int, timezone: str) -> None:
    """Take a source's zone as the workspace's, unless it has one."""
    unset = (Workspace.id == workspace, Workspace.timezone.is_(None))
    session.execute(update(Workspace).where(*unset).values(timezone=timezone))


def zone(session: Session, *, workspace: int) -> ZoneInfo:
    """Return the local zone of a workspace; UTC until an import or the setup names one."""
    name = session.scalar(select(Workspace.timezone).where(Workspace.id == workspace))
    return ZoneInfo(name or "UTC")


def _create(session: Session, *, now: datetime) -> Workspace:
    made = Workspace(created_at=now)
    session.add(made)
    session.flush()
    return made
