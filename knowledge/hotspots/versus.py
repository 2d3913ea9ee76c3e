"""What a window is compared with: never part of a period with a whole one, never with itself."""

from datetime import date, timedelta
from enum import StrEnum

from knowledge.windows import Window, ending


class Versus(StrEnum):
    """How the other window was named."""

    BEFORE = "before"
    YEAR_BEFORE = "year_before"
    DATES = "dates"


def other_window(how: Versus, window: Window, dates: Window | None = None) -> Window:
    """Return the window to compare ``window`` with.

    Parameters
    ----------
    dates
        For ``Versus.DATES``: the days that were named. Where they overlap the window, as many
        days before it take their place.
    """
    if how is Versus.YEAR_BEFORE:
        return window.year_before()
    if how is Versus.BEFORE or dates is None:
        return window.moved(-window.days)
    return ending(window.start, dates.days) if overlap(window, dates) else dates


def overlap(one: Window, other: Window) -> bool:
    """Say whether two windows share a day."""
    return one.start < other.end and other.start < one.end


def same_part(window: Window, dates: Window, *, cut: bool) -> Window:
    """Return the part of ``dates`` that may stand beside ``window``.

    Of a whole calendar year the same days as the window's, unless that is a year too; of
    anything longer than a window that is not over yet (``cut``), as many first days.
    """
    if _is_year(dates) and window.days < dates.days - 1:
        moved = window
        while moved.last.year > dates.start.year:
            moved = moved.year_before()
        return moved if moved.last.year == dates.start.year else dates
    if cut and dates.days > window.days:
        return Window(dates.start, dates.start + timedelta(days=window.days))
    return dates


def _is_year(window: Window) -> bool:
    first = date(window.start.year, 1, 1)
    return window.start == first and window.end == date(first.year + 1, 1, 1)
