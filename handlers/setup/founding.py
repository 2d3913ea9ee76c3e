"""Who coordinates: named by the installer, seated by their own answers."""

from dataclasses import dataclass

from handlers.people import welcoming
from handlers.toolbox import Toolbox
from knowledge import access
from knowledge.access import Duties, Member, Permission
from knowledge.errors import RefusedError, UsageError
from knowledge.words import _
from storage import founding, partners, people

_SHORTEST, _LONGEST = 2, 120


@dataclass(frozen=True, slots=True)
class Seat:
    """What somebody says who takes the coordinator's seat."""

    organisation: str
    sector: str
    duties: Duties
    pledged: bool


def name_coordinator(tools: Toolbox, member: Member, *, slack_user: str) -> None:
    """Remember whom the installer names; the installer holds no role by that.

    Raises
    ------
    RefusedError
        When the coalition has begun.
    """
    if member.opened:
        raise RefusedError(_begun())
    with tools.begin() as session:
        founding.name_coordinator(
            session,
            workspace=member.workspace,
            slack_user=slack_user,
            by=member.slack_user,
            now=tools.now(),
        )


def named(tools: Toolbox, *, workspace: int) -> str:
    """Return the Slack user who was named, "" where nobody is."""
    with tools.read() as session:
        found = founding.named_coordinator(session, workspace=workspace)
        return found.slack_user if found else ""


def may_take_seat(tools: Toolbox, member: Member) -> None:
    """Let through whom the installer named.

    Raises
    ------
    RefusedError
        When it is somebody else, or the seat is taken.
    """
    if member.opened:
        raise RefusedError(_begun())
    if member.suspended:  # of a coalition that opens its setup again
        raise RefusedError(access.refusal(member, Permission.SETUP_RUN) or "")
    if named(tools, workspace=member.workspace) != member.slack_user:
        raise RefusedError(
            _(
                "Whoever installed me has named somebody else by now. If that should be you, "
                "ask them to name you in `/coalition setup`."
            )
        )


def take_seat(tools: Toolbox, member: Member, seat: Seat) -> None:
    """Seat the first coordinator, which opens the coalition.

    Raises
    ------
    UsageError
        When the organisation or the pledge is missing.
    RefusedError
        When somebody else was named, or law-enforcement duties stand against it.
    """
    may_take_seat(tools, member)
    name = " ".join(seat.organisation.split())
    if not _SHORTEST <= len(name) <= _LONGEST:
        raise UsageError(_("Write the name of your organization, as people know it."))
    if not seat.pledged:
        raise UsageError(_("The pledge comes first: tick it to go on."))
    now = tools.now()
    with tools.begin() as session:
        person = people.ensure(
            session, workspace=member.workspace, slack_user=member.slack_user, now=now
        )
        # A yes counts at once, and is not taken back by answering again.
        if seat.duties is Duties.LAW_ENFORCEMENT:
            person.duties = person.duties_said = seat.duties.value
        refused = seat.duties is Duties.UNANSWERED or person.duties == Duties.LAW_ENFORCEMENT
        if not refused:
            partner = partners.add_organisation(
                session, workspace=member.workspace, name=name, sector=seat.sector, now=now
            )
            founding.begin(
                session,
                workspace=member.workspace,
                person=person,
                partner=partner,
                duties=seat.duties,
                now=now,
            )
            welcoming.welcome(session, workspace=member.workspace, person=person.id, now=now)
    if refused:
        raise RefusedError(why_not())


def why_not() -> str:
    """Return why somebody with law-enforcement duties does not coordinate, kindly."""
    return _(
        "Thank you for saying so. A coordinator seats outreach, and outreach information stays "
        "with outreach: that protects participants, staff, and you. So somebody without "
        "law-enforcement duties coordinates. Ask whoever installed me to name them; then take "
        "your own seat with `/coalition join`: notices, event posture and agreements need you."
    )


def _begun() -> str:
    return _("The coalition has a coordinator already. `/coalition join` takes a seat in it.")
