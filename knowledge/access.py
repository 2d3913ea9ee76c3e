"""The whole access policy: permissions, roles, grants and one check."""

from dataclasses import dataclass
from enum import StrEnum

from knowledge.errors import RefusedError
from knowledge.words import _


class Permission(StrEnum):
    """What a door may need, named ``<resource>:<action>``."""

    HELP_READ = "help:read"
    HOTSPOTS_READ = "hotspots:read"
    HOTSPOTS_SHARE = "hotspots:share"
    DATA_READ = "data:read"


class Role(StrEnum):
    """What a person is to the coalition."""

    COORDINATOR = "coordinator"
    MEMBER = "member"


MEMBER_MAY = frozenset(
    {Permission.HELP_READ, Permission.HOTSPOTS_READ, Permission.HOTSPOTS_SHARE},
)
GRANTS: dict[Role, frozenset[Permission]] = {
    Role.MEMBER: MEMBER_MAY,
    Role.COORDINATOR: MEMBER_MAY | {Permission.DATA_READ},
}


@dataclass(frozen=True, slots=True)
class Member:
    """A person in one workspace, as every request carries them."""

    workspace: int
    slack_user: str
    role: Role = Role.MEMBER


def refusal(member: Member, needed: Permission) -> str | None:
    """Return why ``member`` may not do what needs ``needed``, or None when they may."""
    if needed in GRANTS[member.role]:
        return None
    return _(
        "This is for coordinators of the coalition: it shows how the data is kept. "
        "Ask a coordinator, or try `/hotspots` and `/coalition help`.",
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
