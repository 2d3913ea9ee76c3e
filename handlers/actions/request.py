"""What can be asked about action items, and what their buttons carry."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict

from knowledge.errors import UsageError
from knowledge.words import _


class Which(StrEnum):
    """Whose items a list shows."""

    MINE = "mine"
    LATE = "late"
    ALL = "all"


class Press(BaseModel):
    """What a button or a dialog carries: an item, and the list to bring up to date.

    Attributes
    ----------
    item, version
        Which item, as it was when the button was made; 0 for none.
    which, page
        The list that the button stands in; None where it stands in none.
    channel, ts
        Where that list is, once a dialog was opened from it.
    source, message
        The channel and the ts of the message from which a new item is made.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    item: int = 0
    version: int = 0
    which: Which | None = None
    page: int = 0
    channel: str = ""
    ts: str = ""
    source: str = ""
    message: str = ""

    def packed(self) -> str:
        """Return it as a button carries it."""
        return self.model_dump_json(exclude_defaults=True)

    @classmethod
    def unpacked(cls, value: str) -> Self:
        """Read what a button carries."""
        return cls.model_validate_json(value or "{}")

    def of(self, item: int, version: int) -> Self:
        """Return the same for one item of the list."""
        return self.model_copy(update={"item": item, "version": version})

    def at(self, channel: str, ts: str) -> Self:
        """Return the same with where its list is; only a direct message is brought up to date."""
        if self.which is None or not channel.startswith("D"):
            return self
        return self.model_copy(update={"channel": channel, "ts": ts})


class Asked(BaseModel):
    """What followed the command: a list to see, or words of a new item."""

    model_config = ConfigDict(frozen=True)

    which: Which | None = None
    words: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what followed the command.

        Raises
        ------
        UsageError
            When it is neither.
        """
        first, _space, rest = text.strip().partition(" ")
        if first.lower() in ("add", "new") and rest.strip():
            return cls(words=rest.strip())
        if not first or (first.lower() in [*Which] and not rest):
            return cls(which=Which(first.lower() or Which.MINE))
        raise UsageError(
            _(
                "I did not understand that. Try `/coalition actions`, `/coalition actions late`, "
                "`/coalition actions all`, or `/coalition actions add call the school by friday`."
            )
        )


#: The usual snoozes, by what the dialog calls them.
SNOOZES = {"1d": "Until tomorrow", "3d": "For three days", "week": "Until Monday next week"}
NEXT_WEEK, BACK, UNTIL = "week", "now", "date"


def snoozed_until(chosen: str, day: str | None, *, today: date) -> date | None:
    """Return the day on which an item comes back; None brings it back now.

    Raises
    ------
    UsageError
        When a day was to be picked and is missing, or is not to come.
    """
    if chosen == BACK:
        return None
    if chosen == NEXT_WEEK:
        return today + timedelta(days=7 - today.weekday())
    if chosen != UNTIL:
        return today + timedelta(days=int(chosen.removesuffix("d")))
    until = date.fromisoformat(day) if day else None
    if until is None or until <= today:
        raise UsageError(_("Pick a day after today."))
    return until
