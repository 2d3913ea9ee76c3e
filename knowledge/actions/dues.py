"""Read the day something is due: "friday", "3 dec", "in two weeks"; always the coming one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from knowledge.conversation import calendar
from knowledge.conversation.calendar import Period
from knowledge.conversation.days import Reader
from knowledge.conversation.vocabulary import ENGLISH, Vocabulary

_DAY = timedelta(days=1)
_COMPACT = re.compile(r"(\d{1,3})([a-z]+)")
_NUMBER = re.compile(r"\d{1,3}")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_ENDS = {"eod": "day", "eow": "week", "eom": "month"}
#: How far ahead "in N units" reaches: five years.
_MOST = {"day": 1_830, "week": 260, "month": 60, "quarter": 20, "year": 5}
_LETTERS = 3
#: How many months ahead a 31st is surely found.
_MONTHS_AHEAD = 3


class Read(NamedTuple):
    """The first and the last of the days that were named, and how many words that took."""

    first: date
    last: date
    taken: int


@dataclass(frozen=True, slots=True)
class Dues:
    """Reads days to come from words in lower case, as of one local day.

    A weekday is the coming one, never today; "next friday" is in the week after this one,
    which ends on Sunday.
    """

    words: Sequence[str]
    today: date
    known: Vocabulary = ENGLISH

    def day(self, at: int) -> Read | None:
        """Read a day that words name by itself: a weekday, a date, a holiday, tomorrow."""
        ways = (self._near, self._next, self._weekday, self._end, self._ordinal, self._dated)
        return next((found for way in ways if (found := way(at)) is not None), None)

    def stretch(self, at: int) -> Read | None:
        """Read a month or a year; only after a word such as "by"."""
        found = self._reader().period(at)
        if found is None or found[0].relative:
            return None
        return self._coming(found[0], found[1])

    def span(self, at: int) -> Read | None:
        """Read "two weeks", "10 days" or "3w", counted forward from today; after "in"."""
        word = self._word(at)
        compact = _COMPACT.fullmatch(word)
        if compact:
            return self._ahead(int(compact[1]), self.known.short.get(compact[2]), 1)
        skip = int(word == "a" and self._word(at + 1) in self.known.numbers)
        word = self._word(at + skip)
        of = skip + int(self._word(at + skip + 1) in self.known.of)
        number = int(word) if _NUMBER.fullmatch(word) else self.known.numbers.get(word, 0)
        return self._ahead(number, self.known.units.get(self._word(at + 1 + of)), 2 + of)

    def _near(self, at: int) -> Read | None:
        """Read today, tonight, tomorrow."""
        word = self._word(at)
        if word not in self.known.today | self.known.tomorrow:
            return None
        return _one(self.today + int(word in self.known.tomorrow) * _DAY, 1)

    def _next(self, at: int) -> Read | None:
        """Read next week, this month, next friday, this friday."""
        word, second = self._word(at), self._word(at + 1)
        later = word in self.known.next
        if not later and word not in self.known.this:
            return None
        unit = self.known.units.get(second)
        if unit:
            found = calendar.unit_around(self.today, unit, -int(later))
            return Read(found.start, found.end - _DAY, 2)
        weekday = self._weekday(at + 1)
        if weekday is None:
            return None
        sunday = calendar.unit_around(self.today, "week", 0).end - _DAY
        again = 7 * _DAY * (later and weekday.last <= sunday)
        return _one(weekday.last + again, 1 + weekday.taken)

    def _weekday(self, at: int) -> Read | None:
        word = self._word(at)
        numbers = self.known.weekdays
        short = {name[:_LETTERS]: number for name, number in numbers.items()}
        number = numbers.get(word, short.get(word))
        if number is None:
            return None
        dated = self._dated(at + 1)
        if dated is not None:
            return _one(dated.last, dated.taken + 1)
        return _one(self.today + ((number - self.today.weekday() - 1) % 7 + 1) * _DAY, 1)

    def _end(self, at: int) -> Read | None:
        """Read end of the week, the end of month, eow."""
        unit = _ENDS.get(self._word(at))
        if unit:
            return _one(calendar.unit_around(self.today, unit, 0).end - _DAY, 1)
        the = int(self._word(at) == "the")
        if self._word(at + the) != "end" or self._word(at + the + 1) not in self.known.of:
            return None
        skip = the + 2
        skip += int(self._word(at + skip) in self.known.this | {"the"})
        unit = self.known.units.get(self._word(at + skip))
        if unit is None:
            return None
        return _one(calendar.unit_around(self.today, unit, 0).end - _DAY, skip + 1)

    def _ordinal(self, at: int) -> Read | None:
        """Read "the 3rd", "the 3rd of june"; without the article it is as often a street."""
        found = _ORDINAL.fullmatch(self._word(at + 1)) if self._word(at) == "the" else None
        if found is None:
            return None
        dated = self._dated(at + 1)
        if dated is not None:
            return dated._replace(taken=dated.taken + 1)
        month = self.today.replace(day=1)
        for ahead in range(_MONTHS_AHEAD):
            start = month + relativedelta(months=ahead)
            days = calendar.day(start.month, int(found[1]))(start.year)
            if days and days[0] >= self.today:
                return _one(days[0], 2)
        return None

    def _dated(self, at: int) -> Read | None:
        """Read 3 dec, december 3rd, 12/3, 2026-12-03, thanksgiving."""
        if self._word(at) in self.known.yesterday | self.known.last | self.known.weekdays.keys():
            return None
        found = self._reader().period(at)
        if found is None or found[0].relative or found[0].end - found[0].start != _DAY:
            return None
        return self._coming(found[0], found[1])

    def _coming(self, period: Period, taken: int) -> Read:
        if period.of_year is not None:
            period = calendar.following(period.of_year, self.today) or period
        return Read(period.start, period.end - _DAY, taken)

    def _ahead(self, number: int, unit: str | None, taken: int) -> Read | None:
        if unit is None or not 0 < number <= _MOST.get(unit, 0):
            return None
        step = {
            "day": relativedelta(days=number),
            "week": relativedelta(weeks=number),
            "month": relativedelta(months=number),
            "quarter": relativedelta(months=3 * number),
            "year": relativedelta(years=number),
        }
        return _one(self.today + step[unit], taken)

    def _reader(self) -> Reader:
        return Reader(self.words, self.today, self.known)

    def _word(self, at: int) -> str:
        return self.words[at] if at < len(self.words) else ""


def _one(day: date, taken: int) -> Read:
    return Read(day, day, taken)
