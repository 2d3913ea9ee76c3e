"""What the buttons and dialogs after an event carry."""

from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from knowledge.events.items import ItemId
from knowledge.events.kinds import EventRole, Phase
from knowledge.sheets import Line


class After(BaseModel):
    """What a button or a dialog carries: an event, and the line that it writes or answers."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    event: int = 0
    id: str = ""

    def packed(self) -> str:
        """Return it as a button carries it."""
        return self.model_dump_json(exclude_defaults=True)

    @classmethod
    def unpacked(cls, value: str) -> Self:
        """Read what a button carries."""
        return cls.model_validate_json(value or "{}")


class Fix(BaseModel):
    """What an event taught: an item for the coalition's list.

    Attributes
    ----------
    everywhere
        Whether it is for every event, or for those of the same type.
    replaces
        The item that it words anew; "" where it is a new one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: Line
    why: Line
    phase: Phase
    role: EventRole
    critical: bool = False
    everywhere: bool = False
    replaces: ItemId | None = Field(default=None)


class Learned(BaseModel):
    """What people say after an event.

    Attributes
    ----------
    hurt
        How many people were hurt.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    well: str = ""
    badly: str = ""
    change: str = ""
    hurt: int | None = None
