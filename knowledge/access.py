"""The whole access policy: permissions, roles, duties, grants and one check.

The one-way rule: who has law-enforcement duties is refused everything of outreach, whatever
role they hold. It protects participants and staff, and those people themselves: there is
nothing to hand over (record policy B4, rule 3; T03, T06).
"""

from dataclasses import dataclass
from enum import StrEnum

from knowledge.errors import RefusedError
from knowledge.words import _


class Permission(StrEnum):
    """What a door, or the reading of a post, may need, named ``<resource>:<action>``."""

    HELP_READ = "help:read"
    SELF_MANAGE = "self:manage"
    HOTSPOTS_READ = "hotspots:read"
    HOTSPOTS_SHARE = "hotspots:share"
    DATA_READ = "data:read"
    DATA_IMPORT = "data:import"
    SETUP_RUN = "setup:run"
    PEOPLE_READ = "people:read"
    PEOPLE_CONFIRM = "people:confirm"
    PEOPLE_MANAGE = "people:manage"
    PEOPLE_SUSPEND = "people:suspend"
    AUDIT_READ = "audit:read"
    PAUSE_MANAGE = "pause:manage"
    PARTNERS_FIND = "partners:find"
    PARTNERS_READ = "partners:read"
    PARTNERS_MANAGE = "partners:manage"
    AGREEMENTS_READ = "agreements:read"
    AGREEMENTS_MANAGE = "agreements:manage"
    BOARD_USE = "board:use"
    PLAN_READ = "plan:read"
    PLAN_MANAGE = "plan:manage"
    PATH_READ = "path:read"
    PATH_MANAGE = "path:manage"
    MEETINGS_READ = "meetings:read"
    MEETINGS_MANAGE = "meetings:manage"
    ACTIONS_USE = "actions:use"
    NOTICES_SEND = "notices:send"
    EVENTS_READ = "events:read"
    EVENTS_PLAN = "events:plan"
    OUTREACH_NOTICES = "outreach:notices"
    OUTREACH_READ = "outreach:read"
    OUTREACH_RECORD = "outreach:record"
    OUTREACH_SUPERVISE = "outreach:supervise"

    @property
    def of_outreach(self) -> bool:
        """Whether the one-way rule guards it."""
        return self.value.startswith("outreach:")


class Role(StrEnum):
    """What a person is to the coalition."""

    COORDINATOR = "coordinator"
    SUPERVISOR = "supervisor"
    WORKER = "worker"
    MEMBER = "member"
    VISITOR = "visitor"


class Duties(StrEnum):
    """What somebody's work obliges them to, as far as it bears on what they may see.

    ``LAW_ENFORCEMENT`` is sworn and school police, probation or parole supervision,
    prosecution, corrections, immigration enforcement, and analysts working for them; public
    defenders are not. ``PUBLIC`` is the press and elected office. Not answered, or not yet
    confirmed, is treated as law enforcement.
    """

    UNANSWERED = "unanswered"
    NONE = "none"
    PUBLIC = "public"
    LAW_ENFORCEMENT = "law_enforcement"


VISITOR_MAY = frozenset(
    {
        Permission.HELP_READ,
        Permission.SELF_MANAGE,
        Permission.HOTSPOTS_READ,
        Permission.PARTNERS_FIND,
        Permission.EVENTS_READ,
    }
)
MEMBER_MAY = VISITOR_MAY | {
    Permission.HOTSPOTS_SHARE,
    Permission.PEOPLE_READ,
    Permission.PEOPLE_CONFIRM,
    Permission.PARTNERS_READ,
    Permission.PARTNERS_MANAGE,
    Permission.AGREEMENTS_READ,
    Permission.BOARD_USE,
    Permission.PLAN_READ,
    Permission.PATH_READ,
    Permission.MEETINGS_READ,
    Permission.ACTIONS_USE,
    Permission.NOTICES_SEND,
    Permission.EVENTS_PLAN,
}
WORKER_MAY = MEMBER_MAY | {
    Permission.OUTREACH_NOTICES,
    Permission.OUTREACH_READ,
    Permission.OUTREACH_RECORD,
}
GRANTS: dict[Role, frozenset[Permission]] = {
    Role.VISITOR: VISITOR_MAY,
    Role.MEMBER: MEMBER_MAY,
    Role.WORKER: WORKER_MAY,
    Role.SUPERVISOR: WORKER_MAY | {Permission.OUTREACH_SUPERVISE, Permission.PEOPLE_SUSPEND},
    Role.COORDINATOR: MEMBER_MAY
    | {
        Permission.DATA_READ,
        Permission.DATA_IMPORT,
        Permission.SETUP_RUN,
        Permission.PEOPLE_MANAGE,
        Permission.PEOPLE_SUSPEND,
        Permission.AUDIT_READ,
        Permission.PAUSE_MANAGE,
        Permission.AGREEMENTS_MANAGE,
        Permission.PLAN_MANAGE,
        Permission.PATH_MANAGE,
        Permission.MEETINGS_MANAGE,
    },
}
#: What somebody of the workspace may do before their coalition has a coordinator.
BEFORE_SETUP = frozenset({Permission.HELP_READ, Permission.SELF_MANAGE, Permission.HOTSPOTS_READ})
#: What stays open to somebody who is suspended: what is held about them, and help.
SUSPENDED_MAY = frozenset({Permission.HELP_READ, Permission.SELF_MANAGE})


