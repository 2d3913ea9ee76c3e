"""The three tiers of agreements, and the clauses that each should cover."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from functools import cache

from pydantic import Field

from knowledge import sheets
from knowledge.sheets import Declared, Key, Line, Source


class Tier(StrEnum):
    """Each tier rests on the one before (K13)."""

    MEMORANDUM = "memorandum"
    DATA_SHARING = "data_sharing"
    DATA_USE = "data_use"


class Clause(Declared):
    """One thing that an agreement should settle."""

    key: Key
    what: Line


class Kind(Declared):
    """A tier with its name, what it is for and its clauses in order."""

    tier: Tier
    name: Line
    short: Line
    what: Line
    sources: tuple[Source, ...]
    clauses: tuple[Clause, ...] = Field(min_length=1)


class _Sheet(Declared):
    reviewed: date
    tiers: tuple[Kind, ...]


@cache
def _sheet() -> _Sheet:
    return _Sheet.model_validate(sheets.read("knowledge.agreements", "tiers.yaml"))


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
