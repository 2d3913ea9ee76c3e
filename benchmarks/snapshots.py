"""How long a snapshot takes, from the question to the picture, as the data grows."""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from benchmarks import made_up

if TYPE_CHECKING:
    from handlers.toolbox import Toolbox

SIZES = (10_000, 100_000, 1_000_000)
#: The made-up incidents end with 2024.
TODAY = date(2024, 12, 29)
RUNS = 40


def run() -> None:
    """Take the usual snapshot of the same cells with more and more incidents behind them."""
    print(f"{'incidents':>12}{'p50':>10}{'p95':>10}{'reading p50':>14}{'drawing p50':>14}   [ms]")
    medians = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        places = made_up.write_places(folder)
        for size in SIZES:
            tools = _filled(folder, places, size)
            reading, drawing = _time(tools)
            whole = reading + drawing
            medians.append(float(np.median(whole)))
            print(
                f"{size:>12,}{np.median(whole):>10.0f}{np.quantile(whole, 0.95):>10.0f}"
                f"{np.median(reading):>14.0f}{np.median(drawing):>14.0f}"
            )
    print(f"median at {SIZES[-1]:,} over median at {SIZES[0]:,}: {medians[-1] / medians[0]:.2f}")


def _filled(folder: Path, places: dict[str, Path], size: int) -> Toolbox:
    from handlers.hotspots.upkeep import refresh
    from handlers.incidents.request import ImportRequest
    from handlers.incidents.service import import_incidents
    from handlers.places.request import PlacesRequest
    from handlers.places.service import import_places
    from handlers.toolbox import Toolbox
    from knowledge.places.kinds import Kind
    from storage.engine import connect, readings, transactions
    from storage.migrations.heads import upgrade

    engine = connect(f"sqlite:///{folder / f'{size}.db'}")
    upgrade(engine)
    tools = Toolbox(
        begin=transactions(engine),
        read=readings(engine),
        now=lambda: datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC),
        digest_key=b"a key for benchmarks",
    )
    for kind, file in places.items():
        import_places(tools, PlacesRequest(file=file, kind=Kind(kind)))
    file = folder / f"{size}.csv"
    made_up.write_incidents(file, incidents=size)
    request = ImportRequest(files=(file,), timezone=made_up.TIMEZONE)
    import_incidents(tools, request, refresh=refresh)
    file.unlink()
    return tools


def _time(tools: Toolbox) -> tuple[np.ndarray, np.ndarray]:
    """Return the milliseconds of reading and of drawing, run by run, after two to warm up."""
    from handlers.hotspots.request import SnapshotRequest
    from handlers.hotspots.service import take_snapshot
    from handlers.maps import draw
    from knowledge.windows import ending

    request = SnapshotRequest(workspace=1, window=ending(TODAY, 90), relative=True)
    taken = []
    for _run in range(RUNS + 2):
        start = perf_counter()
        snapshot = take_snapshot(tools, request)
        read = perf_counter()
        draw(snapshot)
        taken.append((read - start, perf_counter() - read))
    times = 1000 * np.array(taken[2:])
    return times[:, 0], times[:, 1]
