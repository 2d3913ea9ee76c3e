import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import UsageError
from knowledge.hotspots.asking import read
from knowledge.hotspots.snapshot import Wanted
from knowledge.hotspots.versus import Versus, overlap
from knowledge.windows import Window

#: A Sunday.
TODAY = date(2026, 11, 22)


def days(text):
    start, _, end = text.partition("/")
    return Window(date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("", "2026-08-24/2026-11-22"),
        ("90d", "2026-08-24/2026-11-22"),
        ("12w", "2026-08-30/2026-11-22"),
        ("12 weeks", "2026-08-30/2026-11-22"),
        ("past two weeks", "2026-11-08/2026-11-22"),
        ("a week", "2026-11-15/2026-11-22"),
        ("last couple of months", "2026-09-22/2026-11-22"),
        ("last 12 months", "2025-11-22/2026-11-22"),
        ("6mo", "2026-05-22/2026-11-22"),
        ("past year", "2025-11-22/2026-11-22"),
        ("2y", "2024-11-22/2026-11-22"),
        ("this year", "2026-01-01/2026-11-22"),
        ("ytd", "2026-01-01/2026-11-22"),
        ("year to date", "2026-01-01/2026-11-22"),
        ("last year", "2025-01-01/2026-01-01"),
        ("2024", "2024-01-01/2025-01-01"),
        ("this month", "2026-11-01/2026-11-22"),
        ("last month", "2026-10-01/2026-11-01"),
        ("this week", "2026-11-16/2026-11-22"),
        ("last week", "2026-11-09/2026-11-16"),
        ("last quarter", "2026-07-01/2026-10-01"),
        ("q3 2025", "2025-07-01/2025-10-01"),
        ("q4", "2026-10-01/2026-11-22"),
        ("yesterday", "2026-11-21/2026-11-22"),
        ("last weekend", "2026-11-14/2026-11-16"),
        ("this weekend", "2026-11-21/2026-11-22"),
        ("saturday", "2026-11-21/2026-11-22"),
        ("since monday", "2026-11-16/2026-11-22"),
        ("june 2025", "2025-06-01/2025-07-01"),
        ("2025-06", "2025-06-01/2025-07-01"),
        ("june", "2026-06-01/2026-07-01"),
        ("last june", "2026-06-01/2026-07-01"),
        ("december", "2025-12-01/2026-01-01"),
        ("june 1", "2026-06-01/2026-06-02"),
        ("June 1st, 2025", "2025-06-01/2025-06-02"),
        ("24 Aug 2025", "2025-08-24/2025-08-25"),
        ("6/1/25", "2025-06-01/2025-06-02"),
        ("2025-06-01..2025-09-01", "2025-06-01/2025-09-02"),
        ("2025-06-01 – 2025-08-31", "2025-06-01/2025-09-01"),
        ("from june 1 to aug 31", "2026-06-01/2026-09-01"),
        ("june 1 to aug 31 2025", "2025-06-01/2025-09-01"),
        ("nov 1 2025 to jan 31", "2025-11-01/2026-02-01"),
        ("june through august 2025", "2025-06-01/2025-09-01"),
        ("6/1 - 8/31", "2026-06-01/2026-09-01"),
        ("2023 to 2024", "2023-01-01/2025-01-01"),
        ("since 2025-01-01", "2025-01-01/2026-11-22"),
        ("from june 2025", "2025-06-01/2026-11-22"),
        ("after june 2025", "2025-07-01/2026-11-22"),
        ("nov 1 to dec 31", "2026-11-01/2026-11-22"),
        ("last summer", "2026-06-01/2026-09-01"),
        ("this past summer", "2026-06-01/2026-09-01"),
        ("summer 2025", "2025-06-01/2025-09-01"),
        ("last winter", "2025-12-01/2026-03-01"),
        ("labor day", "2026-09-07/2026-09-08"),
        ("since labor day", "2026-09-07/2026-11-22"),
        ("labor day weekend", "2026-09-05/2026-09-08"),
        ("thanksgiving weekend 2025", "2025-11-27/2025-12-01"),
        ("4th of july", "2026-07-04/2026-07-05"),
        ("juneteenth", "2026-06-19/2026-06-20"),
        ("new year’s eve", "2025-12-31/2026-01-01"),
        ("between memorial day and labor day", "2026-05-25/2026-09-08"),
        ("the last 90 days", "2026-08-24/2026-11-22"),
    ],
)
def test_window_is_read(text, window):
    asked = read(text, today=TODAY)

    assert asked.window == days(window)
    assert asked.place_text == ""


