"""What a change does once everybody whom it needs has confirmed it."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from knowledge.access import Duties, Role
from knowledge.people.change import Change, Kind
from knowledge.people.circle import OUTREACH_ROLES
from knowledge.setup.questions import Question
from knowledge.words import _
from storage import partners, people, settings
from storage.tables import Person


def apply(session: Session, *, workspace: int, change: Change, now: datetime) -> str | None:
    """Do it, or return why it cannot be done any more.

    The person's row was taken before, so nobody else changes it meanwhile.
    """
    person = people.by_id(session, workspace=workspace, person=change.subject)
    if person is None:
        return gone()
    return _DO[change.kind](session, person, change, now)


def gone() -> str:
    """Return what is said of a change whose person asked to be forgotten."""
    return _("This is no longer asked: the person took it back, or asked to be forgotten.")


def limit(person: Person) -> None:
    """Let law-enforcement duties count: outreach and coordination end with them at once."""
    person.duties = Duties.LAW_ENFORCEMENT.value
    if Role(person.role) in OUTREACH_ROLES | {Role.COORDINATOR}:
        person.role = Role.MEMBER.value


def _seat(session: Session, person: Person, change: Change, now: datetime) -> str | None:
    if change.before["partner"] != person.partner_id:
        return _meanwhile()
    partner = _organisation(session, person.workspace_id, change, now)
    if partner is None:
        return _("That organization is not in the list any more. They can choose another one.")
    sits = partners.by_id(session, workspace=person.workspace_id, partner=partner)
    if bool(sits and sits.outreach) is not change.after["outreach"]:
        return _meanwhile()  # it says who speaks for outreach, and was told otherwise
    person.partner_id = partner
    role = Role(person.role)
    moved = role in OUTREACH_ROLES and not (sits and sits.outreach)
    if role is Role.VISITOR or moved:
        person.role = Role.MEMBER.value
    return None


def _organisation(session: Session, workspace: int, change: Change, now: datetime) -> int | None:
    """Return the organisation that is meant, added where it was not listed."""
    asked = change.after["partner"]
    if asked is not None:
        found = partners.by_id(session, workspace=workspace, partner=asked)
        return asked if found and not found.archived else None
    name, sector = change.after["name"], change.after["sector"]
    known = people.organisation_named(session, workspace=workspace, name=name)
    if known is not None:
        return known
    return partners.add_organisation(
        session, workspace=workspace, name=name, sector=sector, now=now
    )


def _duties(_session: Session, person: Person, change: Change, _now: datetime) -> str | None:
    if person.duties != change.before["duties"]:
        return _meanwhile()
    if change.after["duties"] == Duties.LAW_ENFORCEMENT:
        limit(person)
    else:
        person.duties = change.after["duties"]
    person.duties_said = change.after["duties"]
    return None


def _role(_session: Session, person: Person, change: Change, _now: datetime) -> str | None:
    new = Role(change.after["role"])
    if person.role != change.before["role"] or person.left_at is not None:
        return _meanwhile()
    if person.duties == Duties.LAW_ENFORCEMENT and new in OUTREACH_ROLES | {Role.COORDINATOR}:
        return _("They have law-enforcement duties since, so this role stays with others.")
    person.role = new.value
    if new is Role.VISITOR:
        person.partner_id = None
    return None


def _sector(session: Session, person: Person, change: Change, now: datetime) -> str | None:
    workspace, partner = person.workspace_id, change.after["partner"]
    found = partners.by_id(session, workspace=workspace, partner=partner)
    if found is None or found.sector.value != change.before["sector"]:
        return _meanwhile()
    wanted = {"sector": change.after["sector"]}
    by = change.proposed_by
    partners.change(session, workspace=workspace, partner=partner, wanted=wanted, by=by, now=now)
    return None


def _setting(session: Session, person: Person, change: Change, now: datetime) -> str | None:
    workspace, question = person.workspace_id, Question(change.after["question"])
    known = settings.answers(session, workspace=workspace).get(question)
    if (known.value if known else None) != change.before["value"]:
        return _meanwhile()
    settings.answer(
        session, workspace=workspace, question=question, value=change.after["value"],
        by=change.proposed_by, now=now,
    )  # fmt: skip
    return None


def _meanwhile() -> str:
    return _("Something else changed meanwhile, so this is not done. Propose it once more.")


_DO: dict[Kind, Callable[[Session, Person, Change, datetime], str | None]] = {
    Kind.SEAT: _seat,
    Kind.DUTIES: _duties,
    Kind.ROLE: _role,
    Kind.COORDINATOR: _role,
    Kind.SECTOR: _sector,
    Kind.SETTING: _setting,
}
