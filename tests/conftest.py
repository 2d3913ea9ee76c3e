"""What the rings of tests share: databases of both kinds, and a constant time."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest
from sqlalchemy import Engine, text

from handlers.toolbox import Toolbox
from storage import workspaces
from storage.engine import connect, readings, transactions
from storage.migrations.heads import upgrade
from storage.secrets import Box
from storage.tables import Base
from tests import cities, postgres

# No test depends on the wall clock or on chance: examples are the same in every run.
hypothesis.settings.register_profile(
    "steady",
    deadline=None,
    derandomize=True,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("steady")

if TYPE_CHECKING:
    from playwright.sync_api import Browser

#: When every test happens: a Sunday, 22 November 2026, 17:00 UTC (noon in Philadelphia).
NOW = datetime(2026, 11, 22, 17, tzinfo=UTC)

#: The key that seals in every test, and a box with it.
SEALING_KEY = "a-key-that-seals-only-what-tests-have-told0="
BOX = Box.of([SEALING_KEY])

CHROMIUM = Path("/usr/bin/chromium")
BROWSER_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def toolbox_over(engine: Engine) -> Toolbox:
    """Return a toolbox over an engine, with a constant time and key."""
    return Toolbox(
        begin=transactions(engine),
        read=readings(engine),
        now=lambda: NOW,
        digest_key=b"a key for tests, 32 bytes long!!",
    )


@pytest.fixture(scope="session")
def postgres_engine() -> Iterator[Engine]:
    """One migrated PostgreSQL database for the run; a failure in CI, a skip elsewhere."""
    try:
        with postgres.server() as url:
            engine = connect(url, BOX)
            upgrade(engine)
            yield engine
            engine.dispose()
    except postgres.NoServerError as missing:
        if os.environ.get("CI"):  # noqa: TID251 - whether this is CI is a setting of the tests
            raise
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file that each test copies."""
    file = tmp_path_factory.mktemp("template") / "coalition.db"
    engine = connect(f"sqlite:///{file}", BOX)
    upgrade(engine)
    engine.dispose()
    return file


@pytest.fixture
def sqlite_engine(sqlite_template: Path, tmp_path: Path) -> Iterator[Engine]:
    """An empty SQLite database in a file of its own."""
    file = tmp_path / "coalition.db"
    shutil.copy(sqlite_template, file)
    engine = connect(f"sqlite:///{file}", BOX)
    yield engine
    engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """An empty database, once of each kind."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_engine")
        return
    found: Engine = request.getfixturevalue("postgres_engine")
    yield found
    tables = ", ".join(table.name for table in Base.metadata.sorted_tables)
    with found.begin() as connection:
        connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))


@pytest.fixture
def make_tools() -> Callable[[Engine], Toolbox]:
    """Return a toolbox over an engine, with a constant time and key."""

    return toolbox_over


@pytest.fixture
def tools(engine: Engine, make_tools: Callable[[Engine], Toolbox]) -> Toolbox:
    """A toolbox over an empty database, once of each kind."""
    return make_tools(engine)


@pytest.fixture
def workspace(tools: Toolbox) -> int:
    """The unbound workspace of a fresh database."""
    with tools.begin() as session:
        return workspaces.only(session, now=NOW).id


@pytest.fixture(scope="session")
def city_template(
    sqlite_template: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A database with the sample city in it, made once, that each test copies."""
    folder = tmp_path_factory.mktemp("city")
    file = folder / "coalition.db"
    shutil.copy(sqlite_template, file)
    engine = connect(f"sqlite:///{file}", BOX)
    cities.import_sample_city(toolbox_over(engine), folder)
    engine.dispose()  # the last connection to close writes the log into the file
    return file


@pytest.fixture
def city(city_template: Path, tmp_path: Path) -> Iterator[Toolbox]:
    """A toolbox over the sample city; its workspace is number 1 and not bound yet."""
    file = tmp_path / "city.db"
    shutil.copy(city_template, file)
    engine = connect(f"sqlite:///{file}", BOX)
    yield toolbox_over(engine)
    engine.dispose()


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """A real Chromium; a failure in CI where there is none, a skip elsewhere."""
    if not CHROMIUM.exists():
        if os.environ.get("CI"):  # noqa: TID251 - whether this is CI is a setting of the tests
            pytest.fail(f"CI needs a browser at {CHROMIUM}: apt-get install chromium")
        pytest.skip(f"no browser at {CHROMIUM}: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        opened = running.chromium.launch(executable_path=CHROMIUM, args=BROWSER_FLAGS)
        yield opened
        opened.close()
