"""What survives a restart: one SQLite file, written as things change."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

SCHEMA = """
CREATE TABLE IF NOT EXISTS things (
  kind TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, key)
);
CREATE TABLE IF NOT EXISTS contents (file TEXT PRIMARY KEY, bytes BLOB NOT NULL);
"""


class Journal:
    """Keep each thing's latest form; the caller holds the workspace's lock."""

    def __init__(self, path: Path | None = None) -> None:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(
            path or ":memory:", check_same_thread=False, isolation_level=None
        )
        self._db.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;" + SCHEMA)

    def put(self, thing: Any) -> None:
        """Write a thing's present form."""
        self._db.execute(
            "INSERT INTO things VALUES (?, ?, ?) "
            "ON CONFLICT (kind, key) DO UPDATE SET body = excluded.body",
            (thing.kind, thing.key, json.dumps(asdict(thing))),
        )

    def drop(self, thing: Any) -> None:
        """Forget a thing."""
        self._db.execute("DELETE FROM things WHERE kind = ? AND key = ?", (thing.kind, thing.key))

    def things(self, kind: str) -> Iterator[dict[str, Any]]:
        """Yield what was written of a kind, oldest first."""
        rows = self._db.execute("SELECT body FROM things WHERE kind = ? ORDER BY rowid", (kind,))
        for (body,) in rows:
            yield json.loads(body)

    def put_bytes(self, file: str, content: bytes) -> None:
        """Write a file's bytes."""
        self._db.execute("INSERT OR REPLACE INTO contents VALUES (?, ?)", (file, content))

    def drop_bytes(self, file: str) -> None:
        """Forget a file's bytes."""
        self._db.execute("DELETE FROM contents WHERE file = ?", (file,))

    def bytes_of(self, file: str) -> bytes | None:
        """Return a file's bytes, if they have arrived."""
        row = self._db.execute("SELECT bytes FROM contents WHERE file = ?", (file,)).fetchone()
        return bytes(row[0]) if row else None

    def close(self) -> None:
        """Close the file."""
        self._db.close()
