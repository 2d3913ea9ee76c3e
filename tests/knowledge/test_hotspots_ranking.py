from datetime import date

import h3.api.basic_int as h3
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.hotspots import ranking
from knowledge.hotspots.ranking import HALF_LIFE, HALFWAY, month_of, neighbours, rank, rank_sums

MIDDLE = h3.latlng_to_cell(39.9526, -75.1652, 9)
CELLS = h3.grid_disk(MIDDLE, 3)
NEAR = neighbours(CELLS)
JUNE = 2025 * 12 + 5
AT = {cell: index for index, cell in enumerate(CELLS)}


def test_every_inner_cell_has_six_neighbours_and_the_rim_has_fewer():
    inside = NEAR.around < len(CELLS)

    assert inside[:, AT[MIDDLE]].all()
    assert {CELLS[i] for i in NEAR.around[:, AT[MIDDLE]]} == set(h3.grid_ring(MIDDLE, 1))
    assert inside[:, AT[h3.grid_ring(MIDDLE, 3)[0]]].sum() in {3, 4}


def test_a_pentagon_has_five_neighbours():
    pentagon = next(iter(h3.get_pentagons(9)))

    near = neighbours(h3.grid_disk(pentagon, 1))

    position = int(np.flatnonzero(near.cells == pentagon)[0])
    assert (near.around[:, position] < len(near.cells)).sum() == 5


def test_a_cell_given_twice_is_refused():
    with pytest.raises(ValueError, match="once"):
        neighbours([MIDDLE, MIDDLE])


def test_month_index_counts_from_year_zero():
    days = [date(1969, 12, 31), date(2000, 2, 29), date(2025, 6, 1)]

    months = month_of([day.toordinal() for day in days])

    assert months.tolist() == [1969 * 12 + 11, 2000 * 12 + 1, JUNE]


def test_an_incident_one_half_life_ago_counts_half():
    result = rank_sums([0, 1], [JUNE - HALF_LIFE, JUNE], [1, 1], neighbours(_apart()))

    assert result.score[0] == pytest.approx(0.5, abs=1e-6)
    assert result.score[1] == pytest.approx(1.0, abs=1e-6)
    assert result.rank.tolist()[:2] == [2, 1]


def test_one_incident_is_shared_around_by_hand():
    """Density 1, so half of the mean around: 1/6 beside, plus half of the ring pass again.

    The second pass gives the cell itself 6/72, each of the six beside 2/72.
    """
    result = rank([AT[MIDDLE]], [date(2025, 6, 30).toordinal()], NEAR)

    beside = [AT[cell] for cell in h3.grid_ring(MIDDLE, 1)]
    assert result.score[AT[MIDDLE]] == pytest.approx(1 + 1 / 2 * 6 / 72, abs=1e-6)
    assert result.score[beside] == pytest.approx(1 / 2 * (1 / 6 + 2 / 72), abs=1e-6)
    assert result.score.sum() == pytest.approx(1 + 1 / 2 * 1.5, abs=1e-5)


def test_less_is_borrowed_where_histories_are_dense():
    """With 9 in a cell, 1 / (9 + 1) = 1/10 of the mean around."""
    result = rank_sums([AT[MIDDLE]], [JUNE], [9], NEAR)

    beside = AT[h3.grid_ring(MIDDLE, 1)[0]]
    assert result.score[beside] / 9 == pytest.approx(1 / 10 * (1 / 6 + 2 / 72), abs=1e-6)


def test_incidents_outside_the_study_area_do_not_count():
    day = date(2025, 6, 30).toordinal()

    inside = rank([3, 3, 5], [day, day, day], NEAR)
    both = rank([3, -1, 3, 5, -1], [day] * 5, NEAR)

    assert inside.score.tolist() == both.score.tolist()


def test_without_incidents_cells_follow_their_numbers():
    result = rank([], [], NEAR)

    assert result.score.tolist() == [0.0] * len(CELLS)
    assert NEAR.cells[result.order].tolist() == sorted(CELLS)


def test_of_equal_scores_the_lower_cell_number_goes_first():
    few = neighbours(_apart())

    own = rank_sums([2, 1], [JUNE, JUNE], [1, 1], few)

    assert own.score[1] == own.score[2]
    assert few.cells[own.order[:2]].tolist() == sorted(few.cells[[1, 2]].tolist())


def test_of_equal_scores_own_incidents_go_before_borrowed_ones():
    order = ranking._ordered(np.array([5.0, 5, 9, 5]), np.array([1.0, 4, 0, 1]), np.array(range(4)))

    assert order.tolist() == [2, 1, 0, 3]


def test_a_cell_beyond_the_study_area_is_an_error():
    with pytest.raises(ValueError, match="beyond"):
        rank([len(CELLS)], [date(2025, 1, 1).toordinal()], NEAR)


def test_two_sentences_explain_it_and_name_its_half_life():
    assert ranking.HOW_IT_RANKS.count(". ") == 1
    assert "four years ago counts half" in ranking.HOW_IT_RANKS
    assert (HALF_LIFE, HALFWAY) == (48, 1)


incidents = st.lists(
    st.tuples(st.integers(-1, len(CELLS) - 1), st.integers(730_000, 740_000)), max_size=60
)


@given(incidents, st.randoms(use_true_random=False))
def test_the_order_of_incidents_does_not_matter(seen, random):
    shuffled = random.sample(seen, len(seen))

    one, other = _rank(seen), _rank(shuffled)

    assert one.order.tolist() == other.order.tolist()
    assert one.score.tolist() == other.score.tolist()


@given(incidents)
def test_sums_by_cell_and_month_rank_exactly_as_incidents_do(seen):
    sums: dict[tuple[int, int], int] = {}
    for cell, day in seen:
        key = (cell, int(month_of([day])[0]))
        sums[key] = sums.get(key, 0) + 1

    direct = _rank(seen)
    summed = rank_sums([c for c, _ in sums], [m for _, m in sums], list(sums.values()), NEAR)

    assert direct.order.tolist() == summed.order.tolist()
    assert direct.score.tolist() == summed.score.tolist()


@given(incidents)
def test_ranks_are_the_numbers_from_one_and_scores_fall_along_the_order(seen):
    result = _rank(seen)

    assert sorted(result.rank.tolist()) == list(range(1, len(CELLS) + 1))
    assert (np.diff(result.score[result.order]) <= 0).all()
    assert result.rank[result.order].tolist() == list(range(1, len(CELLS) + 1))


@given(incidents, st.integers(1, 20))
@settings(max_examples=50)
def test_a_later_day_of_asking_changes_nothing_and_a_shift_by_half_lives_neither(seen, times):
    months = month_of(np.array([day for _, day in seen], dtype=np.int64))
    cells = [cell for cell, _ in seen]

    once = rank_sums(cells, months, [1] * len(cells), NEAR)
    later = rank_sums(cells, months + times * HALF_LIFE, [1] * len(cells), NEAR)

    assert once.order.tolist() == later.order.tolist()
    assert once.score == pytest.approx(later.score)


@given(incidents, st.integers(0, len(CELLS) - 1), st.integers(730_000, 740_000))
def test_one_more_incident_never_lowers_its_cell(seen, cell, day):
    before, after = _rank(seen), _rank([*seen, (cell, day)])

    if any(inside >= 0 for inside, _ in seen):
        assert after.rank[cell] <= before.rank[cell]


def _rank(seen):
    return rank([cell for cell, _ in seen], [day for _, day in seen], NEAR)


def _apart():
    """Three cells that do not touch."""
    return [h3.latlng_to_cell(39.9 + step, -75.1, 9) for step in (0.0, 0.05, 0.1)]
