"""What the buttons and dialogs of an event's site carry, and what is read out of a dialog."""

from collections.abc import Mapping
from typing import Any, Self

from pydantic import BaseModel, ConfigDict

from knowledge.errors import UsageError
from knowledge.events import arrangement_reading
from knowledge.events.arrangements import THEMES, Theme


class Press(BaseModel):
    """Which event, what is asked of it, and as it was when that was asked.

    Attributes
    ----------
    version
        Of the event, as it was on the screen; of the edit that Undo takes back.
    seen
        The newest version whose changes by others were shown.
    channel, ts
        Where the screen is that a dialog was opened from.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    event: int
    theme: Theme = Theme.ROOM
    version: int = 0
    seen: int = 0
    channel: str = ""
    ts: str = ""

    def packed(self) -> str:
        """Return it as a button carries it."""
        return self.model_dump_json(exclude_defaults=True)

    @classmethod
    def unpacked(cls, value: str) -> Self:
        """Read what a button carries."""
        return cls.model_validate_json(value)

    def at(self, **changed: object) -> Self:
        """Return the same with some of it changed."""
        return self.model_copy(update=changed)


def block(name: str) -> str:
    """Return the block of a field."""
    return f"site_{name}"


def typed(theme: Theme, state: Mapping[str, Any]) -> dict[str, str]:
    """Return what somebody typed, by field."""
    return {name: str(state.get(block(name)) or "") for name in THEMES[theme]}


def wanted(said: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the fields that can be kept, and what is wrong with the others, by block."""
    fields: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for name, words in said.items():
        try:
            fields[name] = arrangement_reading.read(name, words)
        except UsageError as error:
            problems[block(name)] = str(error)
    return fields, problems
