"""Files opened as bytes, packed or not, with what is wrong with them said plainly."""

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from io import BufferedReader
from pathlib import Path

import ijson

from knowledge.errors import DataError
from knowledge.words import _

_GZIP = b"\x1f\x8b"
_SPREADSHEET = (b"PK", b"\xd0\xcf\x11\xe0")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_MARK = b"\xef\xbb\xbf"


class Form(Enum):
    """How a file holds its rows."""

    CSV = auto()
    GEOJSON = auto()


@dataclass(frozen=True, slots=True)
class Opened:
    """A file's unpacked bytes, and the file underneath."""

    stream: gzip.GzipFile | BufferedReader
    raw: BufferedReader

    @property
    def position(self) -> int:
        """Return how much of the file has been read [bytes]."""
        return self.raw.tell()

    def skip_mark(self) -> None:
        """Pass over a byte-order mark."""
        if self.stream.peek(len(_MARK))[: len(_MARK)] == _MARK:
            self.stream.read(len(_MARK))


@contextmanager
def opened(file: Path) -> Iterator[Opened]:
    """Open a file, unpacking gzip; every failure to read it inside becomes a DataError."""
    with explained(file), file.open("rb") as raw:
        if raw.peek(len(_GZIP))[: len(_GZIP)] == _GZIP:
            with gzip.GzipFile(fileobj=raw) as stream:
                yield Opened(stream, raw)
        else:
            yield Opened(raw, raw)


@contextmanager
def explained(file: Path) -> Iterator[None]:
    """Turn what reading a file can raise into one sentence about it."""
    try:
        yield
    except FileNotFoundError:
        raise DataError(_("There is no file {file}.").format(file=file.name)) from None
    except IsADirectoryError:
        raise DataError(_("{file} is a folder, not a file.").format(file=file.name)) from None
    except PermissionError:
        raise DataError(_("{file} may not be read by you.").format(file=file.name)) from None
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise DataError(
            _("{file} is cut short or damaged, so nothing was changed. Download it again.").format(
                file=file.name
            )
        ) from None
    except ijson.JSONError:
        raise DataError(
            _("{file} is not whole GeoJSON, so nothing was changed. Download it again.").format(
                file=file.name
            )
        ) from None


def form(file: Path) -> Form:
    """Return how a file holds its rows, by how it begins.

    Raises
    ------
    DataError
        When it is empty, or neither CSV nor GeoJSON.
    """
    with opened(file) as source:
        start = source.stream.read(4096)
    if start.startswith(_SPREADSHEET):
        raise DataError(
            _("{file} is a spreadsheet or an archive. Save it as CSV, then import that.").format(
                file=file.name
            )
        )
    if start.startswith(_WIDE) or b"\0" in start:
        raise DataError(
            _("{file} is not in UTF-8. Save it as “CSV UTF-8”, then import that.").format(
                file=file.name
            )
        )
    start = start.removeprefix(_MARK).lstrip()
    if not start:
        raise DataError(_("{file} is empty.").format(file=file.name))
    if start.startswith(b"["):
        raise DataError(
            _("{file} is JSON without places. Download it as CSV or GeoJSON.").format(
                file=file.name
            )
        )
    return Form.GEOJSON if start.startswith(b"{") else Form.CSV
