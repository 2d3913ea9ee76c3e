"""Read a stretch of days out of words: "last 12 months", "since labor day", "june 1 to aug 31"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from knowledge.conversation import calendar
from knowledge.conversation.calendar import OfYear, Period
from knowledge.conversation.vocabulary import Vocabulary

_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?")
_QUARTER = re.compile(r"q([1-4])")
_COMPACT = re.compile(r"(\d{1,5})-?([a-z]+)")
_DAY_OF_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_YEARS = range(1990, 2100)
_NUMBER = re.compile(r"\d{1,5}")
#: How far back "last N units" reaches: about 60 years.
_MOST = {"day": 22_000, "week": 3_100, "month": 720, "quarter": 240, "year": 60}
_CENTURY = 2000

#: A period and how many words it took.
Read = tuple[Period, int]


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads periods from words in lower case, in one language, as of one local day."""

    words: Sequence[str]
    today: date
    known: Vocabulary

    def window(self, at: int) -> Read | None:
        """Read a range or a single period that begins at word ``at``, None where none does."""
        word = self._word(at)
        if word in self.known.since or word in self.known.after:
            return self._since(at, after=word in self.known.after)
        opened = word in self.known.opening
        first = self.period(at + opened)
        if first is None:
            return None
        taken = opened + first[1]
        joined = self._word(at + taken) in self.known.joining
        second = self.period(at + taken + 1) if joined else None
        if second is None:
            return (first[0], taken) if not opened else self._since(at, after=False)
        return _span(first[0], second[0]), taken + 1 + second[1]

    def period(self, at: int) -> Read | None:
        """Read a single period, such as a day, a month or "past two weeks"."""
        ways = (
            *(self._dated, self._numbered, self._near, self._to_date, self._season),
            *(self._holiday, self._month_first, self._day_first, self._weekday, self._year),
        )
        return next((found for way in ways if (found := way(at)) is not None), None)

    def _word(self, at: int) -> str:
        return self.words[at] if at < len(self.words) else ""

    def _since(self, at: int, *, after: bool) -> Read | None:
        found = self.period(at + 1)
        if found is None:
            return None
        start = found[0].end if after else found[0].start
        return Period(start, max(self.today, start)), 1 + found[1]

    def _dated(self, at: int) -> Read | None:
        """Read 2025-06-01, 2025-06, 6/1/2025 or 6/1."""
        iso = _ISO.fullmatch(self._word(at))
        if iso:
            days = _date(int(iso[2]), int(iso[3]) if iso[3] else None)
            return self._in_year(days, int(iso[1]), 1)
        slashed = _SLASHED.fullmatch(self._word(at))
        if slashed is None:
            return None
        days = _date(int(slashed[1]), int(slashed[2]))
        if slashed[3] is None:
            return self._latest(days, 1)
        year = int(slashed[3])
        return self._in_year(days, year + _CENTURY if year < 100 else year, 1)

    def _numbered(self, at: int) -> Read | None:
        """Read 90d, 12 weeks, past two weeks, last 12 months."""
        skip = int(self._word(at) in self.known.last)
        word = self._word(at + skip)
        compact = _COMPACT.fullmatch(word)
        if compact and compact[2] in self.known.short:
            return self._back(int(compact[1]), self.known.short[compact[2]], skip + 1)
        number = int(word) if _NUMBER.fullmatch(word) else self.known.numbers.get(word)
        of = int(self._word(at + skip + 1) in self.known.of)
        unit = self.known.units.get(self._word(at + skip + 1 + of))
        return self._back(number, unit, skip + 2 + of) if number and unit else None

    def _back(self, number: int, unit: str, taken: int) -> Read | None:
        if not 0 < number <= _MOST.get(unit, 0):
            return None
        return calendar.back(self.today, number, unit), taken

    def _near(self, at: int) -> Read | None:
        """Read last week, this year, past month, last summer, last june, last labor day."""
        word, second = self._word(at), self._word(at + 1)
        if word in self.known.this and second in self.known.last:
            found = self._near(at + 1)
            return found and (found[0], found[1] + 1)
        last = word in self.known.last
        if not last and word not in self.known.this:
            return None
        unit = self.known.units.get(second)
        if unit and unit in _MOST and word in self.known.rolling:
            return calendar.back(self.today, 1, unit), 2
        if unit:
            return calendar.unit_around(self.today, unit, int(last)), 2
        return self._nearest(at, last=last)

    def _nearest(self, at: int, *, last: bool) -> Read | None:
        ways = (self._season, self._holiday, self._month_first, self._weekday)
        found = next((read for way in ways if (read := way(at + 1)) is not None), None)
        if found is None:
            return None
        period, taken = found
        if last and period.of_year:
            complete = calendar.latest(period.of_year, self.today, complete=True)
            period = complete or period
        return period, taken + 1

    def _to_date(self, at: int) -> Read | None:
        """Read yesterday, today, tomorrow, next week, ytd."""
        word = self._word(at)
        if word in self.known.yesterday:
            return calendar.unit_around(self.today, "day", 1), 1
        if word in self.known.today | self.known.tomorrow:
            return calendar.unit_around(self.today, "day", -(word in self.known.tomorrow)), 1
        unit = self.known.units.get(self._word(at + 1))
        if unit and word in self.known.next:
            return calendar.unit_around(self.today, unit, -1), 2
        for phrase in self.known.to_date:
            if tuple(self.words[at : at + len(phrase)]) == phrase:
                return Period(date(self.today.year, 1, 1), self.today), len(phrase)
        return None

    def _season(self, at: int) -> Read | None:
        """Read summer 2025, q3 2025; a bare season is a place's name too often."""
        quarter = _QUARTER.fullmatch(self._word(at))
        if quarter:
            return self._named(calendar.months(3 * int(quarter[1]) - 2, 3), at, 1)
        first = self.known.seasons.get(self._word(at))
        near = at > 0 and self._word(at - 1) in self.known.last | self.known.this
        if first is None or not (near or self._said(at + 1)):
            return None
        return self._named(calendar.months(first, 3), at, 1)

    def _holiday(self, at: int) -> Read | None:
        """Read labor day, labor day weekend 2025."""
        for size in (4, 3, 2, 1):
            key = self.known.holidays.get(tuple(self.words[at : at + size]))
            if key is None or at + size > len(self.words):
                continue
            weekend = self.known.units.get(self._word(at + size)) == "weekend"
            taken = size + weekend
            return self._named(calendar.holiday(key, weekend=weekend), at, taken)
        return None

    def _month_first(self, at: int) -> Read | None:
        """Read june, june 2025, june 1, june 1st 2025."""
        month = self.known.months.get(self._word(at))
        if month is None:
            return None
        day = _DAY_OF_MONTH.fullmatch(self._word(at + 1))
        return self._named(_date(month, int(day[1]) if day else None), at, 2 if day else 1)

    def _day_first(self, at: int) -> Read | None:
        """Read 24 Aug, 4 july 2025."""
        day = _DAY_OF_MONTH.fullmatch(self._word(at))
        of = int(bool(day) and self._word(at + 1) in self.known.of)
        month = self.known.months.get(self._word(at + 1 + of))
        if day is None or month is None:
            return None
        return self._named(calendar.day(month, int(day[1])), at, 2 + of)

    def _weekday(self, at: int) -> Read | None:
        number = self.known.weekdays.get(self._word(at))
        if number is None:
            return None
        ago = (self.today.weekday() - number - 1) % 7 + 1
        start = self.today - timedelta(days=ago)
        return Period(start, start + timedelta(days=1)), 1

    def _year(self, at: int) -> Read | None:
        year = self._said(at)
        return (Period(date(year, 1, 1), date(year + 1, 1, 1)), 1) if year else None

    def _said(self, at: int) -> int:
        """Return the year that a word says, 0 where it says none."""
        word = self._word(at)
        return int(word) if word.isdecimal() and len(word) == 4 and int(word) in _YEARS else 0

    def _named(self, days: OfYear | None, at: int, taken: int) -> Read | None:
        """Return those days in the year that the next word says, or the last time they began."""
        year = self._said(at + taken)
        return self._in_year(days, year, taken + 1) if year else self._latest(days, taken)

    def _in_year(self, days: OfYear | None, year: int, taken: int) -> Read | None:
        found = days(year) if days and year in _YEARS else None
        return (Period(*found), taken) if found else None

    def _latest(self, days: OfYear | None, taken: int) -> Read | None:
        found = calendar.latest(days, self.today) if days else None
        return (found, taken) if found else None


def _date(month: int, day: int | None) -> OfYear | None:
    if not 1 <= month <= 12:
        return None
    return calendar.months(month, 1) if day is None else calendar.day(month, day)


def _span(first: Period, second: Period) -> Period:
    """Return the days from the first of one period to the last of another."""
    if second.of_year:
        second = calendar.following(second.of_year, first.start) or second
    elif first.of_year:
        first = calendar.latest(first.of_year, second.end) or first
    return replace(first, end=second.end, relative=False, of_year=None)
