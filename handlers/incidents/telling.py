"""Sentences about an import: how long others wait, and why it was refused."""

from collections.abc import Sequence
from math import ceil
from pathlib import Path

from knowledge.words import _, ngettext

#: What a row takes in a file, and how much smaller packing makes it; of the known layouts.
ROW_BYTES = 130
PACKED = 5

#: How many rows SQLite moves in a second, measured with a million of them.
ROWS_PER_SECOND = 50_000


def wait(database: str, files: Sequence[Path]) -> str | None:
    """Return how long other writers may wait for this import, if it is worth saying.

    Only SQLite makes them wait, and only while the changes are moved.
    """
    rows = sum(_rows(file) for file in files if file.is_file())
    seconds = ceil(rows / ROWS_PER_SECOND)
    if database != "sqlite" or seconds <= 1:
        return None
    return _(
        "About {rows:,} rows: at the end, whoever else writes to this database may wait "
        "some {seconds} seconds. Reading is not held up."
    ).format(rows=round(rows, -3), seconds=seconds)


def refusal(rejected: int, rows: int, report: Path) -> str:
    """Return why files with many rejected rows are refused, and what to do."""
    return ngettext(
        "{rejected:,} of {rows:,} row cannot be taken in, so nothing was changed. "
        "Each is listed with its reason in {report}. "
        "To take the others in all the same, add --accept-rejected.",
        "{rejected:,} of {rows:,} rows cannot be taken in, so nothing was changed. "
        "Each is listed with its reason in {report}. "
        "To take the others in all the same, add --accept-rejected.",
        rows,
    ).format(rejected=rejected, rows=rows, report=report)


def _rows(file: Path) -> int:
    size = file.stat().st_size * (PACKED if file.suffix == ".gz" else 1)
    return size // ROW_BYTES
