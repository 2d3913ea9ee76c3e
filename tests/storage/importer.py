"""A process that imports a file again and again, each time killed where it is told to be.

It reads lines such as ``statement 12 FILE`` (killed before the twelfth statement or commit),
``move 3 FILE`` (the same, counted from where the move begins), ``after 0.25 FILE`` (killed so
many seconds after it began) or ``never 0 FILE``, and answers ``killed`` or ``done``.
"""

import os
import signal
import sys
import tempfile
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from handlers.toolbox import Toolbox
from storage.engine import connect, readings, transactions
from storage.incidents import applying
from storage.tables import Base
from tests.incident_files import line, take_in, write


def kill() -> None:
    """End this process as a power cut would."""
    os.kill(os.getpid(), signal.SIGKILL)


def arm(engine: Engine, how: str, when: float) -> None:
    """Have this process killed."""
    if how == "after":
        timer = threading.Timer(when, kill)
        timer.daemon = True
        timer.start()
    left, serialize = [int(when)], applying.serialize

    def count(*_arguments: Any) -> None:
        left[0] -= 1
        if left[0] <= 0:
            kill()

    def listen() -> None:
        event.listen(engine, "before_cursor_execute", count)
        event.listen(engine, "commit", count)

    def listen_from_here(session: Session) -> None:
        listen()
        serialize(session)

    if how == "statement":
        listen()
    if how == "move":
        applying.serialize = listen_from_here


def once(url: str, how: str, when: float, file: Path) -> None:
    """Import a file in this process."""
    engine = connect(url)
    arm(engine, how, when)
    tools = Toolbox(
        begin=transactions(engine),
        read=readings(engine),
        digest_key=b"k" * 32,
        now=lambda: datetime(2026, 11, 22, 17, tzinfo=UTC),
    )
    take_in(tools, file)
    engine.dispose()


def warm_up(url: str) -> None:
    """Import once elsewhere, and connect here, so that each child has its modules already."""
    with tempfile.TemporaryDirectory() as folder:
        elsewhere = f"sqlite:///{folder}/coalition.db"
        engine = connect(elsewhere)
        Base.metadata.create_all(engine)
        engine.dispose()
        once(elsewhere, "never", 0, write(Path(folder) / "a.csv", [line("A", 0), line("B", 60)]))
    engine = connect(url)
    engine.connect().close()
    engine.dispose()


def main(url: str) -> None:
    """Do as each line asks, in a process of its own."""
    warm_up(url)
    for asked in sys.stdin:
        how, when, file = asked.split(maxsplit=2)
        child = os.fork()
        if not child:
            once(url, how, float(when), Path(file.strip()))
            os._exit(0)
        _child, status = os.waitpid(child, 0)
        answer = "killed" if os.WIFSIGNALED(status) else f"done {status}"
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
