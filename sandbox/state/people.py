"""People of the workspace, and the app's own user."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo


@dataclass
class Person:
    """Somebody in the workspace: a member, or the app's own user."""

    kind: ClassVar[str] = "person"

    id: str
    name: str
    real_name: str
    title: str = ""
    tz: str = "America/New_York"
    locale: str = "en-US"
    colour: str = "#4a5568"
    is_admin: bool = False
    is_owner: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False
    is_closed: bool = False
    bot_id: str = ""
    read: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What tells this person apart from every other."""
        return self.id

    @property
    def initials(self) -> str:
        """The letters their avatar shows."""
        words = [word for word in self.real_name.split() if word[0].isalnum()]
        return "".join(word[0] for word in words[-2:]).upper()

    def as_slack(self, *, team: str, now: datetime, email: bool) -> dict[str, Any]:
        """Return the user object that the Web API gives."""
        zone = ZoneInfo(self.tz)
        local = now.astimezone(zone)
        offset = local.utcoffset()
        profile: dict[str, Any] = {
            "real_name": self.real_name,
            "display_name": self.name,
            "real_name_normalized": self.real_name,
            "display_name_normalized": self.name,
            "title": self.title,
            "team": team,
        }
        if self.bot_id:
            profile["bot_id"] = self.bot_id
        elif email:
            profile["email"] = f"{self.name}@example.org"
        return {
            "id": self.id,
            "team_id": team,
            "name": self.name,
            "real_name": self.real_name,
            "deleted": self.is_closed,
            "color": self.colour.lstrip("#"),
            "tz": self.tz,
            "tz_label": local.tzname(),
            "tz_offset": int(offset.total_seconds()) if offset else 0,
            "locale": self.locale,
            "profile": profile,
            "is_admin": self.is_admin,
            "is_owner": self.is_owner,
            "is_primary_owner": self.is_owner,
            "is_restricted": self.is_restricted,
            "is_ultra_restricted": self.is_ultra_restricted,
            "is_stranger": self.is_stranger,
            "is_bot": bool(self.bot_id),
            "is_app_user": False,
            "updated": 0,
        }
