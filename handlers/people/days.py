"""The coalition's own days."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from storage import settings


def today(session: Session, workspace: int, now: datetime) -> date:
    """Return the coalition's local day."""
    return now.astimezone(zone(session, workspace)).date()


def zone(session: Session, workspace: int) -> ZoneInfo:
    """Return the coalition's zone."""
    return ZoneInfo(settings.timezone(session, workspace=workspace) or "UTC")
