"""The three tiers of agreements, and the clauses that each should cover."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

_Line = Annotated[str, StringConstraints(min_length=2, max_length=200, pattern=r"^[^\n]+$")]


class Tier(StrEnum):
    """Each tier rests on the one before (K13)."""

    MEMORANDUM = "memorandum"
    DATA_SHARING = "data_sharing"
    DATA_USE = "data_use"


class _Declared(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Clause(_Declared):
    """One thing that an agreement should settle."""

    key: Annotated[str, StringConstraints(pattern=r"^[a-z_]+$")]
    what: _Line


class Kind(_Declared):
    """A tier with its name, what it is for and its clauses in order."""

    tier: Tier
    name: _Line
    short: _Line
    what: _Line
    sources: tuple[str, ...]
    clauses: tuple[Clause, ...] = Field(min_length=1)


class _Sheet(_Declared):
    reviewed: date
    tiers: tuple[Kind, ...]


@cache
def _sheet() -> _Sheet:
    text = files("knowledge.agreements").joinpath("tiers.yaml").read_text(encoding="utf-8")
    return _Sheet.model_validate(yaml.safe_load(text))


def kinds() -> tuple[Kind, ...]:
    """Return the three tiers in order."""
    return _sheet().tiers


def kind(tier: Tier) -> Kind:
    """Return what one tier is and covers."""
    return next(one for one in kinds() if one.tier is tier)


def reviewed() -> date:
    """Return the day on which these texts were last looked at."""
    return _sheet().reviewed


def uncovered(tier: Tier, covered: Collection[str]) -> tuple[Clause, ...]:
    """Return the clauses of a tier that are not among those covered, in order."""
    return tuple(one for one in kind(tier).clauses if one.key not in covered)
