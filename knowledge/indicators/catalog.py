"""The sixteen shared indicators, as reviewed texts that the package carries."""

from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from knowledge.errors import UsageError
from knowledge.words import _

_Line = Annotated[str, StringConstraints(min_length=2, max_length=200, pattern=r"^[^\n]+$")]


class Type(StrEnum):
    """What an indicator tells: shootings lag and are noisy, so each is paired (K17)."""

    LAGGING = "lagging"
    LEADING = "leading"
    PROCESS = "process"
    CLIMATE = "climate"
    WORKFORCE = "workforce"
    EQUITY = "equity"


class _Declared(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Indicator(_Declared):
    """One indicator: how often it is looked at, where its numbers come from, how it is made."""

    key: Annotated[str, StringConstraints(pattern=r"^[a-z_]+$")]
    type: Type
    name: _Line
    rhythm: _Line
    data: _Line
    how: _Line
    computed_by_bot: bool
    sources: tuple[str, ...] = Field(min_length=1)


class _Sheet(_Declared):
    reviewed: date
    indicators: tuple[Indicator, ...]


@cache
def indicators() -> tuple[Indicator, ...]:
    """Return every indicator in order."""
    text = files("knowledge.indicators").joinpath("indicators.yaml").read_text(encoding="utf-8")
    return _Sheet.model_validate(yaml.safe_load(text)).indicators


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
