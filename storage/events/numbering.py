"""Numbers of events, drawn by lot: two of them say neither an order nor that others are between.

A closed event is nobody's but its people's, not even as a count of one; numbers that go up by
one would count it.
"""

import secrets
from datetime import datetime

from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session

from knowledge.events.event import State
from storage.tables import EventRow

#: The smallest, and how many there are: six digits, short enough to type on a phone.
FIRST, MANY = 100_000, 900_000


def begin(session: Session, *, workspace: int, by: str, now: datetime, version: int) -> EventRow:
    """Return a row for an event of which nothing is known yet, under a number nobody else has.

    A number that is taken, by a transaction that has not ended too, is drawn again; the caller's
    transaction goes on.
    """
    sqlite = session.get_bind().dialect.name == "sqlite"
    insert = insert_sqlite if sqlite else insert_postgresql
    row = {
        "workspace_id": workspace, "type": "", "profile": {}, "state": State.DRAFT.value,
        "created_by": by, "created_at": now, "version": version,
    }  # fmt: skip
    made = insert(EventRow).on_conflict_do_nothing().returning(EventRow.id)
    number = None
    while number is None:
        number = session.scalar(made, row | {"id": FIRST + secrets.randbelow(MANY)})
    return session.get_one(EventRow, number)
