"""What happens to somebody's standing at once: suspended, trained, gone from Slack."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from handlers.people import days, listing
from handlers.people.changing import known, may_answer
from handlers.people.sending import send
from handlers.toolbox import Toolbox
from knowledge.access import Member, Role
from knowledge.errors import RefusedError
from knowledge.people import suspending
from knowledge.words import _
from storage import audit, people


def train(tools: Toolbox, member: Member, person: str, day: date | None) -> bool:
    """Keep the day of somebody's training; say whether it is new.

    Raises
    ------
    RefusedError
        When it is not theirs to write, or the day is still to come.
    """
    with tools.begin() as session:
        now = tools.now()
        row = known(people.take(session, workspace=member.workspace, person=person))
        if row.trained_on == day:
            return False
        if person != member.person:
            may_answer(session, member)
        if day is not None and day > days.today(session, member.workspace, now):
            raise RefusedError(_("That day is still to come. Write it down once it is done."))
        row.trained_on = day
        _audit(session, member, "person.trained", person, now)
        return True


def suspend(tools: Toolbox, member: Member, person: str, *, stop: bool) -> tuple[bool, str]:
    """Stop somebody's access, or let it begin again; say whether that is new, and their user.

    Raises
    ------
    RefusedError
        When it is not theirs to do, or that person is gone.
    """
    now, workspace = tools.now(), member.workspace
    with tools.begin() as session:
        row = known(people.take(session, workspace=workspace, person=person))
        circle = people.circle(session, workspace=workspace)
        why = suspending.refused(circle.find(member.person), circle.find(person))
        if why:
            raise RefusedError(why)
        at = now if stop else None
        new = people.suspend(session, workspace=workspace, person=person, at=at)
        if new:
            _audit(session, member, "person.suspended" if stop else "person.lifted", person, now)
            parts = ("people.suspended", person, stop, now.isoformat())
            told = listing.suspension(stop=stop, by=member.slack_user)
            send(session, workspace, parts, row.slack_user, told, now)
        return new, row.slack_user


def leave(tools: Toolbox, *, workspace: int, slack_user: str, gone: bool) -> bool:
    """Take note that somebody left Slack or came back; say whether that is new.

    Who comes back has no seat until it is confirmed once more. Coordinators hear what the
    person still holds.
    """
    now = tools.now()
    with tools.begin() as session:
        row = people.by_slack_user(session, workspace=workspace, slack_user=slack_user)
        if row is None or (row.left_at is not None) is gone:
            return False
        row.left_at = now if gone else None
        if not gone:
            row.role, row.partner_id = Role.VISITOR.value, None
        act = "person.left" if gone else "person.returned"
        audit.write(session, workspace=workspace, at=now, actor=row.id, act=act, subject=row.id)
        held = people.holds(session, workspace=workspace, person=row.id) if gone else {}
        told = listing.left(row.slack_user, held, gone=gone)
        for one in people.holding(session, workspace=workspace, role=Role.COORDINATOR):
            parts = ("people.left", row.id, one.id, now.isoformat())
            send(session, workspace, parts, one.slack_user, told, now)
        return True


def _audit(session: Session, member: Member, act: str, person: str, now: datetime) -> None:
    audit.write(
        session, workspace=member.workspace, at=now, actor=member.person, act=act, subject=person
    )
