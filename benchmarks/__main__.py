"""Run the registered benchmarks, or those that are named, and print their tables."""

from __future__ import annotations

import sys

from benchmarks import (
    backtest_philadelphia,
    event_plan,
    find,
    home,
    import_million,
    ranking,
    running,
    sandbox,
    snapshots,
)

BENCHMARKS = (
    ranking,
    backtest_philadelphia,
    import_million,
    snapshots,
    running,
    sandbox,
    find,
    home,
    event_plan,
)
"""Each has ``run() -> None``, which prints its table."""


def main(names: list[str]) -> None:
    """Run the benchmarks that were named, all of them by default."""
    known = {module.__name__.rpartition(".")[2]: module for module in BENCHMARKS}
    unknown = [name for name in names if name not in known]
    if unknown:
        sys.exit(f"No benchmark named {', '.join(unknown)}. There are: {', '.join(known)}.")
    for name in names or known:
        print(f"\n== {name} ==")
        known[name].run()


if __name__ == "__main__":
    main(sys.argv[1:])
