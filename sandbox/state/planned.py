"""What is kept for later or beside messages: scheduled posts, bookmarks, an assistant's threads."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, ClassVar

from sandbox.state.messages import Blocks

STATUS_LIFE = timedelta(minutes=2)


@dataclass
class Scheduled:
    """A message to be posted at a moment."""

    kind: ClassVar[str] = "scheduled"

    id: str
    channel: str
    post_at: int
    created: int
    text: str = ""
    blocks: Blocks = field(default_factory=list)
    attachments: Blocks = field(default_factory=list)
    thread_ts: str = ""
    broadcast: bool = False
    metadata: dict[str, Any] | None = None

    @property
    def key(self) -> str:
        """What tells this message apart from every other."""
        return self.id

    def as_slack(self) -> dict[str, Any]:
        """Return the object that the list of scheduled messages holds."""
        return {
            "id": self.id,
            "channel_id": self.channel,
            "post_at": self.post_at,
            "date_created": self.created,
            "text": self.text,
        }


@dataclass
class Bookmark:
    """A link at the top of a channel."""

    kind: ClassVar[str] = "bookmark"

    id: str
    channel: str
    title: str
    link: str
    emoji: str
    user: str
    created: int
    updated: int = 0

    @property
    def key(self) -> str:
        """What tells this bookmark apart from every other."""
        return self.id

    def as_slack(self, *, app: str) -> dict[str, Any]:
        """Return the bookmark object that the Web API gives."""
        return {
            "id": self.id,
            "channel_id": self.channel,
            "title": self.title,
            "link": self.link,
            "emoji": self.emoji,
            "icon_url": "",
            "type": "link",
            "entity_id": None,
            "date_created": self.created,
            "date_updated": self.updated,
            "rank": "i",
            "last_updated_by_user_id": self.user,
            "last_updated_by_team_id": None,
            "shortcut_id": None,
            "app_id": app,
        }


@dataclass
class Assistance:
    """What an app shows around a thread: title, prompts to begin with, and what it is doing."""

    kind: ClassVar[str] = "assistance"

    channel: str
    thread_ts: str = ""
    title: str = ""
    prompts_title: str = ""
    prompts: list[dict[str, str]] = field(default_factory=list)
    status: str = ""
    loading: list[str] = field(default_factory=list)
    since: str = ""

    @property
    def key(self) -> str:
        """What tells this thread apart from every other."""
        return f"{self.channel}/{self.thread_ts}"

    def doing(self, now: datetime) -> str:
        """Return the status that is shown now; it passes after two minutes."""
        if not (self.status and self.since):
            return ""
        return self.status if now < datetime.fromisoformat(self.since) + STATUS_LIFE else ""