@pytest.mark.parametrize(
    ("text", "place", "wanted"),
    [
        ("kensington 90d", "kensington", Wanted.SHOOTINGS),
        ("90d kensington", "kensington", Wanted.SHOOTINGS),
        ("fatal Kensington last 12 months", "Kensington", Wanted.FATAL),
        ("fatal shootings in Kensington", "Kensington", Wanted.FATAL),
        ("nonfatal 30d", "", Wanted.NONFATAL),
        ("non-fatal shootings", "", Wanted.NONFATAL),
        ("non fatal", "", Wanted.NONFATAL),
        ("shots fired north philadelphia", "north philadelphia", Wanted.SHOTS_FIRED),
        ("homicides 2025", "", Wanted.HOMICIDES),
        ("all shootings", "", Wanted.SHOOTINGS),
        ("all", "", Wanted.SHOOTINGS),
        ("the whole city this year", "", Wanted.SHOOTINGS),
        ("north 90d philadelphia", "north philadelphia", Wanted.SHOOTINGS),
        ("Spring Garden summer 2025", "Spring Garden", Wanted.SHOOTINGS),
        ("12th district 6mo", "12th district", Wanted.SHOOTINGS),
        ("19134", "19134", Wanted.SHOOTINGS),
        ("City of Chester 2y", "City of Chester", Wanted.SHOOTINGS),
        ("what about all saints", "what about all saints", Wanted.SHOOTINGS),
    ],
)
def test_kind_and_place_are_read_in_any_order(text, place, wanted):
    asked = read(text, today=TODAY)

    assert (asked.place_text, asked.wanted) == (place, wanted)


@pytest.mark.parametrize(
    ("text", "how", "versus"),
    [
        ("90d", None, None),
        ("90d vs previous", Versus.BEFORE, "2026-05-26/2026-08-24"),
        ("90d vs the period before", Versus.BEFORE, "2026-05-26/2026-08-24"),
        ("90d vs last year", Versus.YEAR_BEFORE, "2025-08-24/2025-11-22"),
        ("vs. last year", Versus.YEAR_BEFORE, "2025-08-24/2025-11-22"),
        ("since labor day vs last year", Versus.YEAR_BEFORE, "2025-09-07/2025-11-22"),
        ("since labor day compared to last year", Versus.YEAR_BEFORE, "2025-09-07/2025-11-22"),
        ("2024 vs 2023", Versus.DATES, "2023-01-01/2024-01-01"),
        ("june 2025 against june 2024", Versus.DATES, "2024-06-01/2024-07-01"),
        ("30d vs previous 90 days", Versus.DATES, "2026-07-25/2026-10-23"),
    ],
)
def test_comparison_is_read(text, how, versus):
    asked = read(text, today=TODAY)

    assert asked.versus_as == how
    assert asked.versus == (versus and days(versus))


def test_part_of_a_period_is_never_set_against_a_whole_one():
    assert read("90d vs 2023", today=TODAY).versus == days("2023-08-24/2023-11-22")
    assert read("this month vs last month", today=TODAY).versus == days("2026-10-01/2026-10-22")
    assert read("this year vs 2025", today=TODAY).versus == days("2025-01-01/2025-11-22")


def test_only_what_counts_back_from_today_may_be_moved():
    assert read("90d", today=TODAY).relative
    assert read("", today=TODAY).relative
    assert not read("this year", today=TODAY).relative
    assert not read("since labor day", today=TODAY).relative
    assert not read("june 2025", today=TODAY).relative


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("today", "not over yet"),
        ("tomorrow", "not over yet"),
        ("next week", "not over yet"),
        ("2027", "not over yet"),
        ("since 2027-01-01", "not over yet"),
        ("2025-09-01..2025-06-01", "ends before it begins"),
        ("90d 30d", "two windows"),
        ("fatal nonfatal", "one kind"),
        ("homicides and shots fired", "one kind"),
        ("2025 vs", "what to compare with"),
        ("90d vs kensington", "what to compare with"),
        ("90d vs last year vs previous", "one other window"),
        ("3 years vs last year", "vs previous"),
        ("2025 vs june 2025", "share days"),
        ("word " * 41, "a lot of words"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_the_fix(text, says):
    with pytest.raises(UsageError, match=says) as refused:
        read(text, today=TODAY)

    assert "`" in str(refused.value), "no example that works"


def test_example_in_each_refusal_works():
    refused_texts = (
        "today",
        "90d 30d",
        "fatal nonfatal",
        "2025 vs",
        "2025 vs june 2025",
        "w " * 41,
    )
    for text in refused_texts:
        with pytest.raises(UsageError) as refused:
            read(text, today=TODAY)
        examples = re.findall(r"`([^`]+)`", str(refused.value))
        for example in examples:
            asked = read(example.removeprefix("/hotspots"), today=TODAY)
            assert asked.place_text == "", f"{example} names a place that may not exist"


VOCABULARY = """last past this next since from to between and vs compared 90d 12 weeks months year
    2024 2025 june 31 1st aug labor day weekend summer q3 yesterday fatal nonfatal shots fired
    all kensington north 6/1 13/45 2025-02-30 .. - previous before 99999999999 ٣ 0d 1y"""


@given(
    st.one_of(
        st.text(max_size=200),
        st.lists(st.sampled_from(VOCABULARY.split()), max_size=12).map(" ".join),
    )
)
def test_any_text_is_read_or_refused_and_no_day_to_come_ever_counts(text):
    try:
        asked = read(text, today=TODAY)
    except UsageError:
        return
    assert asked.window.end <= TODAY
    assert asked.versus is None or not overlap(asked.window, asked.versus)
    assert len(asked.place_text) <= len(text.replace("..", " .. ")) * 3


@given(st.dates(date(2021, 1, 1), date(2032, 12, 31)))
def test_every_day_of_the_calendar_can_be_today(today):
    for text in ("last year", "labor day weekend", "last month", "90d vs last year", "last winter"):
        assert read(text, today=today).window.end <= today
