"""The trauma-informed training: when it is due again, and when to say so.

Renewed yearly (formation item N19; T15); the coalition may agree on another date.
"""

from datetime import date, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

#: How long before it is due a person is reminded. [days]
REMIND_DAYS = 30


class Standing(StrEnum):
    """Whether somebody's training holds."""

    NONE = "none"
    HOLDS = "holds"
    SOON = "soon"
    OVER = "over"


def renewal(trained_on: date) -> date:
    """Return the day until which a training holds."""
    return trained_on + relativedelta(years=1)


def standing(trained_on: date | None, today: date) -> Standing:
    """Return whether a training holds today; ``SOON`` in the last 30 days."""
    if trained_on is None:
        return Standing.NONE
    left = renewal(trained_on) - today
    if left < timedelta(0):
        return Standing.OVER
    return Standing.SOON if left <= timedelta(days=REMIND_DAYS) else Standing.HOLDS
