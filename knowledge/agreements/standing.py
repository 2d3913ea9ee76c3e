"""How an agreement stands on a day, and which reminder of its end that day belongs to."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from knowledge.agreements.agreement import REMINDED_BEFORE, Agreement, days_left
from knowledge.agreements.tiers import Tier


class Standing(StrEnum):
    """How an agreement stands, in the order in which a list shows them."""

    ENDING = "ending"
    HOLDS = "holds"
    WAITING = "waiting"
    ENDED = "ended"


def standing(agreement: Agreement, today: date) -> Standing:
    """Return whether an agreement holds, ends within 60 days, is over, or waits.

    It waits until it is signed and its first day has come.
    """
    left = days_left(agreement, today)
    if left is not None and left < 0:
        return Standing.ENDED
    if agreement.signed_on is None or today < max(agreement.start, agreement.signed_on):
        return Standing.WAITING
    return Standing.ENDING if nearest(agreement, today) else Standing.HOLDS


def nearest(agreement: Agreement, today: date) -> int | None:
    """Return the reminder that a day belongs to: 60, 30 or 7 days before the end, else None.

    Whoever looks late finds one reminder, the nearest, and none of those that were missed.
    """
    left = days_left(agreement, today)
    if left is None or left < 0:
        return None
    return min((before for before in REMINDED_BEFORE if left <= before), default=None)


def lacking(agreements: Iterable[Agreement], today: date) -> tuple[Tier, ...]:
    """Return the tiers of which nothing is signed and in date, in their order."""
    held = {
        one.tier for one in agreements if standing(one, today) in (Standing.HOLDS, Standing.ENDING)
    }
    return tuple(tier for tier in Tier if tier not in held)
