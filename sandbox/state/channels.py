"""Channels and direct messages."""

from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

SCOPES = {"channel": "channels", "private": "groups", "im": "im", "mpim": "mpim"}


@dataclass
class Channel:
    """A place where messages are posted."""

    kind: ClassVar[str] = "channel"

    id: str
    name: str
    sort: Literal["channel", "private", "im", "mpim"] = "channel"
    members: list[str] = field(default_factory=list)
    topic: str = ""
    welcome: str = ""
    suggestions: list[str] = field(default_factory=list)
    purpose: str = ""
    archived: bool = False

    @property
    def key(self) -> str:
        """What tells this channel apart from every other."""
        return self.id

    @property
    def family(self) -> str:
        """The word its scopes begin with: ``channels``, ``groups``, ``im`` or ``mpim``."""
        return SCOPES[self.sort]

    @property
    def public(self) -> bool:
        """Whether everybody in the workspace may look in."""
        return self.sort == "channel"

    def as_slack(self, *, viewer: str, team: str) -> dict[str, Any]:
        """Return the conversation object that the Web API gives to a viewer."""
        shared = {
            "id": self.id,
            "created": 1_700_000_000,
            "is_archived": self.archived,
            "is_im": self.sort == "im",
            "is_mpim": self.sort == "mpim",
            "is_org_shared": False,
            "context_team_id": team,
        }
        if self.sort == "im":
            other = next((member for member in self.members if member != viewer), viewer)
            return shared | {"user": other, "is_user_deleted": False, "is_open": True}
        return shared | {
            "name": self.name,
            "name_normalized": self.name,
            "is_channel": self.sort == "channel",
            "is_group": self.sort == "private",
            "is_private": self.sort != "channel",
            "is_general": self.name == "general",
            "is_shared": False,
            "is_ext_shared": False,
            "is_member": viewer in self.members,
            "topic": {"value": self.topic, "creator": "", "last_set": 0},
            "purpose": {"value": self.purpose, "creator": "", "last_set": 0},
            "num_members": len(self.members),
        }
