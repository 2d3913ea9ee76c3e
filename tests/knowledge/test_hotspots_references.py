import math

import h3.api.basic_int as h3
import numpy as np
import pytest

from knowledge.hotspots.references import (
    METHODS,
    History,
    area_of,
    counts,
    getis_ord,
    kernel_density,
    recent,
    shrunk,
)

MIDDLE = h3.latlng_to_cell(39.9526, -75.1652, 9)
CELLS = np.array(h3.grid_disk(MIDDLE, 4), dtype=np.int64)
AREA = area_of(CELLS)
AT = {cell: index for index, cell in enumerate(CELLS.tolist())}
HERE = AT[MIDDLE]
BESIDE = [AT[cell] for cell in h3.grid_ring(MIDDLE, 1)]


def one_at(cell):
    values = np.zeros(len(CELLS))
    values[cell] = 1
    return values


def test_cells_within_400_metres_are_the_six_around_and_the_cell_itself():
    members = AREA.near.column[AREA.near.row == HERE]

    assert set(members.tolist()) == {HERE, *BESIDE}


def test_distances_agree_with_great_circles():
    other = h3.grid_ring(MIDDLE, 1)[0]
    metres = h3.great_circle_distance(h3.cell_to_latlng(MIDDLE), h3.cell_to_latlng(other), unit="m")

    density = kernel_density(one_at(HERE), AREA, 150)

    assert density[HERE] == pytest.approx(1)
    assert density[AT[other]] == pytest.approx(math.exp(-0.5 * (metres / 150) ** 2), rel=1e-3)


def test_kernel_density_is_cut_off_at_four_bandwidths():
    far = AT[h3.grid_ring(MIDDLE, 2)[0]]

    assert kernel_density(one_at(HERE), AREA, 100)[far] == 0
    assert kernel_density(one_at(HERE), AREA, 500)[far] > 0


def test_windows_reach_back_to_the_day_that_was_named_and_no_further():
    past = History(np.array([HERE, HERE, HERE]), np.array([1, 28, 29]))

    assert counts(past, AREA, days=28)[HERE] == 2
    assert counts(past, AREA)[HERE] == 3


def test_a_half_life_halves():
    past = History(np.array([HERE]), np.array([3 * 365]))

    assert recent(past, AREA, years=3)[HERE] == pytest.approx(0.5)


def test_getis_ord_by_hand():
    """One incident among n cells: mean 1/n, variance (n−1)/n², seven cells a neighbourhood."""
    n = len(CELLS)
    spread = math.sqrt((n - 1) / n**2)
    expected = (1 - 7 / n) / (spread * math.sqrt((n * 7 - 49) / (n - 1)))

    z = getis_ord(one_at(HERE), AREA)

    assert z[HERE] == pytest.approx(expected)
    assert z[BESIDE] == pytest.approx(expected)
    assert z[AT[h3.grid_ring(MIDDLE, 2)[0]]] < 0


def test_getis_ord_of_equal_values_is_zero():
    assert not getis_ord(np.full(len(CELLS), 4.0), AREA).any()


def test_shrinking_leaves_equal_values_as_they_are():
    assert shrunk(np.full(len(CELLS), 3.0), AREA, 300) == pytest.approx(np.full(len(CELLS), 3.0))


def test_one_incident_moves_half_way_to_its_mean_by_hand_and_three_a_quarter():
    weight = AREA.kernels[150]
    mean = 1 / weight.weight[weight.row == HERE].sum()

    assert shrunk(one_at(HERE), AREA, 150)[HERE] == pytest.approx((1 + mean) / 2)
    assert shrunk(3 * one_at(HERE), AREA, 150)[HERE] == pytest.approx(3 * (3 + mean) / 4)


def test_every_method_gives_each_cell_a_number():
    random = np.random.default_rng(5)
    past = History(random.integers(0, len(CELLS), 300), random.integers(1, 2000, 300))

    for name, method in METHODS.items():
        score = method(past, AREA)
        assert score.shape == (len(CELLS),), name
        assert np.isfinite(score).all(), name
