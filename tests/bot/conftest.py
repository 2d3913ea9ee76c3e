"""The bot as a process of its own."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from handlers.features import manifest
from sandbox.testing import Workspace
from tests.conftest import SEALING_KEY

COALITION = Path(sys.executable).with_name("coalition")


@pytest.fixture
def slack() -> Iterator[Workspace]:
    """A workspace that waits for a bot to connect."""
    with Workspace(manifest(), patience=30) as workspace:
        yield workspace


@pytest.fixture
def home(city_template: Path, tmp_path: Path) -> Path:
    """A data folder with the sample city in it."""
    folder = tmp_path / "home"
    folder.mkdir()
    shutil.copy(city_template, folder / "coalition.db")
    keys = folder / "secrets.keys"
    keys.touch(mode=0o600)
    keys.write_text(SEALING_KEY, encoding="ascii")
    return folder


@pytest.fixture
def coalition(tmp_path: Path) -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """Run a command to its end, with only the settings given."""

    def run(*arguments: str, **settings: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [COALITION, *arguments],
            env=_environment(tmp_path, settings),
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    return run


@pytest.fixture
def bot(slack: Workspace, home: Path, tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """`coalition run`, connected to the workspace; stopped at the end."""
    settings = {
        "COALITION_HOME": str(home),
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.base_url,
        "COALITION_INSTALLER": slack.person("Ana").id,
        "LOG_FORMAT": "json",
    }
    log = tmp_path / "log.jsonl"
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            [COALITION, "run"],
            env=_environment(tmp_path, settings),
            cwd=tmp_path,
            stderr=out,
            text=True,
        )
    process.log = log  # type: ignore[attr-defined]
    slack.waits_for_bot()
    yield process
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
    process.wait(30)


def _environment(home: Path, settings: dict[str, str]) -> dict[str, str]:
    """Return a child's environment: this one's way to Python, and nothing of its settings."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}  # noqa: TID251 - what a child starts with
    return {"COALITION_HOME": str(home / "empty"), "HOME": str(home), **kept, **settings}


@pytest.fixture
def empty_postgres(postgres_engine: Engine) -> Iterator[str]:
    """The address of a PostgreSQL database with nothing in it."""
    address = postgres_engine.url.render_as_string(hide_password=False)
    autocommit = postgres_engine.execution_options(isolation_level="AUTOCOMMIT")
    with autocommit.connect() as connection:
        connection.exec_driver_sql("CREATE DATABASE brand_new")
    yield address.replace("/postgres?", "/brand_new?")
    with autocommit.connect() as connection:
        connection.exec_driver_sql("DROP DATABASE brand_new WITH (FORCE)")
