"""An import killed at any moment, two at once, and others who write meanwhile."""

import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from handlers.incidents import service
from handlers.toolbox import Toolbox
from knowledge.errors import DataError
from storage.incidents import applying, staging
from storage.tables import DeliveredEvent, Incident, IncidentNumber, Source
from tests.conftest import NOW
from tests.incident_files import Line, assert_sums_are_true, everything, line, take_in, write

ROOT = Path(__file__).parents[2]

#: The bar is 1 s on a machine of one's own; this one may be shared with other tests. [s]
PATIENCE = 4

Order = Callable[[str, float, Path], str]


@contextmanager
def importer(engine: Engine) -> Iterator[Order]:
    """Start a process that imports; yield what gives it an order and waits for the end."""
    url = engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.storage.importer", url]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        orders, answers = child.stdin, child.stdout

        def order(how: str, when: float, file: Path) -> str:
            orders.write(f"{how} {when} {file}\n")
            orders.flush()
            return answers.readline().strip()

        yield order
        orders.close()


def many(count: int, *, fatal: int) -> list[Line]:
    """Return incidents before the clocks change, four a minute in four places."""
    return [line(f"N{at}", at // 4, at % 4, 1, fatal) for at in range(count)]


def held(tools: Toolbox) -> dict[str, list[tuple[Any, ...]]]:
    with tools.read() as session:
        return everything(session)


class Killed:
    """Two files that turn one another's values over, imported and killed in turn.

    The second lacks a tenth of the first's incidents, which stay as they were.
    """

    def __init__(self, tools: Toolbox, order: Order, folder: Path, *, rows: int) -> None:
        self.tools, self.order = tools, order
        self.files = [
            write(folder / f"{fatal}.csv", many(rows - fatal * rows // 10, fatal=fatal))
            for fatal in (0, 1)
        ]
        self.rows = rows
        assert order("never", 0, self.files[0]) == "done 0"
        self.next = 1

    def kill(self, how: str, when: float) -> bool:
        """Kill one import; return whether it had ended all the same."""
        before = held(self.tools)
        answer = self.order(how, when, self.files[self.next])
        after = held(self.tools)
        assert answer in ("killed", "done 0")
        if after == before:
            assert answer == "killed"
            return False
        with self.tools.read() as session:
            assert_sums_are_true(session)
            assert session.scalar(select(func.count()).select_from(Incident)) == self.rows
            expected = (self.rows - self.rows // 10) * self.next
            assert session.scalar(select(func.sum(Incident.fatal))) == expected
            assert session.scalar(select(func.sum(IncidentNumber.fatal))) == expected
        assert len(after["imports"]) == len(before["imports"]) + 1
        self.next = 1 - self.next
        return True


def test_an_import_killed_before_any_statement_leaves_the_database_as_it_was(
    engine: Engine, tools: Toolbox, tmp_path: Path
) -> None:
    with importer(engine) as order:
        killed = Killed(tools, order, tmp_path, rows=60)
        for statement in (1, 4, 8, 16):
            assert not killed.kill("statement", statement)
        statement = 1
        while not killed.kill("move", statement):
            statement += 1

    assert statement > 15


@pytest.mark.slow
def test_an_import_killed_at_any_moment_leaves_the_database_as_it_was_or_done(
    engine: Engine, tools: Toolbox, tmp_path: Path
) -> None:
    chance = random.Random(5)
    with importer(engine) as order:
        killed = Killed(tools, order, tmp_path, rows=1_500)
        begun = time.perf_counter()
        assert killed.kill("never", 0)
        lasts = time.perf_counter() - begun
        ended = [killed.kill("after", chance.uniform(0, lasts)) for _turn in range(8)]

    assert not all(ended)


def test_two_imports_of_one_source_at_once_both_count(
    tools: Toolbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = write(tmp_path / "a.csv", [line("A", 0), line("B", 60)])
    second = write(tmp_path / "b.csv", [line("B", 0), line("C", 120)])
    stage, between = staging.stage, [second]

    def overtaken(session: Any, plan: Any, **named: Any) -> None:
        stage(session, plan, **named)
        if between:
            session.commit()
            take_in(tools, between.pop())

    monkeypatch.setattr(service.staging, "stage", overtaken)
    told = take_in(tools, first)

    assert told.new == 1
    with tools.read() as session:
        assert_sums_are_true(session)
        assert session.scalars(select(Source.version)).one() == 2
        assert sorted(session.scalars(select(Incident.victims))) == [1, 1, 1]


def test_an_import_that_is_overtaken_for_ever_gives_up_and_says_so(
    tools: Toolbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def overtaken(*_arguments: Any, **_named: Any) -> None:
        raise applying.OvertakenError

    monkeypatch.setattr(service.applying, "apply", overtaken)

    with pytest.raises(DataError, match="Run it again"):
        take_in(tools, write(tmp_path / "a.csv", [line("A", 0)]))


def test_imports_of_several_sources_at_once_all_count(tools: Toolbox, tmp_path: Path) -> None:
    files = [
        write(tmp_path / f"{at}.csv", [line(f"{at}-{n}", n, n % 3) for n in range(200)])
        for at in range(3)
    ]
    take_in(tools, write(tmp_path / "first.csv", [line("A", 0)]))

    with ThreadPoolExecutor(3) as pool:
        told = list(pool.map(lambda at: take_in(tools, files[at], source=f"s{at}"), range(3)))

    assert [one.new for one in told] == [200, 200, 200]
    with tools.read() as session:
        assert_sums_are_true(session)


@pytest.mark.slow
def test_whoever_writes_meanwhile_loses_nothing_and_waits_little(
    engine: Engine, tools: Toolbox, tmp_path: Path
) -> None:
    file = write(tmp_path / "a.csv", many(30_000, fatal=0))
    waits: list[float] = []
    with importer(engine) as order, ThreadPoolExecutor(1) as pool:
        done = pool.submit(order, "never", 0, file)
        while not done.done():
            begun = time.perf_counter()
            with tools.begin() as session:
                session.add(DeliveredEvent(event_id=f"e{len(waits)}", seen_at=NOW))
            waits.append(time.perf_counter() - begun)
            time.sleep(0.002)
        assert done.result() == "done 0"

    with tools.read() as session:
        assert session.scalar(select(func.count()).select_from(DeliveredEvent)) == len(waits)
        assert session.scalar(select(func.count()).select_from(Incident)) == 30_000
    assert max(waits) < PATIENCE