@dataclass(frozen=True, slots=True)
class Member:
    """A person in one workspace, as every request carries them.

    Attributes
    ----------
    person
        Their random id; "" for somebody who has done nothing that is on record.
    duties
        What counts, once confirmed; see :class:`Duties`.
    partner
        The organisation they are seated for, or None; without one they are a visitor.
    sector
        That organisation's sector, "" without one.
    pledged
        Whether they made the confidentiality pledge.
    opened
        Whether the coalition has a coordinator yet.
    installer
        Whether they may begin the setup.
    """

    workspace: int
    slack_user: str
    person: str = ""
    role: Role = Role.VISITOR
    duties: Duties = Duties.UNANSWERED
    partner: int | None = None
    sector: str = ""
    pledged: bool = False
    suspended: bool = False
    opened: bool = True
    installer: bool = False

    @property
    def limited(self) -> bool:
        """Whether the one-way rule holds for them: yes until a "no" is confirmed."""
        return self.duties in (Duties.LAW_ENFORCEMENT, Duties.UNANSWERED)

    @property
    def seat(self) -> Role:
        """The role that counts: without an organisation or the pledge, a visitor's."""
        if self.partner is None or not self.pledged:
            return Role.VISITOR
        if self.role is Role.COORDINATOR and self.duties is Duties.LAW_ENFORCEMENT:
            return Role.MEMBER
        return self.role

    @property
    def police(self) -> bool:
        """Whether they said, or others confirmed, that they have law-enforcement duties."""
        return self.duties is Duties.LAW_ENFORCEMENT


def may(member: Member) -> frozenset[Permission]:
    """Return everything that ``member`` may do."""
    if member.suspended:
        return SUSPENDED_MAY
    if not member.opened:
        return BEFORE_SETUP | ({Permission.SETUP_RUN} if member.installer else frozenset())
    granted = GRANTS[member.seat]
    if member.limited:
        return frozenset(one for one in granted if not one.of_outreach)
    return granted


def refusal(member: Member, needed: Permission) -> str | None:
    """Return why ``member`` may not do what needs ``needed``, or None when they may."""
    if needed in may(member):
        return None
    if member.suspended:
        return _(
            "Your access is suspended. An outreach supervisor or coordinator can lift it. "
            "`/coalition mydata` still works."
        )
    if not member.opened:
        return _(
            "This coalition is not set up yet, so only `/hotspots` works. Whoever installed me, "
            "or an owner of this Slack workspace, begins with `/coalition setup`."
        )
    if needed.of_outreach:
        return _outreach(member)
    if member.seat is Role.VISITOR:
        return _visitor(member)
    return _(
        "This is for coordinators of the coalition. Ask one of them: "
        "`/coalition people` shows who they are."
    )


def _outreach(member: Member) -> str:
    rule = _(
        "Outreach information stays with outreach. It protects participants, staff, and you: "
        "there is nothing to hand over."
    )
    instead = _("Your Home shows what you can do instead, such as sending a shooting notice.")
    if member.duties is Duties.UNANSWERED and member.seat is not Role.VISITOR:
        instead = _(
            "Whether your work has law-enforcement duties is not confirmed yet: a coordinator "
            "and an outreach supervisor do that."
        )
    return f"{rule} {instead}"


def _visitor(member: Member) -> str:
    if member.partner is not None and not member.pledged:
        return _("First comes the confidentiality pledge: `/coalition join` takes one minute.")
    return _(
        "You are a visitor here, so you can use `/hotspots`, `/find` and `/coalition help`. "
        "To take a seat for an organization, use `/coalition join`."
    )


def check(member: Member, needed: Permission) -> None:
    """Let ``member`` pass, or say why not.

    Raises
    ------
    RefusedError
        With the reason as its message.
    """
    reason = refusal(member, needed)
    if reason is not None:
        raise RefusedError(reason)
