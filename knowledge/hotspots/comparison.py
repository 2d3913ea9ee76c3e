"""Is this more than before? The exact test of two counts, and what may be said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from knowledge.hotspots.phrases import one_time_in
from knowledge.words import _

PERCENT_FROM = 10
"""Both counts must reach this before a change is said in percent."""

SPLIT_FROM = 3
"""Smaller numbers are not split into people killed and people hurt."""

_TIES = 1 + 1e-7  # as likely, but for rounding; the tolerance of R's binom.test


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two counts, each with its days, and how surprising their difference is.

    Attributes
    ----------
    now, before
        [incidents]
    days_now, days_before
        Exposure. [days]
    ratio
        Rate now over rate before; None when there was nothing before.
    p
        Chance of a difference at least as unlikely when the rate has not changed.
    direction
        Of the rates.
    """

    now: int
    before: int
    days_now: int
    days_before: int
    ratio: float | None
    p: float
    direction: Literal["up", "down", "same"]


def compare(now: int, before: int, *, days_now: int, days_before: int) -> Comparison:
    """Compare the rates of two Poisson counts by the conditional binomial test.

    Given their sum, the first count is binomial with the share of its exposure. The two-sided
    p adds up every outcome that is at most as likely as the one seen (minimum likelihood, as
    ``poisson.test`` in R); summed here without scipy, which would cost 50 MB of memory.

    Parameters
    ----------
    now, before
        [incidents]
    days_now, days_before
        Length of the two windows, which must not overlap. [days]

    Raises
    ------
    ValueError
        If a count is negative or a window is empty.

    References
    ----------
    Przyborowski & Wilenski (1940), Biometrika 31, 313–323. Lehmann & Romano (2005), Testing
    Statistical Hypotheses, section 4.5.
    """
    if now < 0 or before < 0 or days_now < 1 or days_before < 1:
        raise ValueError("Counts are not negative and windows last at least one day.")
    ratio = (now * days_before) / (before * days_now) if before else None
    weighed = now * days_before - before * days_now
    direction: Literal["up", "down", "same"] = (
        "up" if weighed > 0 else "down" if weighed < 0 else "same"
    )
    p = _binomial_p(now, now + before, days_now / (days_now + days_before))
    return Comparison(now, before, days_now, days_before, ratio, p, direction)


def _binomial_p(seen: int, total: int, share: float) -> float:
    """Return the two-sided exact p of ``seen`` out of ``total`` when each has chance ``share``."""
    outcomes = np.arange(total + 1)
    logs = np.concatenate(([0.0], np.cumsum(np.log(np.arange(1, total + 1)))))
    chance = np.exp(
        logs[-1]
        - logs
        - logs[::-1]
        + outcomes * np.log(share)
        + (total - outcomes) * np.log1p(-share)
    )
    return float(min(1.0, chance[chance <= chance[seen] * _TIES].sum()))


def may_split(killed: int, hurt: int) -> bool:
    """Say whether a number may be split into people killed and people hurt.

    Only where neither part is a 1 or a 2, and they are at least 3 together.
    """
    parts = (killed, hurt)
    return sum(parts) >= SPLIT_FROM and all(part == 0 or part >= SPLIT_FROM for part in parts)


def percent(comparison: Comparison) -> int | None:
    """Return the change of the rate in percent, None where a count is too small for one."""
    if min(comparison.now, comparison.before) < PERCENT_FROM or comparison.ratio is None:
        return None
    return round(100 * (comparison.ratio - 1))


def sentences(comparison: Comparison, *, before: str) -> str:
    """Say the change, and how often chance alone brings one like it.

    Parameters
    ----------
    comparison
        From :func:`compare`.
    before
        Name of the earlier window: "the 90 days before", "the same days last year".
    """
    if not comparison.now and not comparison.before:
        return _("None, and none in {before}.").format(before=before)
    return f"{_change(comparison, before)} {_chance(comparison)}"


def _change(comparison: Comparison, before: str) -> str:
    counts = _("{now} against {then} in {before}").format(
        now=comparison.now, then=comparison.before, before=before
    )
    change = percent(comparison)
    if change is None:
        return f"{counts}."
    if change == 0:
        return _("{counts}: about the same.").format(counts=counts)
    per_day = "" if comparison.days_now == comparison.days_before else _(" a day")
    words = _("{counts}: {percent} % more{per_day}.")
    if change < 0:
        words = _("{counts}: {percent} % fewer{per_day}.")
    return words.format(counts=counts, percent=abs(change), per_day=per_day)


def _chance(comparison: Comparison) -> str:
    return _("A change this big or bigger turns up {often} even when nothing has changed.").format(
        often=one_time_in(comparison.p)
    )
