"""How well the ranking does: the reference methods on the same incidents, cells and cuts."""

from __future__ import annotations

from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks import open_data
from knowledge.hotspots.backtest import OURS, Backtest, backtest
from knowledge.hotspots.bands import SHARES
from knowledge.hotspots.origins import quarters
from knowledge.hotspots.ranking import neighbours

if TYPE_CHECKING:
    from collections.abc import Sequence

ALLOWED = -0.005
BEATEN = (
    "count, last year",
    "Getis–Ord Gi*, 3 years, neighbours within 400 m",
    "kernel density, 1 year, 500 m",
)


def run() -> None:
    """Print the tables of Philadelphia, and of New York's first two years."""
    _score("Philadelphia", open_data.philadelphia(), quarters(date(2019, 1, 1), date(2025, 10, 1)))
    _score("New York", open_data.new_york(), quarters(date(2006, 7, 1), date(2007, 10, 1)))


def _score(name: str, city: open_data.City | None, cuts: Sequence[date]) -> None:
    if city is None:
        print(f"{name}: open data is absent, skipped.")
        return
    start = perf_counter()
    result = backtest(city.cell_index, city.day, neighbours(city.cells), cuts)
    taken = perf_counter() - start
    print(
        f"\n{name}: {len(city.day):,} incidents ({result.outside} outside), {result.cells:,} cells,"
        f" {len(cuts)} cuts {cuts[0]} … {cuts[-1]}, {result.tested:,} tested, {taken:.1f} s"
    )
    _table(result)
    _bars(result)


def _table(result: Backtest) -> None:
    print(
        f"{'hit % at 1, 2, 5 %':<60}{'':>21}{'PAI 2 %':>9}{'PEI 2 %':>9}   ours minus it [points]"
    )
    for name, one in result.methods.items():
        line = f"{name:<60}" + "".join(f"{100 * hit:7.1f}" for hit in one.hit)
        line += f"{one.pai[1]:9.1f}{one.pei[1]:9.2f}   "
        if name != OURS:
            pair = result.paired[name]
            line += "  ".join(
                f"{100 * middle:+5.2f} [{100 * low:+5.2f}, {100 * high:+5.2f}]"
                for middle, low, high in zip(pair.difference, pair.low, pair.high, strict=True)
            )
        print(line)


def _bars(result: Backtest) -> None:
    for at, share in enumerate(SHARES):
        best = max(result.paired, key=lambda name: result.methods[name].hit[at])
        low = result.paired[best].low[at]
        beaten = all(result.paired[name].low[at] > 0 for name in BEATEN)
        print(
            f"at {share:.0%}: best reference is {best}; low end {100 * low:+.2f} points"
            f" (bar −0.50: {'met' if low >= ALLOWED else 'NOT met'}); better than one-year counts,"
            f" Gi* and 500 m kernel density: {'yes' if beaten else 'NO'}"
        )
