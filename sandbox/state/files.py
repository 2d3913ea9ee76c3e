"""Files: asked for, uploaded, completed, and a moment later usable."""

import mimetypes
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, ClassVar
from urllib.parse import quote


@dataclass
class File:
    """An upload; its bytes are kept beside it."""

    kind: ClassVar[str] = "file"

    id: str
    name: str
    length: int
    user: str
    title: str = ""
    alt: str = ""
    completed: str = ""
    channels: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What tells this file apart from every other."""
        return self.id

    @property
    def mimetype(self) -> str:
        """The media type that its name says."""
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    def usable(self, now: datetime, delay: timedelta) -> bool:
        """Return whether Slack has finished looking at it."""
        return bool(self.completed) and now >= datetime.fromisoformat(self.completed) + delay

    def as_slack(self, *, base: str, usable: bool) -> dict[str, Any]:
        """Return the file object; its type stays empty until it is usable."""
        name = quote(self.name)
        suffix = self.name.rpartition(".")[2] if "." in self.name else ""
        return {
            "id": self.id,
            "created": int(datetime.fromisoformat(self.completed).timestamp()),
            "name": self.name,
            "title": self.title or self.name,
            "alt_txt": self.alt,
            "mimetype": self.mimetype if usable else "",
            "filetype": suffix if usable else "",
            "size": self.length,
            "user": self.user,
            "mode": "hosted",
            "channels": self.channels,
            "url_private": f"{base}/files/{self.id}/{name}",
            "url_private_download": f"{base}/files/{self.id}/download/{name}",
            "permalink": f"{base}/files/{self.id}/{name}",
        }
