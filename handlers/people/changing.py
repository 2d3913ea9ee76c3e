"""Putting right somebody's role or duties, and taking over where nobody coordinates."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from handlers.people import service
from handlers.people.told import Told
from handlers.toolbox import Toolbox
from knowledge.access import Duties, Member, Role
from knowledge.errors import RefusedError
from knowledge.people import confirming, proposing
from knowledge.people.change import Change, Kind
from knowledge.words import _
from storage import audit, people
from storage.tables import Person


@dataclass(frozen=True, slots=True)
class Form:
    """What somebody may change of another person, or of themselves."""

    person: str
    slack_user: str
    role: Role
    roles: tuple[Role, ...]
    duties: Duties | None
    trained_on: date | None
    trains: bool


def form(tools: Toolbox, member: Member, person: str) -> Form:
    """Return what ``member`` may change of somebody; to read their duties is on the audit.

    Raises
    ------
    RefusedError
        When that person is gone.
    """
    with tools.begin() as session:
        row = known(people.by_id(session, workspace=member.workspace, person=person))
        circle = people.circle(session, workspace=member.workspace)
        who, subject = circle.find(member.person), circle.find(person)
        right = who.person != person and proposing.refused_duties(who) is None
        if right:
            audit.write(
                session, workspace=member.workspace, at=tools.now(), actor=member.person,
                act="duties.read", subject=person,
            )  # fmt: skip
        return Form(
            person=person,
            slack_user=row.slack_user,
            role=Role(row.role),
            roles=proposing.may_give(who, subject, circle=circle),
            duties=Duties(row.duties) if right else None,
            trained_on=row.trained_on,
            trains=person == member.person or right,
        )


def put_right(
    tools: Toolbox, member: Member, person: str, *, role: Role | None, duties: Duties | None
) -> list[Told]:
    """Propose another role or other duties for somebody; return what was proposed.

    Raises
    ------
    RefusedError
        When that is not theirs to propose, or cannot be; it says why.
    """
    now, workspace = tools.now(), member.workspace
    with tools.begin() as session:
        row = known(people.take(session, workspace=workspace, person=person))
        made = []
        if duties is not None and duties.value != row.duties:
            may_answer(session, member)
            before, after = {"duties": row.duties}, {"duties": duties.value}
            made.append(_propose(session, member, person, Kind.DUTIES, before, after, now))
        if role is not None and role.value != row.role:
            made.append(_give(session, member, row, role, now))
        users = people.slack_users(session, workspace=workspace)
        return [service.tell(session, workspace, one, users) for one in made]


def take_over(tools: Toolbox, member: Member) -> Told:
    """Ask for the coordinator's seat where nobody holds it any more.

    Raises
    ------
    RefusedError
        When somebody does, or law-enforcement duties stand against it.
    """
    told = put_right(tools, member, member.person, role=Role.COORDINATOR, duties=None)
    if not told:
        raise RefusedError(_("You coordinate already."))
    return told[0]


def may_answer(session: Session, member: Member) -> None:
    """Let through who may put right what another person said of themselves."""
    circle = people.circle(session, workspace=member.workspace)
    why = proposing.refused_duties(circle.find(member.person))
    if why:
        raise RefusedError(why)


def known(row: Person | None) -> Person:
    """Return somebody's row.

    Raises
    ------
    RefusedError
        When there is none any more.
    """
    if row is None:
        raise RefusedError(_("I do not know this person any more: they asked to be forgotten."))
    return row


def _give(session: Session, member: Member, row: Person, role: Role, now: datetime) -> Change:
    circle = people.circle(session, workspace=member.workspace)
    who, subject = circle.find(member.person), circle.find(row.id)
    why = proposing.refused(who, subject, role, circle=circle)
    if why:
        raise RefusedError(why)
    kind = confirming.kind_of(Role(row.role), role)
    return _propose(session, member, row.id, kind, {"role": row.role}, {"role": role.value}, now)


def _propose(
    session: Session,
    member: Member,
    person: str,
    kind: Kind,
    before: dict[str, str],
    after: dict[str, str],
    now: datetime,
) -> Change:
    return service.propose(
        session,
        workspace=member.workspace,
        subject=person,
        kind=kind,
        before=before,
        after=after,
        by=member.person,
        now=now,
    )
