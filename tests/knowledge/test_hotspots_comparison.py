import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.hotspots.comparison import compare, may_split, percent, sentences

BEFORE = "the 90 days before"


def test_the_example_of_poisson_test_in_r_gives_its_published_values():
    """Breast cancer and fluoroscopy, Rothman & Greenland (1998): R prints 1.971488 and 0.07967."""
    result = compare(11, 6 + 8 + 7, days_now=800, days_before=1083 + 1050 + 878)

    assert result.ratio == pytest.approx(1.971488, abs=1e-6)
    assert result.p == pytest.approx(0.07967, abs=5e-6)
    assert result.direction == "up"


def test_five_against_none_is_one_in_sixteen_by_hand():
    """Of 32 equally likely ways, all five in the first window, or all five in the second."""
    assert compare(5, 0, days_now=90, days_before=90).p == pytest.approx(2 / 32)
    assert compare(5, 0, days_now=90, days_before=90).ratio is None


def test_nine_against_three_by_hand():
    """2 · (220 + 66 + 12 + 1) / 4096."""
    assert compare(9, 3, days_now=30, days_before=30).p == pytest.approx(598 / 4096)


def test_one_against_none_with_a_window_three_times_as_long_by_hand():
    """The one falls in the short window with chance 1/4, in the long one with 3/4."""
    assert compare(1, 0, days_now=30, days_before=90).p == pytest.approx(1 / 4)
    assert compare(0, 1, days_now=30, days_before=90).p == pytest.approx(1)


def test_equal_rates_are_the_same_and_certain():
    result = compare(10, 30, days_now=30, days_before=90)

    assert result.direction == "same"
    assert result.ratio == pytest.approx(1)
    assert result.p == pytest.approx(1)


def test_nothing_at_all_is_no_change():
    result = compare(0, 0, days_now=90, days_before=90)

    assert (result.direction, result.p) == ("same", 1.0)


def test_large_counts_stay_exact():
    """A city's million: two standard deviations are about 1 in 22."""
    result = compare(501_000, 499_000, days_now=365, days_before=365)

    assert result.p == pytest.approx(math.erfc(2 / math.sqrt(2)), rel=0.01)


@pytest.mark.parametrize("bad", [(-1, 0, 9, 9), (0, -1, 9, 9), (1, 1, 0, 9), (1, 1, 9, 0)])
def test_impossible_windows_are_refused(bad):
    now, before, days_now, days_before = bad
    with pytest.raises(ValueError, match="windows"):
        compare(now, before, days_now=days_now, days_before=days_before)


@given(st.integers(0, 200), st.integers(0, 200), st.integers(1, 400), st.integers(1, 400))
def test_swapping_the_windows_changes_the_direction_only(now, before, days, other):
    one = compare(now, before, days_now=days, days_before=other)
    two = compare(before, now, days_now=other, days_before=days)

    assert 0 <= one.p <= 1
    assert one.p == pytest.approx(two.p, rel=1e-6, abs=1e-300)
    assert {one.direction, two.direction} in ({"up", "down"}, {"same"})


def test_a_change_is_told_with_its_chance():
    told = sentences(compare(33, 25, days_now=90, days_before=90), before=BEFORE)

    assert told == (
        "33 against 25 in the 90 days before: 32 % more. A change this big or bigger turns up"
        " about one time in three even when nothing has changed."
    )


def test_unequal_windows_are_compared_by_the_day():
    told = sentences(compare(20, 120, days_now=90, days_before=365), before="the year before")

    assert "20 against 120 in the year before: 32 % fewer a day." in told


@pytest.mark.parametrize(("now", "before"), [(9, 30), (30, 9), (0, 50), (4, 0)])
def test_no_percentage_on_counts_under_ten(now, before):
    result = compare(now, before, days_now=90, days_before=90)

    assert percent(result) is None
    assert "%" not in sentences(result, before=BEFORE)


def test_ten_is_enough_for_a_percentage():
    assert percent(compare(15, 10, days_now=90, days_before=90)) == 50


def test_no_change_is_about_the_same():
    told = sentences(compare(40, 40, days_now=90, days_before=90), before=BEFORE)

    assert told.startswith("40 against 40 in the 90 days before: about the same.")
    assert "almost every time" in told


def test_none_in_both_windows_is_said_without_a_chance():
    told = sentences(compare(0, 0, days_now=90, days_before=90), before=BEFORE)

    assert told == "None, and none in the 90 days before."


@pytest.mark.parametrize(
    ("killed", "hurt", "split"),
    [
        *[(0, 2, False), (1, 1, False), (1, 9, False), (9, 2, False), (0, 0, False)],
        *[(0, 3, True), (3, 0, True), (3, 3, True)],
    ],
)
def test_fatal_and_nonfatal_are_not_split_under_three(killed, hurt, split):
    assert may_split(killed, hurt) is split
