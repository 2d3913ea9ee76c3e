"""Reading files of incidents for tests, in Philadelphia's zone."""

from datetime import date
from pathlib import Path
from typing import Any

from knowledge.incidents.batch import Batch
from storage.incidents.reading import Asked, Reader, open_files

#: A header of the generic layout, and a row under it.
GENERIC = "number,occurred_at,lat,lon\n"
GOOD = "7,2021-07-15 13:41,39.95,-75.16\n"


def ask(*files: Path, **more: Any) -> Reader:
    """Recognise the layout of files."""
    more = {"timezone": "America/New_York", **more}
    return open_files(Asked(files=files, today=date(2026, 11, 22), **more))


def take(*files: Path, **more: Any) -> tuple[Reader, list[Batch]]:
    """Read files to their ends."""
    reader = ask(*files, **more)
    return reader, list(reader.batches())
