"""A coalition that has begun: the people of the sample workspace in their seats."""

from datetime import date

from handlers.toolbox import Toolbox
from knowledge.access import Duties, Role
from storage import people
from storage.tables import PartnerRow, Person, Workspace

#: Who sits for which organisation, of which sector, in which role, with which duties.
#: Walter, Noor (a guest) and Jonah (of another workspace) have no seat.
SEATS = {
    "ANA": ("Riverside Together", "civic_volunteer", Role.COORDINATOR, Duties.NONE),
    "SAMUEL": ("Safe Streets Riverside", "issue_orgs", Role.SUPERVISOR, Duties.NONE),
    "MARCUS": ("Safe Streets Riverside", "issue_orgs", Role.WORKER, Duties.NONE),
    "PRIYA": ("Mercy Hospital", "healthcare", Role.MEMBER, Duties.NONE),
    "LEE": ("Riverside Schools", "school", Role.MEMBER, Duties.NONE),
    "DANA": ("Riverside Police", "law_enforcement", Role.MEMBER, Duties.LAW_ENFORCEMENT),
    "ROSA": ("Vecinos de Eastgate", "resident_survivor", Role.MEMBER, Duties.NONE),
    "GRACE": ("Families Forward", "resident_survivor", Role.MEMBER, Duties.NONE),
}


def open_coalition(tools: Toolbox, workspace: int) -> dict[str, str]:
    """Seat everybody; return each one's random id by their handle in capitals."""
    now = tools.now()
    organisations: dict[str, PartnerRow] = {}
    seated: dict[str, str] = {}
    with tools.begin() as session:
        session.get_one(Workspace, workspace).opened_at = now
        for handle, (name, sector, role, duties) in SEATS.items():
            if name not in organisations:
                organisations[name] = _partner(workspace, name, sector, tools)
                session.add(organisations[name])
                session.flush()
            person = people.ensure(session, workspace=workspace, slack_user=f"U0{handle}", now=now)
            _seat(person, organisations[name].id, role, duties, tools)
            seated[handle] = person.id
    return seated


def _seat(person: Person, partner: int, role: Role, duties: Duties, tools: Toolbox) -> None:
    person.partner_id = partner
    person.role = role.value
    person.duties = person.duties_said = duties.value
    person.pledged_at = person.welcomed_at = tools.now()


def _partner(workspace: int, name: str, sector: str, tools: Toolbox) -> PartnerRow:
    return PartnerRow(
        workspace_id=workspace,
        name=name,
        sector=sector,
        services=[],
        hours=None,
        languages=[],
        places=[],
        outreach=name.startswith("Safe Streets"),
        confirmed_on=date(2026, 11, 1),
        created_at=tools.now(),
    )
