"""What the buttons and dialogs of the day carry."""

from collections.abc import Collection
from datetime import datetime
from typing import Self

from pydantic import BaseModel, ConfigDict

from knowledge.events.day import EntryKind
from knowledge.events.decisions import Decision
from knowledge.events.emergency.page import Emergency

#: How long a line of the log may be; with it, "Try again" still fits into a button.
MOST = 600
#: More than any place holds.
MOST_PEOPLE = 1_000_000


class Press(BaseModel):
    """What a button or a dialog carries: an event, and a line that is to be written.

    Attributes
    ----------
    id
        The line's own, made with the button: however often it is pressed, one line.
    again
        When it was tried first, where that was not saved.
    channel, ts
        Where the screen is that a dialog was opened from.
    page
        The emergency whose page is asked for.
    here
        Who was here when the roll call was shown.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    event: int = 0
    id: str = ""
    kind: EntryKind | None = None
    text: str = ""
    number: int | None = None
    again: datetime | None = None
    channel: str = ""
    ts: str = ""
    page: Emergency | None = None
    here: tuple[str, ...] = ()

    def packed(self) -> str:
        """Return it as a button carries it."""
        return self.model_dump_json(exclude_defaults=True)

    @classmethod
    def unpacked(cls, value: str) -> Self:
        """Read what a button carries."""
        return cls.model_validate_json(value or "{}")

    def at(self, channel: str, ts: str) -> Self:
        """Return the same with where its screen is, if that is a direct message."""
        if not channel.startswith("D"):
            return self
        return self.model_copy(update={"channel": channel, "ts": ts})

    def tried(self, now: datetime) -> Self:
        """Return the same, to be tried again; when it was tried first stays."""
        return self.model_copy(update={"again": self.again or now})

    def writes(self, kind: EntryKind, text: str = "", number: int | None = None) -> Self:
        """Return the same with the line that it writes."""
        return self.model_copy(update={"kind": kind, "text": text, "number": number})


def counted(typed: object) -> int | None:
    """Read a number of people as it is typed on a phone; None where it is none."""
    digits = str(typed or "").strip().replace(",", "").replace(".", "").replace(" ", "")
    if not digits.isascii() or not digits.isdigit():
        return None
    return min(int(digits[:12]), MOST_PEOPLE)


def changes(before: Collection[str], here: Collection[str], asked: Collection[str]) -> list[str]:
    """Return whose place in the roll call a dialog changed, in the order they were asked."""
    return [one for one in asked if (one in before) is not (one in here)]


class Decide(BaseModel):
    """What the buttons of "Ready?" carry: a decision to make, or a proposal to stand for.

    Attributes
    ----------
    mark
        The dialog's own id: sent twice, it is one decision.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    event: int = 0
    decision: Decision | None = None
    proposal: str = ""
    mark: str = ""

    def packed(self) -> str:
        """Return it as a button carries it."""
        return self.model_dump_json(exclude_defaults=True)

    @classmethod
    def unpacked(cls, value: str) -> Self:
        """Read what a button carries."""
        return cls.model_validate_json(value or "{}")
