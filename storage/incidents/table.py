"""CSV files by chunks of rows, each with the line that it begins on."""

import csv
import io
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

import numpy as np
import pandas as pd

from knowledge.errors import DataError
from knowledge.words import _
from storage.incidents.chunk import SIZE, Chunk
from storage.opening import Opened, opened

#: A record of more lines than this has a quotation mark that is never closed.
_LONGEST = 200

_DELIMITERS = ",;\t|"


def header(file: Path) -> list[str]:
    """Return the names of a file's columns.

    Raises
    ------
    DataError
        When there is nothing under the header.
    """
    with opened(file) as source:
        records = _Records(source, ())
        if next(records, None) is None and not records.broken:
            raise DataError(_("{file} has a header but no rows.").format(file=file.name))
        return records.header


def chunks(file: Path, columns: Mapping[str, int], size: int = SIZE) -> Iterator[Chunk]:
    """Yield a file's rows, ``size`` at a time, with only the columns asked for.

    Parameters
    ----------
    columns
        Where each wanted column stands, by the name it is to have.
    """
    with opened(file) as source:
        records = _Records(source, columns.values())
        while (some := list(islice(records, size))) or records.broken:
            yield _chunk(some, columns, records.take_broken(), source.position)


def _chunk(
    records: list[tuple[int, list[str]]],
    columns: Mapping[str, int],
    broken: list[tuple[int, str]],
    read: int,
) -> Chunk:
    texts = {
        name: np.array([row[place].strip() for _line, row in records], dtype=object)
        for place, name in enumerate(columns)
    }
    lines = np.array([line for line, _row in records], dtype=np.int64)
    return Chunk(lines, pd.DataFrame(texts, dtype=object), broken, read)


class _UnclosedError(Exception):
    """A record went on for too many lines."""


class _Lines:
    """The lines of a text, of which those of the last record can be given back."""

    def __init__(self, text: io.TextIOBase) -> None:
        self._text = text
        self._back: deque[str] = deque()
        self.taken: list[str] = []
        self.number = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if len(self.taken) >= _LONGEST:
            raise _UnclosedError
        line = self._back.popleft() if self._back else next(self._text)
        self.taken.append(line)
        self.number += 1
        return line

    def give_back(self, keep: int) -> None:
        """Let every line of the record but the first ``keep`` be read again."""
        again = self.taken[keep:]
        self._back.extendleft(reversed(again))
        self.number -= len(again)


class _Records:
    """Each whole record's first line and the wanted values; the others go to ``broken``."""

    def __init__(self, source: Opened, places: Iterable[int]) -> None:
        text = io.TextIOWrapper(source.stream, "utf-8-sig", errors="replace", newline="")
        self._lines = _Lines(text)
        first = next(self._lines, "")
        self._lines.give_back(0)
        self._reader = csv.reader(self._lines, delimiter=max(_DELIMITERS, key=first.count))
        self._lines.taken = []
        self._places = tuple(places)
        self.broken: list[tuple[int, str]] = []
        self.header = next(self._reader, [])

    def __iter__(self) -> "_Records":
        return self

    def __next__(self) -> tuple[int, list[str]]:
        while True:
            self._lines.taken.clear()
            line = self._lines.number + 1
            row = self._row(line)
            if row:
                return line, [row[place] for place in self._places]

    def take_broken(self) -> list[tuple[int, str]]:
        """Return the broken records so far, and forget them."""
        taken, self.broken = self.broken, []
        return taken

    def _row(self, line: int) -> list[str] | None:
        """Return a record's values; none for a blank line or a broken record."""
        try:
            row = next(self._reader)
        except (_UnclosedError, csv.Error):
            self._unclosed(line)
            return None
        width = len(self.header)
        if len(row) == width or not row:
            return row
        if len(self._lines.taken) > 1:
            self._unclosed(line)
            return None
        if len(row) > width and not any(row[width:]):
            return row[:width]
        reason = _("{n} values where the header has {width}").format(n=len(row), width=width)
        self.broken.append((line, reason))
        return None

    def _unclosed(self, line: int) -> None:
        self._lines.give_back(1)
        self.broken.append((line, _("a quotation mark is not closed")))
