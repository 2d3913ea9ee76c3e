"""An empty database of each kind for as long as a benchmark needs it."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine


@contextmanager
def sqlite() -> Iterator[Engine]:
    """Yield a file's database, migrated."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _opened(f"sqlite:///{Path(folder) / 'benchmark.db'}")


@contextmanager
def postgresql() -> Iterator[Engine]:
    """Yield a server's database, migrated."""
    from tests import postgres

    with postgres.server() as url:
        yield from _opened(url)


def _opened(url: str) -> Iterator[Engine]:
    from cryptography.fernet import Fernet

    from storage.engine import connect
    from storage.migrations.heads import upgrade
    from storage.secrets import Box

    engine = connect(url, Box.of([Fernet.generate_key().decode()]))
    upgrade(engine)
    yield engine
    engine.dispose()


BOTH = (("SQLite", sqlite), ("PostgreSQL", postgresql))
