"""What the clock calls: reminding coordinators that an agreement ends."""

from sqlalchemy.orm import Session

from handlers.agreements import message, service
from handlers.deliveries.service import enqueue
from handlers.toolbox import Toolbox
from knowledge.access import Permission, Role
from knowledge.agreements.agreement import Agreement
from knowledge.deliveries import Kind
from storage import people, workspaces

#: The local hours within which somebody is reminded: nobody is woken by an agreement.
AWAKE = range(9, 20)


def remind(tools: Toolbox, workspace: int) -> None:
    """Promise each coordinator the nearest reminder of each agreement that ends within 60 days.

    The end is part of what names a promise, so a changed end is reminded of anew. Who missed
    the reminder of 60 days because nothing ran gets that of 30, and never both.
    """
    with tools.begin() as session:
        local = tools.now().astimezone(workspaces.zone(session, workspace=workspace))
        if local.hour not in AWAKE:
            return
        due = service.ending(session, workspace=workspace, today=local.date())
        for agreement, before in due:
            _promise(session, tools, workspace, agreement, before)


def _promise(
    session: Session, tools: Toolbox, workspace: int, agreement: Agreement, before: int
) -> None:
    shown = service.read_only(session, workspace, (agreement,), tools.now())
    told = message.reminder(agreement, shown)
    for person in people.holding(session, workspace=workspace, role=Role.COORDINATOR):
        enqueue(
            session,
            workspace=workspace,
            parts=("agreement ends", agreement.id, agreement.end, before, person.id),
            kind=Kind.PERSONAL,
            needs=Permission.AGREEMENTS_READ,
            message=told,
            now=tools.now(),
            person=person.slack_user,
        )
