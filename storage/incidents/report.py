"""The file that lists the rows that were not taken in."""

import csv
from collections.abc import Iterable
from pathlib import Path

from knowledge.incidents.batch import Rejection


def write_report(rejections: Iterable[Rejection], path: Path) -> None:
    """Write file, line and reason of each rejected row as CSV; never what the row holds."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["file", "line", "reason"])
        writer.writerows((one.file, one.line, one.reason) for one in rejections)
