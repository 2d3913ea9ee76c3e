"""What was done: the audit's chain, and what each edit changed."""

from datetime import datetime
from typing import Any

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.secrets import SealedJson
from storage.tables.base import Base, of_workspace
from storage.tables.people import PERSON

#: A BLAKE2b digest of 32 bytes, in hexadecimal.
DIGEST = 64


class AuditHead(Base):
    """The end of a workspace's chain; taking this row is taking the turn to write."""

    __tablename__ = "audit_heads"

    workspace_id: Mapped[int] = of_workspace(primary=True)
    seq: Mapped[int]
    digest: Mapped[str] = mapped_column(String(DIGEST))


class AuditLine(Base):
    """Who did, or read, what sensitive thing, and when; never its content."""

    __tablename__ = "audit_lines"

    workspace_id: Mapped[int] = of_workspace(primary=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(PERSON))
    #: Whom it concerns, where that is somebody.
    subject: Mapped[str | None] = mapped_column(String(PERSON))
    act: Mapped[str] = mapped_column(String(64))
    #: What it was done to, such as ``partner:12``.
    about: Mapped[str] = mapped_column(String(64), default="")
    #: Whether it is about outreach: then only who it concerns and supervisors see it.
    outreach: Mapped[bool] = mapped_column(default=False)
    previous: Mapped[str] = mapped_column(String(DIGEST))
    digest: Mapped[str] = mapped_column(String(DIGEST))


class Revision(Base):
    """What one edit changed, so that a second editor is shown it, and it can be undone."""

    __tablename__ = "revisions"
    __table_args__ = (UniqueConstraint("workspace_id", "noun", "item", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = of_workspace()
    noun: Mapped[str] = mapped_column(String(32))
    item: Mapped[int]
    #: The version that the edit made.
    version: Mapped[int]
    by: Mapped[str] = mapped_column(String(PERSON))
    at: Mapped[datetime]
    #: ``{field: [before, after]}``.
    changed: Mapped[Any] = mapped_column(SealedJson)
