"""Weekly opening hours as one value: when it is open, when it opens next, in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from knowledge.moments import clock as clock  # noqa: PLC0414 - known from here
from knowledge.words import _

DAY, WEEK = 1440, 7 * 1440
#: A half-open span ``[start, end)`` of a week. [minutes from Monday 00:00]
Span = tuple[int, int]
_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
ALWAYS: tuple[Span, ...] = ((0, WEEK),)


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours of a week in local time.

    Attributes
    ----------
    spans
        Half-open, apart and in order; ``0 <= start < WEEK``. Only the last may reach into
        the next week. Build them with ``merged``.
    appointment
        The days on which somebody may come by appointment, at other times or only so;
        0 is Monday.
    """

    spans: tuple[Span, ...] = ()
    appointment: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        """Refuse spans or days that are not in their one form."""
        if merged(self.spans) != self.spans:
            raise ValueError("spans are apart, in order and within a week")
        if tuple(sorted(set(self.appointment) & set(range(7)))) != self.appointment:
            raise ValueError("days are 0 to 6, in order")

    @property
    def always(self) -> bool:
        """Whether it never closes."""
        return self.spans == ALWAYS

    def open_at(self, moment: datetime) -> bool:
        """Tell whether it is open at a local moment; appointments do not count."""
        return self.open_in(minute_of_week(moment))

    def open_in(self, minute: int) -> bool:
        """Tell whether it is open in a minute of the week, counted from Monday 00:00."""
        for start, end in self.spans:  # noqa: SIM110 - twice as fast, for thousands a search
            if start <= minute < end or minute + WEEK < end:
                return True
        return False

    def closes_at(self, moment: datetime) -> datetime | None:
        """Return when it closes; None when it is closed at ``moment``, or never closes."""
        minute = minute_of_week(moment)
        end = self._closing(minute)
        return None if end is None or self.always else _later(moment, end - minute)

    def opens_next(self, moment: datetime) -> datetime | None:
        """Return the first local moment after ``moment`` at which it opens, None if never."""
        if not self.spans or self.always:
            return None
        minute = minute_of_week(moment)
        return _later(moment, min((start - minute - 1) % WEEK + 1 for start, _end in self.spans))

    def packed(self) -> dict[str, list[list[int]] | list[int]]:
        """Return the hours as plain lists, ready for JSON."""
        return {"spans": [list(span) for span in self.spans], "appointment": [*self.appointment]}

    @classmethod
    def unpacked(cls, packed: Mapping[str, Sequence[Sequence[int]] | Sequence[int]]) -> "Hours":
        """Return the hours that ``packed`` gave.

        Raises
        ------
        ValueError
            When they are not in that form.
        """
        spans = tuple((int(start), int(end)) for start, end in packed["spans"])  # type: ignore[misc]
        return cls(spans, tuple(int(day) for day in packed["appointment"]))  # type: ignore[arg-type]

    def told(self) -> str:
        """Return the hours in the words in which they are always shown; ``read`` takes them."""
        if self.always:
            return "; ".join([_("24/7"), *self._appointments()])
        by_day = {day: _pieces(self.spans, day) for day in range(7)}
        clauses = [
            f"{_days(days)} {', '.join(_piece(*piece) for piece in pieces)}"
            for pieces, days in _grouped(by_day)
        ]
        return "; ".join([*clauses, *self._appointments()]) or _("closed")

    def _appointments(self) -> list[str]:
        if not self.appointment:
            return []
        if len(self.appointment) == 7:
            return [_("by appointment")]
        return [_("{days} by appointment").format(days=_days(self.appointment))]

    def _closing(self, minute: int) -> int | None:
        ends = (
            end - ahead
            for start, end in self.spans
            for ahead in (0, WEEK)
            if start <= minute + ahead < end
        )
        return next(ends, None)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the same minutes of the week as spans in their one form.

    Raises
    ------
    ValueError
        When a span is empty, longer than a week, or begins outside of it.
    """
    out: list[Span] = []
    for start, end in sorted(spans):
        if not 0 <= start < WEEK or not start < end <= start + WEEK:
            raise ValueError("a span begins within the week and ends after it begins")
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return _round_the_corner(out)


def _round_the_corner(spans: list[Span]) -> tuple[Span, ...]:
    """Join what reaches past Sunday to what begins on Monday."""
    while len(spans) > 1 and spans[0][0] <= spans[-1][1] - WEEK:
        first = spans.pop(0)
        start, end = spans[-1]
        spans[-1] = (start, max(end, first[1] + WEEK))
    whole = len(spans) == 1 and spans[0][1] - spans[0][0] >= WEEK
    return ALWAYS if whole else tuple(spans)


def minute_of_week(moment: datetime) -> int:
    """Return the minute of the week of a local moment, from Monday 00:00."""
    return moment.weekday() * DAY + moment.hour * 60 + moment.minute


def _later(moment: datetime, minutes: int) -> datetime:
    """Return the clock's reading so many minutes on, whatever summer time does between."""
    return moment.replace(second=0, microsecond=0, fold=0) + timedelta(minutes=minutes)


def _pieces(spans: Sequence[Span], day: int) -> tuple[Span, ...]:
    """Return what begins on a day; a span of a day or more is cut at each midnight."""
    out = []
    for start, end in spans:
        if end - start < DAY:
            if start // DAY == day:
                out.append((start - day * DAY, end - day * DAY))
            continue
        for ahead in (day * DAY, day * DAY + WEEK):
            begins, ends = max(start, ahead), min(end, ahead + DAY)
            if begins < ends:
                out.append((begins - ahead, ends - ahead))
    return tuple(sorted(out))


def _grouped(
    by_day: Mapping[int, tuple[Span, ...]],
) -> list[tuple[tuple[Span, ...], tuple[int, ...]]]:
    groups: dict[tuple[Span, ...], list[int]] = {}
    for day, pieces in by_day.items():
        if pieces:
            groups.setdefault(pieces, []).append(day)
    return [(pieces, tuple(days)) for pieces, days in groups.items()]


def _days(days: Sequence[int]) -> str:
    """Return days as "Mon–Fri" or "Mon, Wed"."""
    if len(days) == 7:
        return _("Every day")
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(
        _(_NAMES[run[0]]) if len(run) == 1 else f"{_(_NAMES[run[0]])}–{_(_NAMES[run[-1]])}"
        for run in runs
    )


def _piece(start: int, end: int) -> str:
    return _("24 hours") if end - start == DAY else f"{clock(start)}–{clock(end)}"
