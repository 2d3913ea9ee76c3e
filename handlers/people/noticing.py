"""The shooting notice: place, time and people shot, handed to outreach, and a receipt.

One way: who sends it hears that it has arrived, and nothing more, ever.
"""

from datetime import date, datetime, time, timedelta

from handlers.people import days
from handlers.people.notice_words import AGO, NoticeError, receipt, received
from handlers.people.sending import send
from handlers.toolbox import Toolbox
from knowledge.access import Member, Permission
from knowledge.errors import RefusedError
from knowledge.places.folding import fold
from knowledge.words import _
from storage import audit, notices, people
from storage.partners import by_id
from storage.places.queries import names

#: Where it happened when no place of the list fits.
ELSEWHERE = 0


def places(tools: Toolbox, *, workspace: int, typed: str) -> list[tuple[int, str]]:
    """Return the id and name of the places that fit what was typed, by name."""
    wanted = fold(typed).split()
    with tools.read() as session:
        known = names(session, workspace=workspace)
    fitting = [one for one in known if all(word in fold(one.name) for word in wanted)]
    return sorted(((one.id, one.name) for one in fitting), key=lambda one: one[1].casefold())


def today(tools: Toolbox, *, workspace: int) -> date:
    """Return the coalition's local day."""
    with tools.read() as session:
        return days.today(session, workspace, tools.now())


def send_notice(
    tools: Toolbox, member: Member, *, place: int, day: date, at: time, people_shot: int
) -> None:
    """Promise a notice to every outreach supervisor, and its sender a receipt of delivery.

    Raises
    ------
    NoticeError
        When the moment is still to come, or long past.
    RefusedError
        When outreach has no supervisor here.
    """
    now, workspace = tools.now(), member.workspace
    with tools.begin() as session:
        zone = days.zone(session, workspace)
        happened = datetime.combine(day, at, tzinfo=zone)
        _check(happened, now)
        circle = people.circle(session, workspace=workspace)
        users = people.slack_users(session, workspace=workspace)
        to = [users[one] for one in circle.supervisors()]
        if not to:
            raise RefusedError(_nobody())
        known = {one.id: one.name for one in names(session, workspace=workspace)}
        name = known.get(place, _("a place that is not in the list"))
        number = notices.add(
            session,
            workspace=workspace,
            place_id=place if place in known else None,
            place=name,
            happened_at=happened,
            people_shot=people_shot,
            by=member.person,
            now=now,
        )
        audit.write(
            session, workspace=workspace, at=now, actor=member.person, act="notice.sent",
            about=f"notice:{number}", outreach=True,
        )  # fmt: skip
        sits = by_id(session, workspace=workspace, partner=member.partner or 0)
        told = received(
            name, happened, people_shot, sender=member.slack_user,
            organisation=sits.name if sits else "",
        )  # fmt: skip
        for user in to:
            send(session, workspace, ("people.notice", number, user), user, told, now,
                 needs=Permission.OUTREACH_NOTICES,
                 receipt=(member.slack_user, receipt()))  # fmt: skip


def _check(happened: datetime, now: datetime) -> None:
    if happened > now:
        raise NoticeError(_("That is still to come. Pick the day and time when it happened."))
    if happened < now - timedelta(days=AGO):
        raise NoticeError(
            _("That is more than {days} days ago. Notices are for what just happened.").format(
                days=AGO
            )
        )


def _nobody() -> str:
    return _(
        "Outreach has no supervisor in this Slack yet, so nobody would get it. Call them as you "
        "agreed. In danger, call 911."
    )
