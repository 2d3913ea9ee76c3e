"""Sentences about an import: how long others wait, and why it was refused."""

from math import ceil
from pathlib import Path

from knowledge.words import _, ngettext
from storage.incidents.reading import Tally

#: How many rows SQLite moves in a second, measured with a million of them.
ROWS_PER_SECOND = 80_000


def wait(rows: int) -> str | None:
    """Return how long other writers may wait for this import on SQLite, if worth saying."""
    seconds = ceil(rows / ROWS_PER_SECOND)
    if seconds <= 1:
        return None
    return _(
        "About {rows:,} rows: at the end, whoever else writes to this database may wait "
        "some {seconds} seconds. Reading is not held up."
    ).format(rows=round(rows, -3), seconds=seconds)


def refusal(file: Tally, report: Path) -> str:
    """Return why a file with many rejected rows is refused, and what to do."""
    return ngettext(
        "{rejected:,} of {rows:,} row of {file} cannot be taken in, so nothing was changed. "
        "Each is listed with its reason in {report}. "
        "To take the others in all the same, add --accept-rejected.",
        "{rejected:,} of {rows:,} rows of {file} cannot be taken in, so nothing was changed. "
        "Each is listed with its reason in {report}. "
        "To take the others in all the same, add --accept-rejected.",
        file.rows,
    ).format(rejected=file.rejected, rows=file.rows, file=file.file.name, report=report)
