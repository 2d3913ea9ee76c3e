"""About how many rows files hold, told from how they begin."""

from collections.abc import Sequence
from pathlib import Path

from storage.opening import opened

#: How much of a file is looked at, unpacked. [bytes]
SAMPLE = 2**20

#: What stands once in each row of GeoJSON, and of CSV.
FEATURE, LINE = b'"Feature"', b"\n"


def rows(files: Sequence[Path]) -> int:
    """Return about how many rows ``files`` hold together."""
    return sum(_rows(file) for file in files)


def _rows(file: Path) -> int:
    with opened(file) as source:
        start = source.stream.read(SAMPLE)
        looked_at = source.position
    sign = FEATURE if start.lstrip().startswith(b"{") else LINE
    return start.count(sign) * file.stat().st_size // max(looked_at, 1)
