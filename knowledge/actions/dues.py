"""Read the day something is due: "friday", "3 dec", "in two weeks"; always the coming one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from knowledge.conversation import calendar
from knowledge.conversation.days import Reader
from knowledge.conversation.vocabulary import ENGLISH, Vocabulary

_DAY = timedelta(days=1)
_COMPACT = re.compile(r"(\d{1,3})([a-z]+)")
_NUMBER = re.compile(r"\d{1,3}")
#: How far ahead "in N units" reaches: five years.
_MOST = {"day": 1_830, "week": 260, "month": 60, "quarter": 20, "year": 5}
_LETTERS = 3

#: A day and how many words it took.
Read = tuple[date, int]


@dataclass(frozen=True, slots=True)
class Dues:
    """Reads days to come from words in lower case, as of one local day.

    A weekday is the coming one, never today; "next friday" is in the week after this one,
    which ends on Sunday. A stretch of days is due on its last.
    """

    words: Sequence[str]
    today: date
    known: Vocabulary = ENGLISH

    def day(self, at: int) -> Read | None:
        """Read a day that words name by itself: a weekday, a date, a holiday, tomorrow."""
        ways = (self._near, self._next, self._weekday, self._end, self._dated)
        return next((found for way in ways if (found := way(at)) is not None), None)

    def stretch(self, at: int) -> Read | None:
        """Read a month or a year, due on its last day; only after a word such as "by"."""
        found = self._reader().period(at)
        if found is None or found[0].relative:
            return None
        period = found[0]
        if period.of_year is not None:
            period = calendar.following(period.of_year, self.today) or period
        return period.end - _DAY, found[1]

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
        if word in self.known.today | self.known.tomorrow:
            return self.today + int(word in self.known.tomorrow) * _DAY, 1
        return None

    def _next(self, at: int) -> Read | None:
        """Read next week, this month, next friday, this friday."""
        word, second = self._word(at), self._word(at + 1)
        later = word in self.known.next
        if not later and word not in self.known.this:
            return None
        unit = self.known.units.get(second)
        if unit:
            return calendar.unit_around(self.today, unit, -int(later)).end - _DAY, 2
        found = self._weekday(at + 1)
        if found is None:
            return None
        sunday = calendar.unit_around(self.today, "week", 0).end - _DAY
        day = found[0] + 7 * _DAY if later and found[0] <= sunday else found[0]
        return day, 2

    def _weekday(self, at: int) -> Read | None:
        word = self._word(at)
        numbers = self.known.weekdays
        short = {name[:_LETTERS]: number for name, number in numbers.items()}
        number = numbers.get(word, short.get(word))
        if number is None:
            return None
        dated = self.day(at + 1) if self._word(at + 1)[:1].isdigit() else None
        if dated is not None:
            return dated[0], dated[1] + 1
        return self.today + ((number - self.today.weekday() - 1) % 7 + 1) * _DAY, 1

    def _end(self, at: int) -> Read | None:
        """Read end of the week, end of month, end of day."""
        if self._word(at) != "end" or self._word(at + 1) not in self.known.of:
            return None
        skip = 2 + int(self._word(at + 2) in self.known.this | {"the"})
        unit = self.known.units.get(self._word(at + skip))
        if unit is None:
            return None
        return calendar.unit_around(self.today, unit, 0).end - _DAY, skip + 1

    def _dated(self, at: int) -> Read | None:
        """Read 3 dec, december 3rd, 12/3, 2026-12-03, thanksgiving."""
        found = self._reader().period(at)
        if found is None or found[0].relative or found[0].end - found[0].start != _DAY:
            return None
        period, taken = found
        if self._word(at) in self.known.yesterday | self.known.last:
            return None
        if period.of_year is not None:
            period = calendar.following(period.of_year, self.today) or period
        return period.start, taken

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
        return self.today + step[unit], taken

    def _reader(self) -> Reader:
        return Reader(self.words, self.today, self.known)

    def _word(self, at: int) -> str:
        return self.words[at] if at < len(self.words) else ""
