from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.hotspots.widen import Widened, widen

SINCE, UNTIL = date(2025, 3, 1), date(2025, 5, 30)


def counter(*days):
    return lambda since: sum(since <= day < UNTIL for day in days)


def test_ten_incidents_are_enough():
    kept = widen(SINCE, UNTIL, counter(*[date(2025, 4, 1)] * 10))

    assert kept == Widened(SINCE, UNTIL, 10, None)


def test_under_ten_the_shortest_window_that_has_ten_is_taken():
    days = [date(2025, 4, 1)] * 9 + [date(2023, 1, 1)]

    assert widen(SINCE, UNTIL, counter(*days)) == Widened(date(2022, 5, 30), UNTIL, 10, 3)


def test_one_year_is_tried_first_and_begins_with_its_first_day():
    days = [date(2024, 5, 30)] * 10

    assert widen(SINCE, UNTIL, counter(*days)) == Widened(date(2024, 5, 30), UNTIL, 10, 1)


def test_without_enough_in_any_the_longest_is_taken():
    assert widen(SINCE, UNTIL, counter()) == Widened(date(2020, 5, 30), UNTIL, 0, 5)


def test_a_longer_window_is_never_shortened():
    two_years, ten_years = date(2023, 5, 30), date(2015, 5, 30)

    assert widen(two_years, UNTIL, counter()).years == 5
    assert widen(ten_years, UNTIL, counter()) == Widened(ten_years, UNTIL, 0, None)


def test_a_window_that_ends_on_a_leap_day_widens_to_the_day_before_march():
    widened = widen(date(2024, 2, 1), date(2024, 2, 29), lambda _since: 0)

    assert widened.since == date(2019, 2, 28)


def test_counting_stops_as_soon_as_there_is_enough():
    asked = []

    def count(since):
        asked.append(since)
        return 10

    widen(SINCE, UNTIL, count)
    assert asked == [SINCE]


def test_an_empty_window_is_refused():
    with pytest.raises(ValueError, match="ends after"):
        widen(UNTIL, UNTIL, counter())


@given(st.lists(st.dates(date(2015, 1, 1), date(2025, 5, 29)), max_size=30))
def test_widening_never_loses_an_incident(days):
    widened = widen(SINCE, UNTIL, counter(*days))

    assert widened.incidents == counter(*days)(widened.since)
    assert widened.incidents >= min(10, counter(*days)(date(2020, 5, 30)))
