"""What tests of storage share."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Path]:
    """Write bytes as a file, or text, packed where its name says so."""

    def write(data: str | bytes, name: str = "a.csv") -> Path:
        file = tmp_path / name
        packed = isinstance(data, str) and name.endswith(".gz")
        raw = data if isinstance(data, bytes) else data.encode()
        file.write_bytes(gzip.compress(raw) if packed else raw)
        return file

    return write
