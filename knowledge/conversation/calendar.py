"""The days that words name: months, seasons, quarters, holidays, and counting back from today."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from dateutil.relativedelta import relativedelta

#: Our keys to the names that the ``holidays`` library gives them.
HOLIDAYS = {
    "new_year": "New Year's Day",
    "king": "Martin Luther King Jr. Day",
    "washington": "Washington's Birthday",
    "easter": "Easter Sunday",
    "mothers": "Mother's Day",
    "memorial": "Memorial Day",
    "juneteenth": "Juneteenth National Independence Day",
    "fathers": "Father's Day",
    "independence": "Independence Day",
    "labor": "Labor Day",
    "columbus": "Columbus Day",
    "halloween": "Halloween",
    "veterans": "Veterans Day",
    "thanksgiving": "Thanksgiving Day",
    "christmas_eve": "Christmas Eve",
    "christmas": "Christmas Day",
    "new_years_eve": "New Year's Eve",
}

OfYear = Callable[[int], "tuple[date, date] | None"]
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """The days ``[start, end)`` that somebody named; they may lie in the future.

    Attributes
    ----------
    relative
        Whether it was counted back from today, so that it may be moved as a whole.
    of_year
        The same days of another year, where no year was said.
    """

    start: date
    end: date
    relative: bool = False
    of_year: OfYear | None = None


def back(today: date, number: int, unit: str) -> Period:
    """Return the ``number`` days, weeks, months, quarters or years before ``today``."""
    months = {"month": 1, "quarter": 3, "year": 12}
    days = {"day": 1, "week": 7, "weekend": 7}
    if unit in months:
        step = relativedelta(months=months[unit] * number)
    else:
        step = relativedelta(days=days[unit] * number)
    return Period(today - step, today, relative=True)


def unit_around(today: date, unit: str, ago: int) -> Period:
    """Return the calendar unit that holds ``today``, or the one ``ago`` units before it.

    Weeks run from Monday to Sunday; a weekend is Saturday and Sunday.
    """
    monday = today - timedelta(days=today.weekday() + 7 * ago)
    month = today.replace(day=1)
    starts = {
        "day": (today - ago * _DAY, relativedelta(days=1)),
        "week": (monday, relativedelta(days=7)),
        "weekend": (monday + timedelta(days=5), relativedelta(days=2)),
        "month": (month - relativedelta(months=ago), relativedelta(months=1)),
        "quarter": (
            month - relativedelta(months=(month.month - 1) % 3 + 3 * ago),
            relativedelta(months=3),
        ),
        "year": (date(today.year - ago, 1, 1), relativedelta(years=1)),
    }
    start, length = starts[unit]
    return Period(start, start + length)


def months(first: int, count: int) -> OfYear:
    """Return the months that begin with ``first``, for any year."""

    def of_year(year: int) -> tuple[date, date]:
        start = date(year, first, 1)
        return start, start + relativedelta(months=count)

    return of_year


def day(month: int, number: int) -> OfYear:
    """Return one day of a month, for any year; None where a year does not have it."""

    def of_year(year: int) -> tuple[date, date] | None:
        try:
            start = date(year, month, number)
        except ValueError:
            return None
        return start, start + _DAY

    return of_year


def holiday(key: str, *, weekend: bool = False) -> OfYear:
    """Return a holiday, or the run of days off around it; None in a year before it existed."""

    def of_year(year: int) -> tuple[date, date] | None:
        found = _holidays(year).get(HOLIDAYS[key])
        if found is None:
            return None
        return _long_weekend(found) if weekend else (found, found + _DAY)

    return of_year


def latest(of_year: OfYear, today: date, *, complete: bool = False) -> Period | None:
    """Return the last time that those days began (``complete``: ended) before ``today``."""
    for year in range(today.year, today.year - 9, -1):
        found = of_year(year)
        if found and (found[1] <= today if complete else found[0] < today):
            return Period(*found, of_year=of_year)
    return None


def following(of_year: OfYear, start: date) -> Period | None:
    """Return the first time that those days end after ``start``."""
    for year in range(start.year, start.year + 9):
        found = of_year(year)
        if found and found[1] > start:
            return Period(*found)
    return None


def _long_weekend(found: date) -> tuple[date, date]:
    """Return Saturday to Monday, or to Sunday, or from Thursday, whichever holds the holiday."""
    saturday = found + timedelta(days=5 - found.weekday())
    if found.weekday() == 0:
        saturday -= timedelta(days=7)
    start = min(found, saturday)
    if found.weekday() in (1, 2):
        return found, found + _DAY
    return start, max(found, saturday + _DAY) + _DAY


@cache
def _holidays(year: int) -> dict[str, date]:
    import holidays

    known = holidays.country_holidays(
        "US", years=[year], observed=False, categories=("public", "unofficial")
    )
    return {name: when for when, names in known.items() for name in names.split("; ")}
