import json
from datetime import date

import h3.api.basic_int as h3
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.hotspots.backtest import OURS, backtest, caught, paired
from knowledge.hotspots.origins import HORIZON, cuts_between, quarters, split
from knowledge.hotspots.ranking import neighbours
from knowledge.hotspots.references import METHODS

NEAR = neighbours(h3.grid_disk(h3.latlng_to_cell(39.95, -75.16, 9), 5))
CELLS = len(NEAR.cells)
CUTS = quarters(date(2021, 1, 1), date(2022, 10, 1))


def day(*parts):
    return date(*parts).toordinal()


def concentrated(seed=1, incidents=2000):
    """A city where one cell in ten carries most; some incidents lie outside."""
    random = np.random.default_rng(seed)
    weight = np.where(np.arange(CELLS) % 10 == 0, 30.0, 1.0)
    cells = random.choice(CELLS, incidents, p=weight / weight.sum())
    cells[:25] = -1
    return cells, random.integers(day(2019, 1, 1), day(2023, 1, 1), incidents)


def test_the_28_quarters_of_philadelphia_can_be_said():
    named = quarters(date(2019, 1, 1), date(2025, 10, 1))

    assert len(named) == 28
    assert named == cuts_between(date(2015, 1, 1), date(2026, 1, 1))
    assert (named[0], named[-1]) == (date(2019, 1, 1), date(2025, 10, 1))


def test_quarters_begin_inside_the_range_that_was_given():
    assert quarters(date(2024, 1, 2), date(2024, 9, 30)) == (date(2024, 4, 1), date(2024, 7, 1))


def test_a_cut_needs_ninety_days_after_it():
    assert cuts_between(date(2015, 1, 1), date(2025, 12, 30))[-1] == date(2025, 10, 1)
    assert cuts_between(date(2015, 1, 1), date(2025, 12, 29))[-1] == date(2025, 7, 1)


def test_with_little_data_training_shrinks_to_a_year_at_least():
    assert cuts_between(date(2020, 1, 1), date(2024, 1, 1))[0] == date(2022, 1, 1)
    assert cuts_between(date(2020, 1, 1), date(2020, 12, 1)) == ()


def test_a_cut_sees_what_was_before_it_and_is_scored_on_ninety_days_from_it():
    cut = day(2024, 4, 1)
    days = [cut - 1, cut, cut + HORIZON - 1, cut + HORIZON, cut - 400]

    (origin,) = split([1, 2, 2, 3, -1], days, 5, [date(2024, 4, 1)])

    assert origin.cell_index.tolist() == [1]
    assert origin.day.tolist() == [cut - 1]
    assert origin.after.tolist() == [0, 0, 2, 0, 0]


def test_tied_cells_share_what_is_left_by_hand():
    """One cell above, then two of four tied cells: half of their six incidents."""
    score = np.array([9.0, 5, 5, 5, 5, 1])
    after = np.array([2.0, 6, 0, 0, 0, 7])

    assert caught(score, after, 3) == pytest.approx(2 + 6 * 2 / 4)
    assert caught(score, after, 1) == pytest.approx(2)
    assert caught(score, after, 6) == pytest.approx(15)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 9)), min_size=1), st.data())
def test_no_method_catches_more_than_the_best_cells_have(cells, data):
    score, after = (np.array(column, dtype=float) for column in zip(*cells, strict=True))
    marked = data.draw(st.integers(1, len(cells)))

    best = np.sort(after)[::-1][:marked].sum()
    assert caught(after, after, marked) == pytest.approx(best)
    assert 0 <= caught(score, after, marked) <= best + 1e-9


def test_rates_by_hand_on_one_cut():
    """91 cells: the top 1 % is one cell, 2 % two, 5 % five. Four of ten fall on the first."""
    before, after = day(2024, 1, 5), day(2024, 4, 5)
    cells = [7] * 5 + [7] * 4 + list(range(30, 36))
    days = [before] * 5 + [after] * 10

    result = backtest(cells, days, NEAR, [date(2024, 4, 1)])

    ours = result.methods[OURS]
    assert ours.hit[0] == pytest.approx(0.4)
    assert ours.pai[0] == pytest.approx(0.4 / (1 / 91))
    assert ours.pei[0] == pytest.approx(1)
    assert ours.pei[1] == pytest.approx(4 / 5)
    assert result.tested == 10
    assert result.methods["count, last 90 days"].hit[1] == pytest.approx(0.4 + 0.6 * 1 / 90)


def test_every_reference_is_scored_and_compared_and_the_json_is_plain():
    cells, days = concentrated()
    result = backtest(cells, days, NEAR, CUTS)
    plain = json.loads(json.dumps(result.as_json()))

    assert set(plain["methods"]) == {OURS, *METHODS}
    assert set(plain["paired"]) == set(METHODS)
    assert len(METHODS) == 13
    assert plain["cells"] == CELLS
    assert plain["outside"] == 25
    assert plain["cuts"][0] == "2021-01-01"
    for name, one in plain["paired"].items():
        ours, other = plain["methods"][OURS]["hit"], plain["methods"][name]["hit"]
        assert one["difference"] == pytest.approx(np.subtract(ours, other))
        assert all(np.less_equal(one["low"], one["difference"]))
        assert all(np.less_equal(one["difference"], one["high"]))
        assert all(np.isfinite(plain["methods"][name]["pei"]))


def test_incidents_outside_the_study_area_count_on_neither_side():
    cells, days = concentrated()
    inside = cells >= 0

    everything = backtest(cells, days, NEAR, CUTS)
    without = backtest(cells[inside], days[inside], NEAR, CUTS)

    assert everything.methods == without.methods
    assert without.outside == 0


def test_what_happens_after_the_test_window_changes_nothing():
    cells, days = concentrated()
    last = CUTS[-1].toordinal() + HORIZON
    known = days < last

    assert (
        backtest(cells, days, NEAR, CUTS).methods
        == backtest(cells[known], days[known], NEAR, CUTS).methods
    )


def test_the_same_seed_gives_the_same_interval_and_another_a_close_one():
    more, total = np.array([[3.0], [1], [-2], [4], [0], [2]]), np.full(6, 20.0)

    one, again, other = (paired(more, total, seed=seed) for seed in (1, 1, 2))

    assert one == again
    assert one.low == pytest.approx(other.low, abs=0.01)
    assert one.difference[0] == pytest.approx(8 / 120)


def test_equal_cuts_leave_no_room_for_doubt():
    result = paired(np.full((8, 1), 2.0), np.full(8, 10.0))

    assert (result.low, result.difference, result.high) == ((0.2,), (0.2,), (0.2,))


def test_without_any_incident_to_score_there_is_no_result():
    with pytest.raises(ValueError, match="no incident"):
        backtest([1], [day(2015, 1, 1)], NEAR, CUTS)
