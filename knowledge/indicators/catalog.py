"""The sixteen shared indicators, as reviewed texts that the package carries."""

from datetime import date
from enum import StrEnum
from functools import cache

from pydantic import Field

from knowledge import sheets
from knowledge.errors import UsageError
from knowledge.sheets import Declared, Key, Line, Source
from knowledge.words import _


class Type(StrEnum):
    """What an indicator tells: shootings lag and are noisy, so each is paired (K17)."""

    LAGGING = "lagging"
    LEADING = "leading"
    PROCESS = "process"
    CLIMATE = "climate"
    WORKFORCE = "workforce"
    EQUITY = "equity"


class Indicator(Declared):
    """One indicator: how often it is looked at, where its numbers come from, how it is made."""

    key: Key
    type: Type
    name: Line
    rhythm: Line
    data: Line
    how: Line
    computed_by_bot: bool
    sources: tuple[Source, ...] = Field(min_length=1)


class _Sheet(Declared):
    reviewed: date
    indicators: tuple[Indicator, ...]


@cache
def indicators() -> tuple[Indicator, ...]:
    """Return every indicator in order."""
    found = sheets.read("knowledge.indicators", "indicators.yaml")
    return _Sheet.model_validate(found).indicators


def indicator(key: str) -> Indicator:
    """Return the indicator of a key.

    Raises
    ------
    UsageError
        When there is none.
    """
    for one in indicators():
        if one.key == key:
            return one
    raise UsageError(_("There is no such indicator. Choose one from the list."))
