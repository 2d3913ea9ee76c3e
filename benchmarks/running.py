"""The bot as a process: start to connected, memory, and acknowledgements with many in flight."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter, sleep
from typing import TYPE_CHECKING, Any

import numpy as np
import psutil

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.testing import Workspace

RUNS, IN_FLIGHT, COMMANDS, SNAPSHOTS = 5, 50, 500, 100
CONNECTED = re.compile(rb'"connected"|\bconnected\b')


def run() -> None:
    """Start the real process against the local workspace, and count seconds and megabytes."""
    from handlers.features import manifest
    from sandbox.testing import Workspace

    with tempfile.TemporaryDirectory() as name, Workspace(manifest(), patience=120) as slack:
        home = Path(name)
        _fill(home)
        starts = [_start_once(slack, home) for _ in range(RUNS)]
        print(f"start to connected: median {np.median(starts):.2f} s, longest {max(starts):.2f} s")
        with _Bot(slack, home) as bot:
            print(f"resident once connected: {bot.megabytes():.0f} MB")
            acks = _flood(slack)
            print(
                f"command to acknowledgement, {IN_FLIGHT} in flight, {COMMANDS} in all:"
                f" p50 {np.median(acks):.0f} ms, p99 {np.quantile(acks, 0.99):.0f} ms"
            )
        with _Bot(slack, home) as bot:
            began = perf_counter()
            _ask(slack, SNAPSHOTS)
            each = (perf_counter() - began) / SNAPSHOTS
            print(
                f"resident after {SNAPSHOTS} snapshots: {bot.megabytes():.0f} MB"
                f" ({1000 * each:.0f} ms each, one after another)"
            )


def _fill(home: Path) -> None:
    from handlers.toolbox import Toolbox
    from storage.engine import connect, readings, transactions
    from storage.migrations.heads import upgrade
    from tests.cities import import_sample_city

    engine = connect(f"sqlite:///{home / 'coalition.db'}")
    upgrade(engine)
    tools = Toolbox(
        begin=transactions(engine),
        read=readings(engine),
        now=lambda: datetime.now(UTC),  # noqa: TID251 - the sample ends today
        digest_key=b"a key for benchmarks",
    )
    import_sample_city(tools, home / "files")
    engine.dispose()


class _Bot:
    """`coalition run` as a child process, connected to the workspace."""

    def __init__(self, slack: Workspace, home: Path) -> None:
        variables = {
            "COALITION_HOME": str(home),
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_API_URL": slack.base_url,
            "LOG_FORMAT": "json",
        }
        command = [str(Path(sys.executable).with_name("coalition")), "run"]
        self.began = perf_counter()
        self.process = subprocess.Popen(
            command, env=_environment(variables), stderr=subprocess.PIPE, cwd=home
        )
        lines = iter(self.process.stderr.readline, b"") if self.process.stderr else iter(())
        _until_connected(lines)
        self.seconds = perf_counter() - self.began
        threading.Thread(target=lambda: [None for _line in lines], daemon=True).start()
        slack.waits_for_bot()

    def __enter__(self) -> _Bot:
        return self

    def __exit__(self, *_args: object) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)

    def megabytes(self) -> float:
        """Return what the process holds in memory."""
        return psutil.Process(self.process.pid).memory_info().rss / 2**20


def _environment(variables: dict[str, str]) -> dict[str, str]:
    return {**os.environ, **variables}  # noqa: TID251 - what a child process starts with


def _until_connected(lines: Iterator[bytes]) -> None:
    for line in lines:
        if b'"event": "connected"' in line or CONNECTED.search(line):
            return
    raise SystemExit("The bot did not connect.")


def _start_once(slack: Workspace, home: Path) -> float:
    with _Bot(slack, home) as bot:
        return bot.seconds


def _flood(slack: Workspace) -> np.ndarray:
    """Type commands with many in flight; return the milliseconds to each acknowledgement."""
    ana, room = slack.person("Ana"), slack.channel("hotspots")

    def once(_at: int) -> float:
        began = perf_counter()
        ana.types("/hotspots", in_=room)
        return 1000 * (perf_counter() - began)

    with ThreadPoolExecutor(IN_FLIGHT) as people:
        times = list(people.map(once, range(COMMANDS)))
    return np.array(times)


def _ask(slack: Workspace, times: int) -> None:
    """Ask for one snapshot after another, each once the one before has come."""
    ana, room = slack.person("Ana"), slack.channel("hotspots")
    for at in range(times):
        before = _posts(slack)
        ana.types(f"/hotspots {30 + at} days", in_=room)
        while _posts(slack) == before:
            sleep(0.005)


def _posts(slack: Workspace) -> int:
    calls: list[Any] = slack.calls("chat.postMessage")
    return len(calls)
