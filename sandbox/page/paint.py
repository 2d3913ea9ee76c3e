"""Templates, with the filters that turn Slack's texts into safe HTML."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from sandbox.hub import Hub
from sandbox.state.people import Person
from sandbox.words import blocks as block_kit
from sandbox.words import charts, inputs, markdown, mrkdwn, told

TEMPLATES = Path(__file__).parent / "templates"
SHADE = re.compile(r"#[0-9a-fA-F]{3,8}")


class Paint:
    """Draw a window, whole or in the parts that change."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._env = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._env.filters |= {
            "mrkdwn": self._mrkdwn,
            "words": self._words,
            "plain": lambda held: mrkdwn.plain(held, hub.state.named),
            "markdown": markdown.html,
            "initial": inputs.initial,
            "options": block_kit.options,
            "cell": lambda held: told.cell(held, hub.state.named),
            "chart": charts.svg,
            "series": charts.series,
            "categories": charts.categories,
            "colour": charts.colour,
            "local": _local,
            "pretty": lambda held: json.dumps(held, indent=2, ensure_ascii=False, default=str),
            "shade": SHADE.fullmatch,
            "emoji_name": lambda name: mrkdwn.emoji(f":{name}:"),
        }
        self._env.globals |= {
            "named": hub.state.named,
            "file": self._file,
            "holding": block_kit.INPUTS,
            "signs": told.TASK_SIGNS,
        }

    def whole(self, scene: dict[str, Any]) -> str:
        """Return the page."""
        return self._env.get_template("window.html").render(scene)

    def parts(self, scene: dict[str, Any]) -> dict[str, str]:
        """Return the parts of the page that change."""
        names = ("sidebar", "main", "thread", "dialog")
        return {name: self._env.get_template(f"{name}.html").render(scene) for name in names}

    def behind(self, shown: dict[str, Any]) -> str:
        """Return one part of the drawer for the curious."""
        return self._env.get_template("behind.html").render(shown)

    def _mrkdwn(self, given: Any) -> Markup:
        """Return a text object, or the text of a message, as HTML."""
        if isinstance(given, str):
            return mrkdwn.html(given, self._hub.state.named)
        if not given:
            return Markup("")
        if given.get("type") == "plain_text":
            return Markup("{}").format(mrkdwn.emoji(given.get("text", "")))
        return mrkdwn.html(given.get("text", ""), self._hub.state.named)

    def _words(self, given: Any) -> str:
        return told.text(given, self._hub.state.named)

    def _file(self, named: str | dict[str, str]) -> Any:
        if isinstance(named, dict):
            wanted = next(block_kit.slack_files([{"type": "image", "slack_file": named}]))[0]
        else:
            wanted = named
        return self._hub.state.files.get(wanted)


def _local(epoch: str | None, person: Person) -> str:
    """Return a moment as somebody's own clock shows it, the way a browser writes it."""
    if not epoch:
        return ""
    moment = datetime.fromtimestamp(int(epoch), UTC).astimezone(ZoneInfo(person.tz))
    return f"{moment:%Y-%m-%dT%H:%M}"
