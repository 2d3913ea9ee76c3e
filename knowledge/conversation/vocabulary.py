"""The words of a language that tell of days; another language is another table."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words for days, all in lower case.

    Attributes
    ----------
    last, this
        "last", "past", "previous"; "this", "current".
    rolling
        Those of ``last`` that count back from today even without a number ("past year").
    units
        Word to one of day, week, weekend, month, quarter, year.
    short
        What may follow a number directly, as in 90d: word to unit.
    numbers, months, weekdays, seasons
        Word to number; months from 1, weekdays from 0 (Monday), seasons by first month.
    holidays
        Words to a key of ``knowledge.conversation.calendar``.
    since, after, opening, joining, of, yesterday, today, tomorrow, next, to_date
        The little words of ranges; ``to_date`` are phrases for this year until now.
    """

    last: frozenset[str]
    this: frozenset[str]
    rolling: frozenset[str]
    units: Mapping[str, str]
    short: Mapping[str, str]
    numbers: Mapping[str, int]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    seasons: Mapping[str, int]
    holidays: Mapping[tuple[str, ...], str]
    since: frozenset[str]
    after: frozenset[str]
    opening: frozenset[str]
    joining: frozenset[str]
    of: frozenset[str]
    yesterday: frozenset[str]
    today: frozenset[str]
    tomorrow: frozenset[str]
    next: frozenset[str]
    to_date: frozenset[tuple[str, ...]]


_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBERS = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_UNITS = ("day", "week", "weekend", "month", "quarter", "year")

ENGLISH = Vocabulary(
    last=frozenset({"last", "past", "previous", "prior"}),
    this=frozenset({"this", "current"}),
    rolling=frozenset({"past"}),
    units={word: unit for unit in _UNITS for word in (unit, f"{unit}s")}
    | {"wk": "week", "wks": "week", "mo": "month", "mos": "month", "yr": "year", "yrs": "year"},
    short={
        word: unit
        for unit in ("day", "week", "month", "quarter", "year")
        for word in (unit, f"{unit}s", unit[0])
    }
    | {"wk": "week", "wks": "week", "mo": "month", "mos": "month", "yr": "year", "yrs": "year"},
    numbers={word: number for number, word in enumerate(_NUMBERS, 1)}
    | {"a": 1, "couple": 2, "eighteen": 18, "thirty": 30, "sixty": 60, "ninety": 90},
    months={word: number for number, word in enumerate(_MONTHS, 1)}
    | {word[:3]: number for number, word in enumerate(_MONTHS, 1)}
    | {"sept": 9},
    weekdays={word: number for number, word in enumerate(_WEEKDAYS)},
    seasons={"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12},
    holidays={
        ("new", "year's", "day"): "new_year",
        ("new", "years", "day"): "new_year",
        ("mlk", "day"): "king",
        ("martin", "luther", "king", "day"): "king",
        ("presidents", "day"): "washington",
        ("president's", "day"): "washington",
        ("presidents'", "day"): "washington",
        ("easter",): "easter",
        ("mother's", "day"): "mothers",
        ("mothers", "day"): "mothers",
        ("memorial", "day"): "memorial",
        ("juneteenth",): "juneteenth",
        ("father's", "day"): "fathers",
        ("fathers", "day"): "fathers",
        ("independence", "day"): "independence",
        ("fourth", "of", "july"): "independence",
        ("4th", "of", "july"): "independence",
        ("labor", "day"): "labor",
        ("labour", "day"): "labor",
        ("columbus", "day"): "columbus",
        ("indigenous", "peoples", "day"): "columbus",
        ("indigenous", "peoples'", "day"): "columbus",
        ("halloween",): "halloween",
        ("veterans", "day"): "veterans",
        ("thanksgiving",): "thanksgiving",
        ("thanksgiving", "day"): "thanksgiving",
        ("christmas",): "christmas",
        ("christmas", "day"): "christmas",
        ("christmas", "eve"): "christmas_eve",
        ("new", "year's", "eve"): "new_years_eve",
        ("new", "years", "eve"): "new_years_eve",
    },
    since=frozenset({"since"}),
    after=frozenset({"after"}),
    opening=frozenset({"from", "between"}),
    joining=frozenset({"to", "through", "thru", "until", "till", "and", "..", "-", "–", "—"}),
    of=frozenset({"of"}),
    yesterday=frozenset({"yesterday"}),
    today=frozenset({"today", "tonight"}),
    tomorrow=frozenset({"tomorrow"}),
    next=frozenset({"next", "coming"}),
    to_date=frozenset({("ytd",), ("year", "to", "date")}),
)
