"""When in the week and the day incidents cluster, said only where the evidence supports it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from knowledge.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import ArrayLike

ENOUGH = 10
_NEGLIGIBLE = 1e-17
SURE = 0.05
DAYS = 7
PARTS = 4
"""Parts of the day: night [0, 6), morning [6, 12), afternoon [12, 18), evening [18, 24). [h]"""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A time of the week with more incidents than chance explains.

    Attributes
    ----------
    days
        Weekdays, 0 is Monday; empty when any day.
    part
        Part of the day, 0 is night; None when any time.
    incidents, total
        In that time, and altogether with a known time.
    p
        Chance of a cluster this clear anywhere in the week when times are spread evenly.
    """

    days: tuple[int, ...]
    part: int | None
    incidents: int
    total: int
    p: float


def cluster(incidents: ArrayLike) -> Cluster | None:
    """Find the clearest cluster in the week, None when chance explains it or under 10 incidents.

    Compared are the four parts of the day, runs of one to three weekdays, and each part on
    each run: 109 candidates. Each has an exact binomial test against even spread, upper tail;
    the smallest p is multiplied by their number (Bonferroni) and must stay under 0.05.

    Parameters
    ----------
    incidents
        Incidents with a known time by weekday, Monday first, and part of the day. (7, 4)

    Raises
    ------
    ValueError
        If the table has another shape or a negative number.

    References
    ----------
    Dunn (1961), Journal of the American Statistical Association 56, 52–64.
    """
    table = np.asarray(incidents, dtype=np.int64)
    if table.shape != (DAYS, PARTS) or (table < 0).any():
        raise ValueError("Give counts by seven weekdays and four parts of the day.")
    total = int(table.sum())
    if total < ENOUGH:
        return None
    tried = [
        Cluster(days, part, seen, total, _upper_tail(seen, total, share))
        for days, part, share in _candidates()
        for seen in [int(table[list(days) or slice(None)][:, _columns(part)].sum())]
    ]
    best = min(tried, key=lambda one: one.p)
    p = min(1.0, best.p * len(tried))
    return Cluster(best.days, best.part, best.incidents, total, p) if p < SURE else None


def phrase(found: Cluster | None) -> str | None:
    """Say a cluster: "more often on Friday and Saturday evenings"; None where there is none."""
    if found is None:
        return None
    if not found.days:
        return _any_day()[found.part or 0]
    if found.part is None:
        return _("more often on {days}").format(
            days=_listed([_plural()[day] for day in found.days])
        )
    names = [_singular()[day] for day in found.days]
    return _some_days()[found.part].format(days=_listed(names))


def _candidates() -> Iterator[tuple[tuple[int, ...], int | None, float]]:
    parts = range(PARTS)
    yield from (((), part, 1 / PARTS) for part in parts)
    for length in (1, 2, 3):
        for first in range(DAYS):
            days = tuple((first + step) % DAYS for step in range(length))
            yield days, None, length / DAYS
            yield from ((days, part, length / DAYS / PARTS) for part in parts)


def _columns(part: int | None) -> slice:
    return slice(None) if part is None else slice(part, part + 1)


def _upper_tail(seen: int, total: int, share: float) -> float:
    """Return the chance of at least ``seen`` out of ``total`` when each has chance ``share``.

    At or below what is expected nothing clusters, and 1 is returned. Above it each term is
    smaller than the one before, so the sum ends where terms no longer count.
    """
    if seen <= total * share:
        return 1.0
    log_term = (
        math.lgamma(total + 1)
        - math.lgamma(seen + 1)
        - math.lgamma(total - seen + 1)
        + seen * math.log(share)
        + (total - seen) * math.log1p(-share)
    )
    term = tail = math.exp(log_term)
    odds = share / (1 - share)
    for k in range(seen, total):
        term *= (total - k) / (k + 1) * odds
        tail += term
        if term <= tail * _NEGLIGIBLE:
            break
    return min(1.0, tail)


def _listed(names: list[str]) -> str:
    if len(names) == 1:
        return names[0]
    return _("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])


def _any_day() -> tuple[str, ...]:
    return (
        _("more often between midnight and 6 a.m."),
        _("more often in the morning (6 a.m. to noon)"),
        _("more often in the afternoon (noon to 6 p.m.)"),
        _("more often in the evening (6 p.m. to midnight)"),
    )


def _some_days() -> tuple[str, ...]:
    return (
        _("more often between midnight and 6 a.m. on {days}"),
        _("more often on {days} mornings"),
        _("more often on {days} afternoons"),
        _("more often on {days} evenings"),
    )


def _singular() -> tuple[str, ...]:
    return (
        *(_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday")),
        *(_("Friday"), _("Saturday"), _("Sunday")),
    )


def _plural() -> tuple[str, ...]:
    return (
        *(_("Mondays"), _("Tuesdays"), _("Wednesdays"), _("Thursdays")),
        *(_("Fridays"), _("Saturdays"), _("Sundays")),
    )
