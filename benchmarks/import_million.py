"""A million incidents imported on each database: seconds, memory, and how long others wait."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter, sleep
from typing import TYPE_CHECKING

from benchmarks import made_up

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlers.toolbox import Toolbox

SIZES = (30_000, 1_000_000)

#: Between two writes of the process that writes throughout. [s]
PAUSE = 0.01


def run() -> None:
    """Import each size into each database, with a second process that writes throughout."""
    from tests import postgres

    head = f"{'database':<12}{'incidents':>12}{'seconds':>10}{'again':>10}{'MB':>8}{'wait':>8}"
    print(head)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size in SIZES:
            _run("make_up", folder, size)
            _show("sqlite", size, f"sqlite:///{folder / f'{size}.db'}", folder)
            try:
                with postgres.server() as url:
                    _show("postgresql", size, url, folder)
            except postgres.NoServerError as missing:
                print(missing)


def _show(database: str, size: int, url: str, folder: Path) -> None:
    _run("prepare", url, folder)
    with _writer(url, folder) as waits:
        first = json.loads(_run("take_in", url, folder / f"{size}.csv"))
    again = json.loads(_run("take_in", url, folder / f"{size}.csv"))
    longest = max(json.loads(waits.read_text()))
    print(
        f"{database:<12}{size:>12,}{first['seconds']:>10.1f}{again['seconds']:>10.1f}"
        f"{max(first['megabytes'], again['megabytes']):>8.0f}{longest:>7.2f}s"
    )


def _run(task: str, *arguments: object) -> str:
    command = [sys.executable, "-m", "benchmarks.import_million", task, *map(str, arguments)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


@contextmanager
def _writer(url: str, folder: Path) -> Iterator[Path]:
    """Write in another process meanwhile; yield the file of seconds that each write took."""
    waits, stop = folder / "waits.json", folder / "stop"
    stop.unlink(missing_ok=True)
    command = [sys.executable, "-m", "benchmarks.import_million", "write", url, waits, stop]
    child = subprocess.Popen(list(map(str, command)))
    try:
        yield waits
    finally:
        stop.touch()
        child.wait()


def make_up(folder: str, size: str) -> None:
    """Write the city's files; in a process of its own, whose memory is not the import's."""
    made_up.write_places(Path(folder))
    made_up.write_incidents(Path(folder) / f"{size}.csv", incidents=int(size))


def prepare(url: str, folder: str) -> None:
    """Make a database with the places in it."""
    from handlers.places.request import PlacesRequest
    from handlers.places.service import import_places
    from knowledge.places.kinds import Kind
    from storage.engine import connect
    from storage.migrations.heads import upgrade

    engine = connect(url)
    if engine.dialect.name == "postgresql":
        from storage.tables import Base

        Base.metadata.drop_all(engine)
        with engine.begin() as connection:
            connection.exec_driver_sql("DROP TABLE IF EXISTS alembic_version")
    upgrade(engine)
    tools = _tools(url)
    for kind in made_up.LAYERS:
        import_places(tools, PlacesRequest(file=Path(folder) / f"{kind}.geojson", kind=Kind(kind)))


def take_in(url: str, file: str) -> None:
    """Import a file; print how long it took and the most memory that it held."""
    from handlers.incidents.request import ImportRequest
    from handlers.incidents.service import import_incidents

    steps: list[tuple[float, str]] = []
    start = perf_counter()

    def progress(what: str, _share: float | None) -> None:
        if not steps or steps[-1][1] != what:
            steps.append((perf_counter() - start, what))

    request = ImportRequest(files=(Path(file),), timezone=made_up.TIMEZONE)
    import_incidents(_tools(url), request, progress=progress)
    seconds = perf_counter() - start
    for at, what in steps:
        print(f"{at:8.1f} s  {what}", file=sys.stderr)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "megabytes": megabytes}))


def write(url: str, waits: str, stop: str) -> None:
    """Write one row after another until ``stop`` exists; keep how long each took."""
    from sqlalchemy import text

    tools, taken = _tools(url), [0.0]
    while not Path(stop).exists():
        start = perf_counter()
        with tools.begin() as session:
            session.execute(
                text("INSERT INTO delivered_events (event_id, seen_at) VALUES (:id, :at)"),
                {"id": f"event {len(taken)} {start}", "at": datetime(2026, 1, 1, tzinfo=UTC)},
            )
        taken.append(perf_counter() - start)
        sleep(PAUSE)
    Path(waits).write_text(json.dumps(taken))


def _tools(url: str) -> Toolbox:
    from handlers.toolbox import Toolbox
    from storage.engine import connect, readings, transactions

    engine = connect(url)
    return Toolbox(
        begin=transactions(engine),
        read=readings(engine),
        now=lambda: datetime(2026, 1, 1, tzinfo=UTC),
        digest_key=b"a key for benchmarks",
    )


if __name__ == "__main__":
    {"make_up": make_up, "prepare": prepare, "take_in": take_in, "write": write}[sys.argv[1]](
        *sys.argv[2:]
    )
