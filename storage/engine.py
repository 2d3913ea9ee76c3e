"""The database: one engine, and the only place where a transaction begins and ends."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import URL, Connection, DateTime, Engine, create_engine, event, text
from sqlalchemy.engine import Dialect, make_url
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.types import TypeDecorator

from storage import secrets

#: How long a writer waits for another on SQLite before it gives up. [ms]
BUSY_TIMEOUT = 60_000

Begin = Callable[[], AbstractContextManager[Session]]


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC, on databases that keep zones and on those that drop them."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive values; store UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC) if dialect.name != "sqlite" else _naive(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return an aware value in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


def _naive(value: datetime) -> datetime:
    return value.astimezone(UTC).replace(tzinfo=None)


def connect(url: str, box: secrets.Box | None = None) -> Engine:
    """Return an engine for ``url``, with SQLite made safe for several writers.

    Sealed columns are sealed with ``box``; without one they can be neither read nor written.
    """
    parsed = make_url(url)
    engine = _postgresql(parsed) if parsed.get_backend_name() == "postgresql" else _sqlite(parsed)
    if box is not None:
        secrets.lock(engine, box)
    return engine


def _postgresql(address: URL) -> Engine:
    return create_engine(
        address.set(drivername="postgresql+psycopg"), pool_pre_ping=True, hide_parameters=True
    )


def _sqlite(address: URL) -> Engine:
    engine = create_engine(address, hide_parameters=True)  # an error could quote a row
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy's "begin" event issues BEGIN itself
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA cache_size = -65536")
    cursor.close()


def _begin_immediate(connection: Any) -> None:
    """Take the write lock at once, unless the transaction said that it only reads."""
    options = connection.get_execution_options()
    patience = options.get("patience")
    if patience is None:
        connection.exec_driver_sql("BEGIN" if options.get("reads", False) else "BEGIN IMMEDIATE")
        return
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {patience}")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:  # the connection goes back to the pool, where others wait longer
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")


def transactions(engine: Engine) -> Begin:
    """Return ``begin``: ``with begin() as session`` is one transaction that may write."""
    make = sessionmaker(engine, expire_on_commit=False)

    @contextmanager
    def begin() -> Iterator[Session]:
        with make.begin() as session:
            yield session

    return begin


def readings(engine: Engine) -> Begin:
    """Return ``read``: ``with read() as session`` sees one state and locks nobody out."""
    make = sessionmaker(engine.execution_options(reads=True), expire_on_commit=False)

    @contextmanager
    def read() -> Iterator[Session]:
        with make.begin() as session:
            yield session

    return read


def hurried(begin: Begin, *, patience: int) -> Begin:
    """Return transactions that may write, and give up after so many milliseconds of waiting."""
    with begin() as session:
        engine = session.get_bind()
    if not isinstance(engine, Engine):
        raise TypeError("hurrying needs an engine, to begin transactions of its own")
    make = sessionmaker(engine.execution_options(patience=patience), expire_on_commit=False)

    @contextmanager
    def begin_soon() -> Iterator[Session]:
        with make.begin() as session:
            if engine.dialect.name == "postgresql":
                session.execute(text(f"SET LOCAL lock_timeout = {patience}"))
                session.execute(text(f"SET LOCAL statement_timeout = {patience}"))
            yield session

    return begin_soon


@contextmanager
def beside(read: Begin) -> Iterator[tuple[Begin, Begin]]:
    """Yield ``prepare`` and ``move``: transactions on one connection of its own.

    Temporary tables live from one to the next and vanish at the end. ``prepare`` may write
    to them, and locks nobody out; ``move`` may write to every table.
    """
    with read() as session:
        engine = session.get_bind()
    if not isinstance(engine, Engine):
        raise TypeError("reading needs an engine, to take another connection from")
    with engine.connect() as connection:
        connection.detach()
        yield _transactions_on(connection, reads=True), _transactions_on(connection, reads=False)


def _transactions_on(connection: Connection, *, reads: bool) -> Begin:
    @contextmanager
    def begin() -> Iterator[Session]:
        connection.execution_options(reads=reads)
        with Session(connection, expire_on_commit=False) as session, session.begin():
            yield session

    return begin
