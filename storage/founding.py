"""How a coalition begins: somebody is named its coordinator, and takes the seat."""

from datetime import datetime

from sqlalchemy.orm import Session

from knowledge.access import Duties, Role
from knowledge.errors import RefusedError
from knowledge.people.circle import Circle
from knowledge.setup.questions import Question
from knowledge.words import _
from storage import audit, people, settings
from storage.tables import Person, Workspace


def name_coordinator(
    session: Session, *, workspace: int, slack_user: str, by: str, now: datetime
) -> None:
    """Remember whom the installer named; they hold nothing until they take the seat."""
    named = people.ensure(session, workspace=workspace, slack_user=slack_user, now=now)
    installer = people.ensure(session, workspace=workspace, slack_user=by, now=now)
    settings.write(
        session,
        workspace=workspace,
        name=Question.COORDINATOR,
        value=named.id,
        by=installer.id,
        now=now,
    )
    audit.write(
        session,
        workspace=workspace,
        at=now,
        actor=installer.id,
        act="coordinator.named",
        subject=named.id,
    )


def named_coordinator(session: Session, *, workspace: int) -> Person | None:
    """Return who was named, whether or not they took the seat."""
    kept = settings.read(session, workspace=workspace, name=Question.COORDINATOR)
    return None if kept is None else people.by_id(session, workspace=workspace, person=kept.value)


def begin(
    session: Session, *, workspace: int, person: Person, partner: int, duties: Duties, now: datetime
) -> None:
    """Seat the first coordinator, which opens the coalition.

    What they said of their duties counts once it is confirmed; a yes would count at once, and
    nobody with it gets here.

    Raises
    ------
    RefusedError
        When somebody took the seat before.
    """
    coalition = session.get_one(Workspace, workspace, with_for_update=True, populate_existing=True)
    if coalition.opened_at is not None:
        raise RefusedError(
            _("The coalition has a coordinator already. `/coalition join` takes a seat in it.")
        )
    coalition.opened_at = now
    person.partner_id, person.role = partner, Role.COORDINATOR.value
    person.duties_said, person.pledged_at = duties.value, now
    audit.write(
        session, workspace=workspace, at=now, actor=person.id, act="coalition.opened",
        about=f"partner:{partner}", subject=person.id,
    )  # fmt: skip


def reopen(session: Session, *, workspace: int, now: datetime) -> bool:
    """Open the setup again where nobody is left who could take the coordinator's chair.

    Two are needed for that: one who takes it, and one who confirms. With fewer, whoever
    installed the bot names the next coordinator; nothing that is on record goes.
    """
    coalition = session.get_one(Workspace, workspace, with_for_update=True, populate_existing=True)
    circle = people.circle(session, workspace=workspace)
    if coalition.opened_at is None or not _forsaken(circle):
        return False
    coalition.opened_at = None
    settings.write(
        session, workspace=workspace, name=Question.COORDINATOR, value="", by="", now=now
    )
    audit.write(session, workspace=workspace, at=now, actor="", act="coalition.reopened")
    return True


def _forsaken(circle: Circle) -> bool:
    suspended = any(seat.role is Role.COORDINATOR and not seat.active for seat in circle.seats)
    if circle.coordinators() or (suspended and circle.supervisors()):  # who can lift that
        return False
    return sum(seat.heard for seat in circle.seats) <= 1
