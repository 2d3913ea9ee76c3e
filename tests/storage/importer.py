"""A process that imports a file again and again, each time killed where it is told to be.

It reads lines such as ``statement 12 FILE`` (killed before the twelfth statement or commit),
``after 0.25 FILE`` (killed so many seconds after it began) or ``never 0 FILE``, and answers
``killed`` or ``done``.
"""

import os
import signal
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd  # noqa: F401 - so that each child has it already
import scipy.sparse.csgraph  # noqa: F401 - the same
from sqlalchemy import Engine, event

from handlers.toolbox import Toolbox
from storage.engine import connect, readings, transactions
from tests.incident_files import take_in


def kill() -> None:
    """End this process as a power cut would."""
    os.kill(os.getpid(), signal.SIGKILL)


def arm(engine: Engine, how: str, when: float) -> None:
    """Have this process killed."""
    if how == "after":
        timer = threading.Timer(when, kill)
        timer.daemon = True
        timer.start()
    if how == "statement":
        left = [int(when)]

        def count(*_arguments: Any) -> None:
            left[0] -= 1
            if left[0] <= 0:
                kill()

        event.listen(engine, "before_cursor_execute", count)
        event.listen(engine, "commit", count)


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


def main(url: str) -> None:
    """Do as each line says, in a process of its own."""
    for line in sys.stdin:
        how, when, file = line.split(maxsplit=2)
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
