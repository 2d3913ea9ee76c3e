"""Once a week, who keeps the directory is asked what is still right."""

from datetime import datetime

from handlers.deliveries.service import enqueue
from handlers.partners import directory
from handlers.partners.searching import local
from handlers.partners.service import PAGE
from handlers.toolbox import Toolbox
from knowledge.access import Permission, Role
from knowledge.deliveries import Kind
from storage import partners, people

#: When it is asked: on a working day between these hours, so that somebody can call. [h]
_FROM, _UNTIL = 9, 16
_SATURDAY = 5


def ask_again(tools: Toolbox, workspace: int) -> None:
    """Promise each coordinator one message a week with what nobody confirmed for 90 days."""
    now = tools.now()
    with tools.begin() as session:
        moment = local(tools, session, workspace)
        if not _fitting(moment):
            return
        listed, total = partners.stale(session, workspace=workspace, today=moment.date(), most=PAGE)
        if not total:
            return
        year, week, _day = moment.isocalendar()
        for person in people.holding(session, workspace=workspace, role=Role.COORDINATOR):
            enqueue(
                session,
                workspace=workspace,
                parts=("partners.stale", year, week, person.id),
                kind=Kind.NUDGE,
                needs=Permission.PARTNERS_MANAGE,
                message=directory.nudge(listed, total, moment.date()),
                now=now,
                person=person.slack_user,
            )


def _fitting(moment: datetime) -> bool:
    return moment.weekday() < _SATURDAY and _FROM <= moment.hour < _UNTIL
