"""Opening hours as people write them, in English and in Spanish."""

import re
import unicodedata
from dataclasses import dataclass, field

from knowledge.errors import UsageError
from knowledge.partners.clocks import Clock, clock, span
from knowledge.partners.hours import DAY, WEEK, Hours, merged
from knowledge.partners.weekdays import PHRASES, days, run
from knowledge.words import _

_LONGEST = 1000
_WEEK = tuple(range(7))
_MARKS = (
    *PHRASES,
    (re.compile(r"\b24 ?/ ?7\b"), " sevendays allday "),
    (re.compile(r"\b24 ?-?(?:hours?|hrs?|h|horas)\b(?: (?:a|per) day| al dia)?"), " allday "),
    (re.compile(r"\balways\b|\ball day\b|\bround the clock\b"), " allday "),
    (re.compile(r"\bsiempre\b|\btodo el dia\b"), " allday "),
    (re.compile(r"\b(?:and |or )?(?:only )?by appointments?(?: only)?\b"), " appointment "),
    (re.compile(r"\b(?:solo |y )?(?:con|por|previa) (?:previa )?cita(?: previa)?\b"),
     " appointment "),
    (re.compile(r"\bde la manana\b|\bin the morning\b|\ba ?\. ?m\b\.?"), " am "),
    (re.compile(r"\bde la (?:tarde|noche)\b|\bin the (?:afternoon|evening)\b|\bp ?\. ?m\b\.?"),
     " pm "),
    (re.compile(r"(?<=\d) *(am|pm)\b"), r"\1 "),
    (re.compile(r"\b(?:closed|cerrado|cerrada)\b"), " closed "),
    (re.compile(r"\b(?:except(?: for)?|but not|excepto|menos|salvo)\b"), " closed "),
    (re.compile(r"(\d(?:h|[ap]m?)?|mediodia|medianoche) +a(?= *(?:las? +)?(?:\d|medi[oa]))"),
     r"\1 - "),
    (re.compile(r"\b([a-z]+) a (?=[a-z])"), r"\1 - "),
    (re.compile(r"\b(?:to|until|till?|through|thru|hasta)\b|[–—−‒~]|-"), " - "),
    (re.compile(r"[;\n|]"), " ; "),
    (re.compile(r"[,&+/]|\band\b|\by\b"), " , "),
)  # fmt: skip
_LITTLE = frozenset(
    {
        *("from", "on", "at", "open", "hours", "hrs", "hour", "the", "are", "we", "hs"),
        *("every", "each", "cada", "h"),
        *("de", "del", "los", "las", "la", "el", "abierto", "abierta", "horas", "horario"),
    }
)


def read(text: str) -> Hours:
    """Read weekly hours such as "Mon-Fri 9-5; Sat 10am-2pm", "24/7" or "by appointment".

    Raises
    ------
    UsageError
        When they cannot be understood; the message shows how to write them.
    """
    words = _words(text)
    if not words or len(text) > _LONGEST:
        raise _unread()
    reading = _Reading(words)
    while reading.at < len(words):
        _take(reading)
    reading.close()
    return reading.hours()


def _words(text: str) -> list[str]:
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    for pattern, mark in _MARKS:
        plain = pattern.sub(mark, plain)
    words = (word.strip(".:()[]") for word in plain.split())
    return [word for word in words if word and word not in _LITTLE]


