"""A page of meetings as somebody sees it."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from knowledge.meetings.meeting import Meeting


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of the meetings to come, or of the past ones.

    Attributes
    ----------
    manages
        Whether whoever reads it may change them.
    """

    meetings: tuple[Meeting, ...]
    past: bool
    page: int
    pages: int
    zone: ZoneInfo
    now: datetime
    manages: bool
