"""What the buttons and dialogs of meetings carry, and what they say when they come back."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple, Self
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from knowledge.errors import UsageError
from knowledge.meetings.kinds import Kind, of
from knowledge.partners.sectors import Sector
from knowledge.words import _

KIND, TITLE, DAY, TIME = "meeting_kind", "meeting_title", "meeting_day", "meeting_time"
MINUTES, WHERE, CHANNEL = "meeting_minutes", "meeting_where", "meeting_channel"

#: The longest meeting. [minutes]
LONGEST = 600


class Press(BaseModel):
    """What a button or dialog carries.

    Attributes
    ----------
    meeting, version
        Which meeting, as it was when the button was made; 0 for none.
    past, page
        Which list, and which page of it.
    sector, more
        Of an attendance: whom to count, and by how many; -1 takes one away.
    channel, ts
        Where the list is that is to be brought up to date, once a dialog was opened from it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    meeting: int = 0
    version: int = 0
    past: bool = False
    page: int = 0
    sector: Sector | None = None
    more: int = 1
    channel: str = ""
    ts: str = ""

    def packed(self) -> str:
        """Return it as a button carries it."""
        return self.model_dump_json(exclude_defaults=True)

    @classmethod
    def unpacked(cls, value: str) -> Self:
        """Read what a button carries."""
        return cls.model_validate_json(value or "{}")

    def at(self, channel: str, ts: str) -> Self:
        """Return the same with where its list is; only a direct message is brought up to date."""
        if not channel.startswith("D"):
            return self
        return self.model_copy(update={"channel": channel, "ts": ts})


class FieldError(UsageError):
    """What a dialog holds cannot be: which field to mend, and how."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class Called(NamedTuple):
    """A meeting as a dialog says it."""

    kind: Kind
    title: str
    start: datetime
    minutes: int
    where: str
    channel: str


def kind_of(state: Mapping[str, Any]) -> Kind:
    """Return the kind that is chosen in a dialog, a weekly call from the start."""
    return choice_of(state.get(KIND) or Kind.WEEKLY_CALL.value)[0]


def choice_of(chosen: str) -> tuple[Kind, Press]:
    """Return the kind that a menu's choice means, and what its dialog carries."""
    kind, _bar, data = chosen.partition("|")
    return Kind(kind), Press.unpacked(data)


def read(state: Mapping[str, Any], *, zone: ZoneInfo) -> Called:
    """Return the meeting that a dialog says; what is left empty is the kind's usual.

    Raises
    ------
    FieldError
        When its day, time or length is missing or cannot be.
    """
    kind = kind_of(state)
    if not state.get(DAY):
        raise FieldError(DAY, _("Pick a day."))
    if not state.get(TIME):
        raise FieldError(TIME, _("Pick a time."))
    local = datetime.combine(date.fromisoformat(state[DAY]), time.fromisoformat(state[TIME]), zone)
    return Called(
        kind,
        (state.get(TITLE) or "").strip() or _(of(kind).name),
        local.astimezone(UTC),
        _minutes(state.get(MINUTES), kind),
        (state.get(WHERE) or "").strip(),
        state.get(CHANNEL) or "",
    )


def _minutes(said: str | None, kind: Kind) -> int:
    words = (said or "").strip()
    if not words:
        return of(kind).shortest
    if not words.isdecimal() or not 0 < int(words) <= LONGEST:
        raise FieldError(MINUTES, _("Write the minutes as a number, such as 45."))
    return int(words)
