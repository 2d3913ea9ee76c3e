"""Medians of several runs, and a table of them."""

from __future__ import annotations

from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

BUDGET = 2.0
"""A contender is run again until it has used this much. [s]"""

RUNS = (3, 50)
"""At least and at most this many runs each."""


def medians(contenders: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """Time each contender after one run to warm up; return the medians in ms."""
    return {name: _median(contender) for name, contender in contenders.items()}


def _median(contender: Callable[[], object]) -> float:
    contender()
    fewest, most = RUNS
    taken: list[float] = []
    while len(taken) < fewest or (sum(taken) < BUDGET and len(taken) < most):
        start = perf_counter()
        contender()
        taken.append(perf_counter() - start)
    return 1000 * median(taken)


def show(title: str, taken: Mapping[str, float], *, against: str) -> None:
    """Print medians and how many times as long as ``against`` each takes."""
    print(f"\n{title:<58}{'ms':>10}{'times ' + against:>16}")
    for name, milliseconds in taken.items():
        print(f"{name:<58}{milliseconds:>10.2f}{milliseconds / taken[against]:>16.2f}")
