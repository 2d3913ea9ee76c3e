"""The channels that the coalition uses and who answers for each; never what they are called."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from storage.tables import Channel


@dataclass(frozen=True, slots=True)
class Use:
    """What a channel is used for, and the random id of who answers for it, if anybody does."""

    channel: str
    purpose: str = ""
    owner: str | None = None


def used(session: Session, *, workspace: int, channel: str) -> Use | None:
    """Return a channel that is in use, or None for one that is not, or is closed."""
    row = session.get(Channel, (workspace, channel))
    if row is None or row.closed_at is not None:
        return None
    return Use(row.channel, row.purpose, row.owner)


def remember(session: Session, *, workspace: int, channel: str, owner: str | None) -> Use:
    """Keep a channel as one in use; what was said of it before, and by whom, stands."""
    row = session.get(Channel, (workspace, channel))
    if row is None:
        row = Channel(workspace_id=workspace, channel=channel, purpose="")
        session.add(row)
    row.owner, row.closed_at = row.owner or owner, None
    session.flush()
    return Use(row.channel, row.purpose, row.owner)


def close(session: Session, *, workspace: int, channel: str, now: datetime) -> Use | None:
    """Mark a channel as closed; return what it was used for if it was in use until now."""
    before = used(session, workspace=workspace, channel=channel)
    if before is not None:
        session.get_one(Channel, (workspace, channel)).closed_at = now
        session.flush()
    return before
