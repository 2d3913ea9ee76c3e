"""Secrets at rest: columns whose values the database holds as ciphertext only."""

import json
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import Column, ColumnElement, Engine, Text, event
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DontWrapMixin
from sqlalchemy.sql import operators
from sqlalchemy.sql.operators import OperatorType
from sqlalchemy.types import TypeDecorator

from knowledge.errors import BotError
from knowledge.words import _

V = TypeVar("V")

_BOXES: "WeakKeyDictionary[Dialect, Box]" = WeakKeyDictionary()


class LockedError(BotError, DontWrapMixin):
    """A sealed value has no key here; it is told by its column, never by its content."""


class Box:
    """Seals with the newest key and opens with any, asking for the keys each time."""

    __slots__ = ("_held", "_source")

    def __init__(self, source: Callable[[], Sequence[str]]) -> None:
        self._source = source
        self._held: tuple[tuple[str, ...], tuple[Fernet, ...]] = ((), ())

    @classmethod
    def of(cls, keys: Sequence[str]) -> "Box":
        """Return a box with these keys, the newest first."""
        kept = tuple(keys)
        box = cls(lambda: kept)
        box.seal("")  # a key that is none is found now
        return box

    def seal(self, text: str) -> str:
        """Return ciphertext, another each time."""
        return self._fernets()[0].encrypt(text.encode()).decode("ascii")

    def open(self, sealed: str) -> str:
        """Return the text; raise `LockedError` where no key opens it."""
        try:
            return MultiFernet(self._fernets()).decrypt(sealed).decode()
        except InvalidToken:
            raise LockedError(_("No key here opens this value.")) from None

    def renew(self, sealed: str) -> str:
        """Return the value sealed with the newest key: as it was, where it is already."""
        return sealed if self.is_newest(sealed) else self.seal(self.open(sealed))

    def is_newest(self, sealed: str) -> bool:
        """Say whether the newest key opens a value."""
        try:
            self._fernets()[0].decrypt(sealed)
        except InvalidToken:
            return False
        return True

    def _fernets(self) -> tuple[Fernet, ...]:
        keys = tuple(self._source())
        if keys != self._held[0]:  # one assignment, because threads share a box
            self._held = (keys, tuple(Fernet(key) for key in keys))
        return self._held[1]


def lock(engine: Engine, box: Box) -> None:
    """Have an engine's sealed columns use this box."""
    _BOXES[engine.dialect] = box


def box_of(dialect: Dialect) -> Box:
    """Return the box of an engine, by its dialect; raise `LockedError` where it has none."""
    box = _BOXES.get(dialect)
    if box is None:
        raise LockedError(_("This database was opened without its keys."))
    return box


class Ciphertext(TypeDecorator[V], Generic[V]):
    """A column that only who holds the key can read; it can be neither searched nor sorted."""

    impl = Text
    cache_ok = True
    column: "Column[Any] | None" = None

    class comparator_factory(TypeDecorator.Comparator[Any]):  # noqa: N801 - SQLAlchemy's name for it
        """Refuses what could only ever find nothing: equal values have different ciphertext."""

        def operate(self, op: OperatorType, *other: Any, **options: Any) -> ColumnElement[Any]:
            """Let through whether there is a value, and SQLAlchemy's own look-ups of columns."""
            columns = any(isinstance(one, ColumnElement) for one in other)
            if op not in (operators.is_, operators.is_not) and not columns:
                raise TypeError("a sealed column can be neither compared nor sorted by")
            return super().operate(op, *other, **options)

    def process_bind_param(self, value: V | None, dialect: Dialect) -> str | None:
        """Seal a value on its way into the database."""
        return None if value is None else box_of(dialect).seal(self.spell(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> V | None:
        """Open a value on its way out."""
        if value is None:
            return None
        box = box_of(dialect)
        try:
            text = box.open(value)
        except LockedError:
            raise locked(self.column) from None
        return self.read(text)

    def spell(self, value: V) -> str:
        """Return a value as the text that is sealed."""
        raise NotImplementedError

    def read(self, text: str) -> V:
        """Return the value that a text spells."""
        raise NotImplementedError


class Sealed(Ciphertext[str]):
    """Text at rest as ciphertext."""

    cache_ok = True

    def spell(self, value: str) -> str:
        """Return the text itself."""
        return value

    def read(self, text: str) -> str:
        """Return the text itself."""
        return text


class SealedJson(Ciphertext[Any]):
    """A JSON value at rest as ciphertext; assign a new one to change it. ``None`` is no value."""

    cache_ok = True

    def spell(self, value: Any) -> str:
        """Return the value as JSON."""
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def read(self, text: str) -> Any:
        """Return what the JSON holds."""
        return json.loads(text)


def locked(column: "Column[Any] | None") -> LockedError:
    """Return the error that names the column whose value no key opens."""
    where = _("this database") if column is None or column.table is None else str(column)
    return LockedError(
        _(
            "No key here opens a value of {where}. Whoever runs the bot can mend that:"
            " coalition doctor says how."
        ).format(where=where)
    )


def _remember_column(kind: Ciphertext[Any], column: Column[Any]) -> None:
    kind.column = column


event.listen(Ciphertext, "after_parent_attach", _remember_column, propagate=True)
