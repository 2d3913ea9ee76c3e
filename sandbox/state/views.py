"""Dialogs and Home tabs."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from sandbox.words import blocks as block_kit

SENT = (
    "type",
    "callback_id",
    "private_metadata",
    "external_id",
    "title",
    "submit",
    "close",
    "clear_on_close",
    "notify_on_close",
    "submit_disabled",
)


@dataclass
class View:
    """A dialog or a Home tab, open for one person."""

    kind: ClassVar[str] = "view"

    id: str
    person: str
    body: dict[str, Any]
    hash: str
    root: str
    previous: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What tells this view apart from every other."""
        return self.id

    @property
    def shown(self) -> list[dict[str, Any]]:
        """The blocks a person sees, each with the identifiers Slack fills in."""
        return block_kit.identified(self.body.get("blocks", []), seed=self.id)

    def as_slack(
        self, *, team: str, app: str, bot: str, values: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Return the view object, with what has been filled in."""
        defaults: dict[str, Any] = {
            "callback_id": "",
            "private_metadata": "",
            "external_id": "",
            "title": None,
            "submit": None,
            "close": None,
            "clear_on_close": False,
            "notify_on_close": False,
        }
        sent = {name: self.body[name] for name in SENT if name in self.body}
        return (
            defaults
            | sent
            | {
                "id": self.id,
                "team_id": team,
                "app_id": app,
                "app_installed_team_id": team,
                "bot_id": bot,
                "blocks": self.shown,
                "hash": self.hash,
                "root_view_id": self.root,
                "previous_view_id": self.previous or None,
                "state": {"values": values or {}},
            }
        )
