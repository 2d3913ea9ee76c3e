"""How long a source takes to be complete, learned from what arrived late before."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SHARE = 0.95
"""The lag covers this share of what arrived late."""

BACKFILL_DAYS = 365
"""What arrives later than this was filled in from older files, and says nothing of the lag."""


@dataclass(frozen=True, slots=True)
class Lag:
    """How many last days of a file are not yet complete, and whether that was learned."""

    days: int
    learned: bool


def learn(days_before: Iterable[int], *, imports: int) -> Lag:
    """Learn a source's lag: the 95th percentile of how far back late incidents reach, at least 1.

    A file's own last day is never taken as complete. An incident that arrived late and
    happened ``d`` days before a file's last day shows that this file's last ``d + 1`` days
    were not complete. With one import nothing can be learned and one day is assumed.

    Parameters
    ----------
    days_before
        For each incident that a later import brought new although an earlier file of the
        source covered its day: the earlier file's last day minus its day. [days]
    imports
        Imports of this source so far.

    Raises
    ------
    ValueError
        If a number is negative: such an incident was not late.
    """
    late = sorted(days for days in days_before if days < BACKFILL_DAYS)
    if late and late[0] < 0:
        raise ValueError("An incident after a file's last day was not late in it.")
    if not late or imports < 2:
        return Lag(days=1, learned=imports > 1)
    return Lag(days=late[math.ceil(SHARE * len(late)) - 1] + 1, learned=True)


def complete_through(last_day: date, lag: Lag) -> date:
    """Return the last day, itself included, for which the source is taken as complete."""
    return last_day - timedelta(days=lag.days)
