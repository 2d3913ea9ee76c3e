"""What is held about somebody, and forgetting them."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from handlers.blocks import Message, section
from handlers.deliveries.service import enqueue
from handlers.toolbox import Toolbox
from knowledge.access import Member, Permission, Role
from knowledge.audit import lens
from knowledge.deliveries import Kind
from knowledge.errors import RefusedError
from knowledge.mydata import STAYS, Found
from knowledge.words import _, ngettext
from storage import audit, mydata, partners, people, workspaces
from storage.mydata import Forgotten


@dataclass(frozen=True, slots=True)
class MyData:
    """Everything that is held about one person, at one moment.

    Attributes
    ----------
    organisation
        The one they are seated for, "" without one.
    """

    slack_user: str
    organisation: str
    found: tuple[Found, ...]
    at: datetime
    zone: ZoneInfo
    suspended: bool = False


def gather(tools: Toolbox, member: Member, *, exported: bool = False) -> MyData:
    """Return what is held about a person; that it was exported is a line of the audit."""
    workspace, now = member.workspace, tools.now()
    with tools.begin() as session:
        if exported and member.person:
            _write(session, workspace, member.person, "mydata.exported", now)
        seat = member.partner
        partner = partners.by_id(session, workspace=workspace, partner=seat) if seat else None
        return MyData(
            slack_user=member.slack_user,
            organisation=partner.name if partner else "",
            found=tuple(
                mydata.collect(
                    session,
                    workspace=workspace,
                    person=member.person,
                    slack_user=member.slack_user,
                    lens=lens(member),
                )
            ),
            at=now,
            zone=workspaces.zone(session, workspace=workspace),
            suspended=member.suspended,
        )


def may_be_forgotten(tools: Toolbox, member: Member) -> None:
    """Let a person go on to be forgotten.

    Raises
    ------
    RefusedError
        When they are the last coordinator: somebody else has to be named first.
    """
    with tools.read() as session:
        _check_last(session, member)


def forget(tools: Toolbox, member: Member) -> Forgotten:
    """Forget a person who asked for it.

    Raises
    ------
    RefusedError
        When they are the last coordinator.
    """
    with tools.begin() as session:
        if member.person:  # first, as whoever changes their access does
            people.take(session, workspace=member.workspace, person=member.person)
        _check_last(session, member)
        return _forget(session, member.workspace, member.person, member.slack_user, tools.now())


def long_gone(tools: Toolbox, workspace: int) -> list[tuple[str, str]]:
    """Return the random id and Slack user of those who left ``STAYS`` ago or longer."""
    with tools.read() as session:
        return mydata.gone_since(session, workspace=workspace, before=tools.now() - STAYS)


def forget_gone(tools: Toolbox, workspace: int, *, person: str, slack_user: str) -> None:
    """Forget somebody who left, unless they have come back meanwhile."""
    now = tools.now()
    with tools.begin() as session:
        row = people.take(session, workspace=workspace, person=person)
        if row is not None and row.left_at is not None and row.left_at <= now - STAYS:
            _forget(session, workspace, person, slack_user, now)


def _check_last(session: Session, member: Member) -> None:
    coordinators = people.holding(session, workspace=member.workspace, role=Role.COORDINATOR)
    if [one.id for one in coordinators] == [member.person]:
        raise RefusedError(
            _(
                "You are the only coordinator, so nobody could run the coalition after you. Name "
                "another first: `/coalition people` shows how. Then come back to "
                "`/coalition forget`."
            )
        )


def _forget(
    session: Session, workspace: int, person: str, slack_user: str, now: datetime
) -> Forgotten:
    if person:
        _write(session, workspace, person, "person.forgotten", now)
    done = mydata.forget(
        session, workspace=workspace, person=person, slack_user=slack_user, now=now
    )
    if done.items:
        _tell_coordinator(session, workspace, person, done.items, now)
    return done


def _write(session: Session, workspace: int, person: str, act: str, now: datetime) -> None:
    audit.write(session, workspace=workspace, at=now, actor=person, act=act, subject=person)


def _tell_coordinator(
    session: Session, workspace: int, person: str, items: int, now: datetime
) -> None:
    """Hand what they left open to the coordinator's list, without saying who it was."""
    coordinators = people.holding(session, workspace=workspace, role=Role.COORDINATOR)
    if not coordinators:
        return
    words = ngettext(
        "{n} action item has no owner now: the owner left. `/coalition actions` shows it; give "
        "it to somebody.",
        "{n} action items have no owner now: the owner left. `/coalition actions` shows them; "
        "give them to somebody.",
        items,
    ).format(n=items)
    enqueue(
        session,
        workspace=workspace,
        parts=("owner left", person),
        kind=Kind.PERSONAL,
        needs=Permission.ACTIONS_USE,
        message=Message(words, [section(words)]),
        now=now,
        person=coordinators[0].slack_user,
    )
