"""What every table has in common."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Date, ForeignKey, Integer, LargeBinary
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from storage.engine import UtcDateTime

CASCADE = "CASCADE"

#: SQLite numbers rows by itself only in a column declared INTEGER.
BIG_KEY = BigInteger().with_variant(Integer(), "sqlite")


class Base(DeclarativeBase):
    """What every table has in common: how Python types become columns."""

    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it as a class attribute
        datetime: UtcDateTime,
        date: Date,
        dict[str, Any]: JSON,
        list[str]: JSON,
        bytes: LargeBinary,
    }


def of_workspace(*, primary: bool = False) -> Mapped[int]:
    """Return the column that says whose row it is; it goes when the workspace goes."""
    return mapped_column(ForeignKey("workspaces.id", ondelete=CASCADE), primary_key=primary)
