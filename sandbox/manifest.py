"""The app's manifest: what it is called and what it may do."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

EVENT_SCOPES = {
    "app_mention": "app_mentions:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
}


@dataclass(frozen=True)
class Command:
    """One slash command the app declared."""

    name: str
    description: str
    hint: str = ""
    escapes: bool = False


@dataclass(frozen=True)
class Shortcut:
    """One shortcut the app declared: global, or on a message."""

    name: str
    sort: str
    callback_id: str
    description: str = ""


@dataclass(frozen=True)
class Manifest:
    """The parts of an app manifest that the workspace acts on."""

    name: str
    description: str = ""
    commands: tuple[Command, ...] = ()
    shortcuts: tuple[Shortcut, ...] = ()
    scopes: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    interactive: bool = False
    has_home: bool = False
    has_messages: bool = True

    @classmethod
    def read(cls, path: Path) -> "Manifest":
        """Return the manifest in a JSON file."""
        return cls.parse(json.loads(path.read_text(encoding="utf-8")))

    @classmethod
    def parse(cls, raw: dict[str, Any]) -> "Manifest":
        """Return the manifest that a parsed document describes."""
        features = raw.get("features", {})
        settings = raw.get("settings", {})
        shown = raw["display_information"]
        home = features.get("app_home", {})
        return cls(
            name=features.get("bot_user", {}).get("display_name") or shown["name"],
            description=shown.get("description", ""),
            commands=tuple(_command(each) for each in features.get("slash_commands", [])),
            shortcuts=tuple(_shortcut(each) for each in features.get("shortcuts", [])),
            scopes=frozenset(raw.get("oauth_config", {}).get("scopes", {}).get("bot", [])),
            events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", [])),
            interactive=settings.get("interactivity", {}).get("is_enabled", False),
            has_home=home.get("home_tab_enabled", False),
            has_messages=home.get("messages_tab_enabled", True),
        )

    def hears(self, event: str) -> bool:
        """Return whether the app asked for an event and holds the scope it takes."""
        needed = EVENT_SCOPES.get(event)
        return event in self.events and (needed is None or needed in self.scopes)

    def command(self, name: str) -> Command | None:
        """Return the declared command of that name."""
        return next((each for each in self.commands if each.name == name), None)

    def shortcut(self, name: str, sort: str) -> Shortcut | None:
        """Return the shortcut of that name or callback, of the sort ``global`` or ``message``."""
        listed = (each for each in self.shortcuts if each.sort == sort)
        return next((each for each in listed if name in {each.name, each.callback_id}), None)


def _command(raw: dict[str, Any]) -> Command:
    return Command(
        name=raw["command"],
        description=raw.get("description", ""),
        hint=raw.get("usage_hint", ""),
        escapes=raw.get("should_escape", False),
    )


def _shortcut(raw: dict[str, Any]) -> Shortcut:
    return Shortcut(raw["name"], raw["type"], raw["callback_id"], raw.get("description", ""))
