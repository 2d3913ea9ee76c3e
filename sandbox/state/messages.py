"""Messages, shown to a whole channel or to one person only."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from sandbox.state import rich
from sandbox.words import blocks as block_kit

Blocks = list[dict[str, Any]]


@dataclass
class Message:
    """A post in a channel; its blocks are kept as they were sent."""

    kind: ClassVar[str] = "message"

    channel: str
    ts: str
    user: str
    text: str = ""
    blocks: Blocks = field(default_factory=list)
    attachments: Blocks = field(default_factory=list)
    thread_ts: str = ""
    bot_id: str = ""
    app_id: str = ""
    metadata: dict[str, Any] | None = None
    files: list[str] = field(default_factory=list)
    edited: str = ""
    only_for: str = ""
    reactions: dict[str, list[str]] = field(default_factory=dict)
    broadcast: bool = False
    pinned_by: str = ""
    pinned_at: int = 0
    stream: dict[str, Any] | None = None

    @property
    def key(self) -> str:
        """What tells this message apart from every other."""
        return f"{self.channel}/{self.ts}"

    @property
    def is_reply(self) -> bool:
        """Whether it belongs in a thread under another message."""
        return bool(self.thread_ts) and self.thread_ts != self.ts

    @property
    def streaming(self) -> bool:
        """Whether the app is still writing it."""
        return self.stream is not None and not self.stream.get("stopped")

    @property
    def shown(self) -> Blocks:
        """The blocks a person sees, each with the identifiers Slack fills in."""
        return block_kit.identified(self.blocks, seed=self.ts)

    def as_slack(self, *, team: str, metadata: bool = True) -> dict[str, Any]:
        """Return the message object that the Web API gives."""
        body: dict[str, Any] = {
            "type": "message",
            "user": self.user,
            "ts": self.ts,
            "text": self.text,
            "team": team,
        }
        optional: dict[str, Any] = {
            "subtype": "thread_broadcast" if self.broadcast else "",
            "blocks": self.shown or self._typed(),
            "attachments": self.attachments,
            "thread_ts": self.thread_ts,
            "bot_id": self.bot_id,
            "app_id": self.app_id,
            "metadata": self.metadata if metadata else None,
            "edited": {"user": self.user, "ts": self.edited} if self.edited else None,
            "pinned_to": [self.channel] if self.pinned_by else [],
            "streaming_state": "in_progress" if self.streaming else "",
            "reactions": [
                {"name": name, "users": users, "count": len(users)}
                for name, users in self.reactions.items()
            ],
        }
        return body | {name: value for name, value in optional.items() if value}

    def _typed(self) -> Blocks:
        """Return what a person typed as Slack stores it; an app's plain text has no blocks."""
        if self.bot_id or not self.text:
            return []
        return block_kit.identified([rich.block(self.text)], seed=self.ts)
