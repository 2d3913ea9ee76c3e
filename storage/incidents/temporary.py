"""Temporary tables of whole numbers, filled from arrays and read into arrays, fast."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import BigInteger, Column, MetaData, Select, Table, text
from sqlalchemy.orm import Session

#: How many rows are handed over at once.
CHUNK = 50_000

Ints = NDArray[np.int64]


def table(name: str, *columns: str) -> Table:
    """Return a temporary table of whole numbers; the first column is its key."""
    first, *others = columns
    key = Column(first, BigInteger, primary_key=True, autoincrement=False)
    rest = [Column(other, BigInteger, nullable=False) for other in others]
    return Table(name, MetaData(), key, *rest, prefixes=["TEMPORARY"], sqlite_with_rowid=False)


def fill(session: Session, into: Table, columns: Mapping[str, NDArray[np.generic]]) -> None:
    """Create ``into`` anew and put ``columns`` in it."""
    connection = session.connection()
    session.execute(text(f"DROP TABLE IF EXISTS {into.name}"))
    into.create(connection)
    ordered = [columns[column.name] for column in into.columns]
    if connection.dialect.name == "sqlite":
        _insert(session, into, ordered)
    else:
        _copy(session, into, ordered)
        session.execute(text(f"ANALYZE {into.name}"))


def fetch(session: Session, query: Select[*tuple[Any, ...]], width: int) -> list[Ints]:
    """Return the ``width`` columns of whole numbers that a query gives, each ``(n,)``."""
    streamed = query.execution_options(stream_results=True, yield_per=CHUNK)
    parts: list[list[Ints]] = [[np.zeros(0, np.int64)] for _column in range(width)]
    for part in session.connection().execute(streamed).partitions():
        lines = np.fromiter(chain.from_iterable(part), np.int64, len(part) * width)
        for column, values in zip(parts, lines.reshape(-1, width).T, strict=True):
            column.append(values.copy())
    # One column after another, so that a large result is not held twice.
    return [np.concatenate(parts.pop(0)) for _column in range(width)]


def _chunks(columns: list[NDArray[np.generic]]) -> Iterator[list[NDArray[np.generic]]]:
    for start in range(0, len(columns[0]), CHUNK):
        yield [column[start : start + CHUNK] for column in columns]


def _insert(session: Session, into: Table, columns: list[NDArray[np.generic]]) -> None:
    marks = ", ".join("?" * len(columns))
    statement = f"INSERT INTO {into.name} VALUES ({marks})"  # noqa: S608 - names are ours
    cursor: Any = session.connection().connection.cursor()
    for chunk in _chunks(columns):
        cursor.executemany(statement, zip(*(part.tolist() for part in chunk), strict=True))
    cursor.close()


def _copy(session: Session, into: Table, columns: list[NDArray[np.generic]]) -> None:
    """Send rows in PostgreSQL's binary format, which is one array of numbers of known size."""
    fields = [("columns", ">i2")]
    for at in range(len(columns)):
        fields += [(f"size{at}", ">i4"), (f"value{at}", ">i8")]
    cursor: Any = session.connection().connection.cursor()
    with cursor.copy(f"COPY {into.name} FROM STDIN (FORMAT BINARY)") as copy:
        copy.write(b"PGCOPY\n\xff\r\n\0" + bytes(8))
        for chunk in _chunks(columns):
            rows = np.empty(len(chunk[0]), np.dtype(fields))
            rows["columns"] = len(columns)
            for at, part in enumerate(chunk):
                rows[f"size{at}"] = 8
                rows[f"value{at}"] = part
            copy.write(rows.tobytes())
        copy.write(b"\xff\xff")
    cursor.close()
