"""Taking a seat: what somebody says of themselves, and what counts at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from handlers.people import service, welcoming
from handlers.people.told import Told
from handlers.toolbox import Toolbox
from knowledge.access import Duties, Member, Role
from knowledge.errors import UsageError
from knowledge.people.change import Kind, State
from knowledge.people.circle import OUTREACH_ROLES
from knowledge.words import _
from storage import changes, partners, people
from storage.tables import Person

_SHORTEST, _LONGEST = 2, 120


@dataclass(frozen=True, slots=True)
class Joining:
    """What somebody says who takes a seat, or puts right what they said.

    Attributes
    ----------
    partner
        The organisation they chose; None for one that is not listed, with its name and sector.
    guest
        Whether Slack holds them for a guest.
    """

    partner: int | None
    duties: Duties
    language: str
    name: str = ""
    sector: str = ""
    guest: bool = False


def organisations(tools: Toolbox, *, workspace: int, typed: str) -> list[tuple[int, str]]:
    """Return the id and name of organisations that fit what was typed."""
    with tools.read() as session:
        return partners.names(session, workspace=workspace, typed=typed, most=99)


def language(tools: Toolbox, member: Member) -> str:
    """Return the language that somebody chose before, English by default."""
    with tools.read() as session:
        row = people.by_slack_user(
            session, workspace=member.workspace, slack_user=member.slack_user
        )
        return row.language if row else "en"


def named(name: str) -> str:
    """Return the name of an organisation as it is kept.

    Raises
    ------
    UsageError
        When it is too short or long to be one.
    """
    bare = " ".join(name.split())
    if not _SHORTEST <= len(bare) <= _LONGEST:
        raise UsageError(_("Write the name of your organization, as people know it."))
    return bare


def join(tools: Toolbox, member: Member, said: Joining) -> list[Told]:
    """Keep what somebody said, ask who has to confirm it, and return what waits.

    The pledge counts at once, and so does a "yes" to law-enforcement duties.
    """
    now, workspace = tools.now(), member.workspace
    with tools.begin() as session:
        made = people.ensure(session, workspace=workspace, slack_user=member.slack_user, now=now)
        person = people.take(session, workspace=workspace, person=made.id) or made
        person.language, person.pledged_at = said.language, person.pledged_at or now
        _answer(session, person, said.duties, now)
        _sit(session, person, said, now)
        service.ask(session, workspace=workspace, subject=person.id, now=now)
        if person.partner_id is not None:
            welcoming.welcome(session, workspace=workspace, person=person.id, now=now)
        users = people.slack_users(session, workspace=workspace)
        waiting = changes.waiting(session, workspace=workspace, subject=person.id)
        waiting.sort(key=lambda one: one.kind is not Kind.SEAT)
        return [service.tell(session, workspace, one, users) for one in waiting]


def file_missing(session: Session, *, workspace: int, now: datetime) -> None:
    """Ask for the word on answers about duties that nobody was asked about, as the setup's."""
    for person, said in people.unconfirmed(session, workspace=workspace):
        waiting = changes.waiting(session, workspace=workspace, subject=person)
        if not any(one.kind is Kind.DUTIES for one in waiting):
            _propose(session, workspace, person, Kind.DUTIES,
                     {"duties": Duties.UNANSWERED.value}, {"duties": said.value}, now)  # fmt: skip


def _answer(session: Session, person: Person, said: Duties, now: datetime) -> None:
    """Take the answer about duties; it counts once confirmed, a "yes" at once."""
    workspace = person.workspace_id
    waits = changes.waiting(session, workspace=workspace, subject=person.id)
    asked = [one for one in waits if one.kind is Kind.DUTIES]
    person.duties_said = said.value
    if any(one.after["duties"] == said for one in asked):
        return
    for one in asked:
        changes.close(session, workspace=workspace, change=one.id, state=State.LAPSED, now=now)
    if said.value != person.duties:
        before, after = {"duties": person.duties}, {"duties": said.value}
        _propose(session, workspace, person.id, Kind.DUTIES, before, after, now)


def _sit(session: Session, person: Person, said: Joining, now: datetime) -> None:
    partner = _organisation(session, person.workspace_id, said)
    if partner is not None and partner == person.partner_id:
        return
    sits = partner and partners.by_id(session, workspace=person.workspace_id, partner=partner)
    after = {
        "partner": partner,
        "name": said.name,
        "sector": said.sector,
        "limited": _raises(person, said),
        "outreach": bool(sits and sits.outreach),  # as whoever confirms it is told
    }
    waits = changes.waiting(session, workspace=person.workspace_id, subject=person.id)
    if any(one.kind is Kind.SEAT and one.after == after for one in waits):
        return
    before = {"partner": person.partner_id}
    _propose(session, person.workspace_id, person.id, Kind.SEAT, before, after, now)


def _organisation(session: Session, workspace: int, said: Joining) -> int | None:
    """Return the organisation that is meant; one that is listed after all, by its name."""
    if said.partner is not None or not said.name:
        return said.partner
    return people.organisation_named(session, workspace=workspace, name=said.name)


def _raises(person: Person, said: Joining) -> bool:
    """Say whether this would raise somebody who stays a visitor by default."""
    seated = Role(person.role) in OUTREACH_ROLES | {Role.MEMBER, Role.COORDINATOR}
    return not seated and (said.guest or said.duties is Duties.PUBLIC)


def _propose(
    session: Session,
    workspace: int,
    person: str,
    kind: Kind,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    now: datetime,
) -> None:
    service.propose(
        session,
        workspace=workspace,
        subject=person,
        kind=kind,
        before=before,
        after=after,
        by=person,
        now=now,
        asks=False,
    )
