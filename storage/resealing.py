"""Sealing everything anew with the newest key; it serves the process, not a coalition."""

from typing import Any

from sqlalchemy import (
    Column,
    MetaData,
    Table,
    TableClause,
    Text,
    bindparam,
    column,
    select,
    table,
    text,
    tuple_,
    update,
)
from sqlalchemy.orm import Session

from storage import secrets
from storage.secrets import Ciphertext, LockedError, box_of
from storage.tables import Base, ProcessFact

#: How many rows one transaction seals anew; about 20 ms, so that nobody waits long.
BATCH = 500

_CHECK = "sealing"
_KNOWN = "the keys of this database"
_REMEMBER = text(
    "INSERT INTO process_facts (name, value) VALUES (:name, :value) ON CONFLICT DO NOTHING"
)


def sealed_tables(metadata: MetaData = Base.metadata) -> list[Table]:
    """Return every table that has a sealed column."""
    return [found for found in metadata.sorted_tables if _sealed(found)]


def reseal(
    session: Session, *, of: Table, after: tuple[Any, ...] | None = None, batch: int = BATCH
) -> tuple[tuple[Any, ...] | None, int]:
    """Seal the next rows of a table anew; return where to go on, and how many were changed.

    Nothing to go on from means that the end was reached.
    """
    raw, key, sealed = _raw(of), [one.name for one in of.primary_key], _sealed(of)
    box = box_of(session.get_bind().dialect)
    order = [raw.c[name] for name in key]
    query = select(raw).order_by(*order).limit(batch).with_for_update()
    if after is not None:
        query = query.where(tuple_(*order) > after)
    rows = session.execute(query).mappings().all()
    renewed = [
        {f"new_{name}": _renew(box, row, one) for name, one in sealed.items()}
        | {f"old_{name}": row[name] for name in key}
        for row in rows
        if not all(_is_newest(box, row[name]) for name in sealed)
    ]
    if renewed:
        change = (
            update(raw)
            .where(*(raw.c[name] == bindparam(f"old_{name}") for name in key))
            .values({name: bindparam(f"new_{name}") for name in sealed})
        )
        session.connection().execute(change, renewed)
    done = len(rows) < batch
    return (None if done else tuple(rows[-1][name] for name in key)), len(renewed)


def left_behind(session: Session, *, of: Table) -> int:
    """Return how many rows of a table hold a value that the newest key does not open."""
    box, raw = box_of(session.get_bind().dialect), _raw(of)
    rows = session.execute(
        select(*(raw.c[name] for name in _sealed(of))).execution_options(yield_per=BATCH)
    )
    return sum(not all(_is_newest(box, value) for value in row) for row in rows)


def keys_fit(session: Session) -> bool | None:
    """Say whether the keys are this database's; nothing where it was never told any."""
    kept = session.get(ProcessFact, _CHECK)
    if kept is None:
        return None
    try:
        return box_of(session.get_bind().dialect).open(kept.value) == _KNOWN
    except LockedError:
        return False


def remember_keys(session: Session) -> None:
    """Remember, the first time, which keys are this database's: by what the newest sealed."""
    value = box_of(session.get_bind().dialect).seal(_KNOWN)
    session.execute(_REMEMBER, {"name": _CHECK, "value": value})


def renew_remembered(session: Session) -> None:
    """Remember the newest key in place of the one that was."""
    kept = session.get_one(ProcessFact, _CHECK)
    kept.value = box_of(session.get_bind().dialect).renew(kept.value)


def _sealed(of: Table) -> dict[str, Column[Any]]:
    return {one.name: one for one in of.columns if isinstance(one.type, Ciphertext)}


def _raw(of: Table) -> TableClause:
    """Return a table as it lies in the database: ciphertext is text, and no default fires."""
    keys = [column(one.name, one.type) for one in of.primary_key]
    return table(of.name, *keys, *(column(name, Text) for name in _sealed(of)))


def _is_newest(box: secrets.Box, value: str | None) -> bool:
    return value is None or box.is_newest(value)


def _renew(box: secrets.Box, row: Any, of: Column[Any]) -> str | None:
    value = row[of.name]
    try:
        return None if value is None else box.renew(value)
    except LockedError:
        raise secrets.locked(of) from None