@dataclass(slots=True)
class _Reading:
    """What has been read: of the clause at hand, and of the week."""

    words: list[str]
    at: int = 0
    days: tuple[int, ...] = ()
    spans: list[tuple[int, int]] = field(default_factory=list)
    mark: str = ""
    week: list[tuple[int, int, int]] = field(default_factory=list)
    appointment: set[int] = field(default_factory=set)
    closed: set[int] = field(default_factory=set)

    def word(self, ahead: int = 0) -> str:
        """Return the word so far ahead, "" past the end."""
        return self.words[self.at + ahead] if self.at + ahead < len(self.words) else ""

    @property
    def said(self) -> bool:
        """Whether the clause has something to say of its days."""
        return bool(self.spans or self.mark)

    def close(self) -> None:
        """Put the clause into the week."""
        usual = bool(self.mark) or self.spans == [(0, DAY)]
        meant = self.days or (_WEEK if usual else ())
        if not meant and self.spans:
            raise UsageError(_("On which days? Write them first: `Mon-Fri 9-5`, or `daily 9-5`."))
        if self.days and not self.said:
            raise UsageError(_("From when to when? Write the times: `Mon-Fri 9-5`."))
        self.week += [(day, start, end) for day in meant for start, end in self.spans]
        if self.mark == "appointment":
            self.appointment |= set(meant)
        elif self.mark == "closed":
            self.closed |= set(meant)
        self.days, self.spans, self.mark = (), [], ""

    def hours(self) -> Hours:
        """Return the week; days that are closed stay so whatever was said of every day."""
        if not self.week and not self.appointment and len(self.closed) < len(_WEEK):
            raise UsageError(_("When is it open on the other days? Try `daily 9-5, closed Mon`."))
        spans = [
            (day * DAY + start, day * DAY + end)
            for day, start, end in self.week
            if day not in self.closed
        ]
        within = [(start % WEEK, end - start + start % WEEK) for start, end in spans]
        return Hours(merged(within), tuple(sorted(self.appointment - self.closed)))


def _take(reading: _Reading) -> None:
    """Take in the next days, times or mark."""
    word = reading.word()
    if word == ";":
        reading.close()
        reading.at += 1
    elif word == ",":
        reading.at += 1
    elif days(word) is not None:
        _take_days(reading)
    elif word == "allday":
        _say(reading, 0, DAY)
        reading.at += 1
    elif word in ("appointment", "closed"):
        _take_mark(reading, word)
    else:
        _take_times(reading)


def _take_days(reading: _Reading) -> None:
    """Take a list of days; they belong to what was said before them where that had none."""
    before = reading.said and not reading.days
    if reading.said and not before:
        reading.close()
    named = _day_list(reading)
    of_next = named[-1:] if before and len(named) > 1 and clock(reading.word()) else []
    of_this = named[: len(named) - len(of_next)]
    reading.days = tuple(dict.fromkeys((*reading.days, *(day for each in of_this for day in each))))
    if before:
        reading.close()
    if of_next:
        reading.days = of_next[0]


def _day_list(reading: _Reading) -> list[tuple[int, ...]]:
    """Take "Mon-Wed, Fri", one entry for each part of the list."""
    named: list[tuple[int, ...]] = []
    while (part := days(reading.word())) is not None:
        reading.at += 1
        last = days(reading.word(1)) if reading.word() == "-" else None
        if last is not None:
            part = run(part[0], last[-1])
            reading.at += 2
        named.append(part)
        if reading.word() == "," and days(reading.word(1)) is not None:
            reading.at += 1
    return named


def _take_mark(reading: _Reading, word: str) -> None:
    """Take "closed" or "by appointment", of the days before it or of those after."""
    if reading.spans and (word == "closed" or days(reading.word(1)) is not None):
        reading.close()
    if reading.mark:
        raise _unread()
    reading.mark = word
    reading.at += 1


def _take_times(reading: _Reading) -> None:
    start = _clock(reading)
    if start is None or reading.word() != "-":
        raise _unread()
    reading.at += 1
    end = _clock(reading)
    if end is None:
        raise _unread()
    _say(reading, *span(start, end))


def _say(reading: _Reading, start: int, end: int) -> None:
    if reading.mark == "closed":
        raise _unread()
    reading.spans.append((start, end))


def _clock(reading: _Reading) -> Clock | None:
    found = clock(reading.word())
    reading.at += 1
    return found


def _unread() -> UsageError:
    return UsageError(
        _(
            "I could not read those hours. Write them like `Mon-Fri 9-5; Sat 10am-2pm`, "
            "`24/7`, `by appointment` or `closed`. Leave out holidays and what is not every week."
        )
    )
