"""Half-open windows of local days, and how a person reads them."""

from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.words import _

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """The local days ``[start, end)`` of the area's time zone."""

    start: date
    end: date

    def __post_init__(self) -> None:
        """Refuse a window without a day in it."""
        if self.end <= self.start:
            raise ValueError("a window has at least one day")

    @property
    def days(self) -> int:
        """How many days it holds."""
        return (self.end - self.start).days

    @property
    def last(self) -> date:
        """The last day that counts."""
        return self.end - timedelta(days=1)

    def moved(self, days: int) -> "Window":
        """Return the window of the same length that lies ``days`` later."""
        return Window(self.start + timedelta(days=days), self.end + timedelta(days=days))

    def year_before(self) -> "Window":
        """Return as many days from the same date last year (29 February: the 28th)."""
        start = _year_earlier(self.start)
        return Window(start, start + timedelta(days=self.days))

    def until(self, end: date) -> "Window | None":
        """Return the part before ``end``, or None when nothing is left."""
        return Window(self.start, min(self.end, end)) if self.start < end else None

    def label(self) -> str:
        """Return the first and the last day that count, such as "24 Aug – 21 Nov 2026"."""
        last = spell(self.last)
        if self.days == 1:
            return last
        if self.start.year != self.last.year:
            return f"{spell(self.start)} – {last}"
        return f"{self.start.day} {_(MONTHS[self.start.month - 1])} – {last}"


def spell(day: date) -> str:
    """Return a day as people here write it, such as "21 Nov 2026"."""
    return f"{day.day} {_(MONTHS[day.month - 1])} {day.year}"


def ending(end: date, days: int) -> Window:
    """Return the window of ``days`` days that stops before ``end``."""
    return Window(end - timedelta(days=days), end)


def _year_earlier(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
