"""The yearly review of who may see what: how far it is, and when it last ended."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from storage import settings

_REVIEW = "access_review"


@dataclass(frozen=True, slots=True)
class Review:
    """How far a review is: whom somebody has looked at since it began.

    Attributes
    ----------
    ended_on
        When everybody had last been looked at; None where that never was.
    """

    seen: tuple[str, ...] = ()
    ended_on: date | None = None


def read(session: Session, *, workspace: int) -> Review:
    """Return how far the review is."""
    kept = settings.read(session, workspace=workspace, name=_REVIEW)
    return Review(tuple(kept.value), kept.checked_on) if kept else Review()


def look_at(session: Session, *, workspace: int, person: str, by: str, now: datetime) -> None:
    """Remember that somebody was looked at."""
    kept = read(session, workspace=workspace)
    seen = list(dict.fromkeys([*kept.seen, person]))
    _write(session, workspace, seen, by, now, kept.ended_on)


def end(session: Session, *, workspace: int, by: str, now: datetime, today: date) -> None:
    """Remember that everybody was looked at; the next review begins from the start."""
    _write(session, workspace, [], by, now, today)


def _write(
    session: Session, workspace: int, seen: list[str], by: str, now: datetime, ended: date | None
) -> None:
    settings.write(
        session, workspace=workspace, name=_REVIEW, value=seen, by=by, now=now, checked_on=ended
    )
