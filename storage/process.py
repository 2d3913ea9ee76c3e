"""What serves the process rather than a coalition: the one place without a workspace."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, text
from sqlalchemy.orm import Session

from storage.engine import UtcDateTime
from storage.tables import DeliveredEvent

#: Slack tries again for up to a day; after two nothing can come a second time.
REMEMBERED = timedelta(days=2)

_REMEMBER = text(
    "INSERT INTO delivered_events (event_id, seen_at) VALUES (:event_id, :seen_at)"
    " ON CONFLICT DO NOTHING RETURNING event_id"
).bindparams(bindparam("seen_at", type_=UtcDateTime()))


def first_delivery(session: Session, *, event_id: str, now: datetime) -> bool:
    """Remember an event, and say whether this is the first time that it came."""
    return session.execute(_REMEMBER, {"event_id": event_id, "seen_at": now}).first() is not None


def forget_events(session: Session, *, now: datetime) -> None:
    """Drop the ids of events that Slack will not deliver again."""
    session.execute(delete(DeliveredEvent).where(DeliveredEvent.seen_at < now - REMEMBERED))
