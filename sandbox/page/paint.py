"""Templates, with the filters that turn Slack's texts into safe HTML."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from sandbox.hub import Hub
from sandbox.words import blocks as block_kit
from sandbox.words import inputs, markdown, mrkdwn, told

TEMPLATES = Path(__file__).parent / "templates"


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
            "markdown": markdown.html,
            "initial": inputs.initial,
            "options": block_kit.options,
            "cell": lambda held: told.cell(held, hub.state.named),
            "emoji_name": lambda name: mrkdwn.emoji(f":{name}:"),
        }
        self._env.globals |= {
            "named": hub.state.named,
            "file": self._file,
            "holding": block_kit.INPUTS,
        }

    def whole(self, scene: dict[str, Any]) -> str:
        """Return the page."""
        return self._env.get_template("window.html").render(scene)

    def parts(self, scene: dict[str, Any]) -> dict[str, str]:
        """Return the parts of the page that change."""
        names = ("sidebar", "main", "thread", "dialog")
        return {name: self._env.get_template(f"{name}.html").render(scene) for name in names}

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
