"""Who is what to a coalition."""

from sqlalchemy.orm import Session

from knowledge.access import Member, Role
from storage.tables import MemberRow


def member(session: Session, *, workspace: int, slack_user: str) -> Member:
    """Return a person with their role; who has no row is a member."""
    row = session.get(MemberRow, (workspace, slack_user))
    role = Role(row.role) if row else Role.MEMBER
    return Member(workspace=workspace, slack_user=slack_user, role=role)


def name_installer(session: Session, *, workspace: int, slack_user: str) -> None:
    """Make the person who installed the bot a coordinator."""
    session.merge(
        MemberRow(workspace_id=workspace, slack_user=slack_user, role=Role.COORDINATOR.value)
    )
