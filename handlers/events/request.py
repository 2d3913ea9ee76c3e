"""What can be asked of an event's plan: typed, pressed, or filled into a form."""

from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict

from knowledge.errors import UsageError
from knowledge.words import _


class Which(StrEnum):
    """Which items of a plan a list shows, beside the phases."""

    ALL = "all"
    MINE = "mine"
    CRITICAL = "critical"
    LATE = "late"
    FOLDED = "folded"
    SIGN = "sign"


class Show(StrEnum):
    """What of a plan is shown."""

    PLAN = "plan"
    LIST = "list"
    ITEM = "item"
    ROLES = "roles"
    WHY = "why"


class Spot(BaseModel):
    """Where in an event's plan somebody is; what buttons and dialogs carry.

    Attributes
    ----------
    event
        Its id; 0 for the list of events.
    which
        A ``Which`` or a ``Phase``: the list that walking stays in.
    version
        The version of the item that a button takes back or gives away.
    inside
        Whether the button stands in the plan's own dialog, which then changes in place.
    role, person
        Of somebody named on the plan.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    event: int = 0
    show: Show = Show.PLAN
    which: str = Which.ALL.value
    item: str = ""
    page: int = 0
    version: int = 0
    inside: bool = False
    role: str = ""
    person: str = ""

    def packed(self) -> str:
        """Return it as a button carries it."""
        return self.model_dump_json(exclude_defaults=True)

    @classmethod
    def unpacked(cls, value: str) -> Self:
        """Read what a button carries."""
        return cls.model_validate_json(value or "{}")

    def at(self, **changed: object) -> Self:
        """Return the same with some of it changed."""
        return self.model_copy(update=changed)


def numbered(text: str) -> int | None:
    """Return the number of the event that was typed; None where nothing was.

    Raises
    ------
    UsageError
        When it is no number.
    """
    said = text.strip().removeprefix("#")
    if not said:
        return None
    if not said.isdecimal() or len(said) > 9:
        raise UsageError(
            _(
                "Say which by its number, such as `/event plan 204511`. `/event` lists yours, and "
                "`/event help` what else you can do."
            )
        )
    return int(said)
