"""What is looked after each hour: what waited too long, and what is due again."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.people import days, joining, listing, message, service
from handlers.people.sending import send
from handlers.toolbox import Toolbox
from knowledge.access import Role
from knowledge.people import proposing, training
from knowledge.people.change import Kind, State
from knowledge.setup.questions import Question
from storage import changes, founding, people, reviews, settings


def look_after(tools: Toolbox, workspace: int) -> None:
    """Do the hourly work: end what waited too long, ask again, remind of what is due."""
    now = tools.now()
    with tools.begin() as session:
        if founding.reopen(session, workspace=workspace, now=now):
            return
        users = people.slack_users(session, workspace=workspace)
        for change in changes.lapse(session, workspace=workspace, now=now):
            told = service.tell(session, workspace, change, users)
            for person in dict.fromkeys((change.subject, change.proposed_by)):
                said = message.ended_for(told, State.LAPSED, person=person, why="")
                parts = ("people.ended", change.id, person)
                send(session, workspace, parts, users.get(person), said, now)
        joining.file_missing(session, workspace=workspace, now=now)
        _name_deputy(session, workspace, now)
        service.ask(session, workspace=workspace, now=now)
        _remind_of_training(session, workspace, now)
        _remind_of_review(session, workspace, now)


def _name_deputy(session: Session, workspace: int, now: datetime) -> None:
    """Propose whom the setup named as deputy, once they have a seat; once and never again."""
    named = settings.read(session, workspace=workspace, name=Question.DEPUTY)
    leads = people.holding(session, workspace=workspace, role=Role.COORDINATOR)
    if named is None or len(leads) != 1:
        return
    circle = people.circle(session, workspace=workspace)
    deputy, by = circle.find(str(named.value)), leads[0].id
    subject, kind = deputy.person, Kind.COORDINATOR
    if changes.proposed_before(session, workspace=workspace, subject=subject, kind=kind):
        return
    if proposing.refused(circle.find(by), deputy, Role.COORDINATOR, circle=circle) is None:
        service.propose(
            session,
            workspace=workspace,
            subject=deputy.person,
            kind=Kind.COORDINATOR,
            before={"role": deputy.role.value},
            after={"role": Role.COORDINATOR.value},
            by=by,
            now=now,
            asks=False,
        )


def _remind_of_training(session: Session, workspace: int, now: datetime) -> None:
    day = days.today(session, workspace, now)
    for person, user, trained_on in people.trained(session, workspace=workspace):
        if training.standing(trained_on, day) is training.Standing.SOON:
            until = training.renewal(trained_on)
            parts = ("people.training", person, until)
            send(session, workspace, parts, user, listing.training_due(until), now)


def _remind_of_review(session: Session, workspace: int, now: datetime) -> None:
    """Remind coordinators once a year, counted from the last review or their first seat."""
    day = days.today(session, workspace, now)
    ended = reviews.read(session, workspace=workspace).ended_on
    for one in people.holding(session, workspace=workspace, role=Role.COORDINATOR):
        begun = ended or one.created_at.astimezone(days.zone(session, workspace)).date()
        if training.renewal(begun) <= day:
            parts = ("people.review", one.id, begun)
            send(session, workspace, parts, one.slack_user, listing.review_due(), now)
