"""A signed agreement, whether it is in date, and when its parties are to be reminded."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.agreements.tiers import Tier

#: When parties are reminded that an agreement ends. [days before its last day]
REMINDED_BEFORE = (60, 30, 7)


@dataclass(frozen=True, slots=True)
class Agreement:
    """What partners have signed.

    Attributes
    ----------
    parties
        Ids of the partners.
    fields
        The data fields that are shared, for the two tiers about data.
    retention
        How long data is kept, in words.
    start, end
        The first and the last day on which it holds; ``end`` None where it has none.
    covered
        Keys of its tier's clauses that it settles.
    signed_on
        When the last of its parties signed; None until then.
    archived
        Whether somebody took it off the list.
    version
        Grows by one with each change, so that two people editing are told apart.
    """

    id: int
    tier: Tier
    title: str
    parties: tuple[int, ...]
    purpose: str
    fields: tuple[str, ...]
    retention: str
    start: date
    end: date | None = None
    version: int = 1
    covered: tuple[str, ...] = ()
    signed_on: date | None = None
    archived: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Reminder:
    """A day on which the parties are told that an agreement ends in ``days`` days."""

    on: date
    days: int


def in_date(agreement: Agreement, today: date) -> bool:
    """Return whether an agreement holds on a day; its last day counts."""
    return agreement.start <= today and (agreement.end is None or today <= agreement.end)


def days_left(agreement: Agreement, today: date) -> int | None:
    """Return how many days an agreement still has after today, None where it has no end.

    Negative once it has ended.
    """
    return None if agreement.end is None else (agreement.end - today).days


def reminders(agreement: Agreement, today: date) -> tuple[Reminder, ...]:
    """Return the reminders that are due today or later, the next first.

    Those whose day has passed are left out: whoever enters an agreement that ends in three
    weeks sees that there and then.
    """
    if agreement.end is None:
        return ()
    days = ((agreement.end - timedelta(days=before), before) for before in REMINDED_BEFORE)
    return tuple(Reminder(on, before) for on, before in days if on >= today)


def ending(agreements: Iterable[Agreement], today: date, within: int) -> tuple[Agreement, ...]:
    """Return the agreements in date that end within so many days, the soonest first."""
    soon = [
        (left, one.id, one)
        for one in agreements
        if in_date(one, today) and (left := days_left(one, today)) is not None and left <= within
    ]
    return tuple(one for _left, _id, one in sorted(soon, key=lambda found: found[:2]))
