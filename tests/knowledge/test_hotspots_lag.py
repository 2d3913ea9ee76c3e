from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.hotspots.lag import Lag, complete_through, learn


def test_after_one_import_one_day_is_assumed_and_flagged():
    assert learn([], imports=1) == Lag(days=1, learned=False)


def test_when_nothing_came_late_only_the_last_day_is_incomplete():
    assert learn([], imports=2) == Lag(days=1, learned=True)


def test_late_incidents_of_the_last_day_cost_that_day_only():
    assert learn([0, 0, 0], imports=2) == Lag(days=1, learned=True)


def test_the_lag_is_the_ninety_fifth_percentile_by_hand():
    """Of 0 … 19 days before, the 19th of 20 is 18 days, so 19 days were not complete."""
    assert learn(range(20), imports=3) == Lag(days=19, learned=True)


def test_one_straggler_among_many_does_not_set_the_lag():
    assert learn([2] * 99 + [300], imports=5).days == 3


def test_older_files_filled_in_later_say_nothing_of_the_lag():
    assert learn([1, 1, 2, *range(365, 3000)], imports=2).days == 3


def test_an_incident_after_the_last_day_was_not_late():
    with pytest.raises(ValueError, match="late"):
        learn([3, -1], imports=2)


def test_data_is_complete_through_the_last_day_less_the_lag():
    assert complete_through(date(2025, 3, 1), Lag(days=1, learned=False)) == date(2025, 2, 28)
    assert complete_through(date(2025, 12, 31), Lag(days=14, learned=True)) == date(2025, 12, 17)


@given(st.lists(st.integers(0, 364), min_size=1), st.integers(2, 9))
def test_the_lag_covers_at_least_95_percent_of_late_incidents(late, imports):
    lag = learn(late, imports=imports).days

    covered = sum(days < lag for days in late)
    assert covered >= 0.95 * len(late)
    assert lag >= 1
