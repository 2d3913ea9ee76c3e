import h3.api.basic_int as h3
import pytest

from knowledge.events.factors import SCALES, Factor
from knowledge.events.near import AROUND, CLOSE, cells_within, hotspot, recent_shooting, unplaced

CELL = h3.latlng_to_cell(39.99, -75.13, 9)


def test_about_200_metres_is_the_cell_and_one_ring():
    assert cells_within(CELL, CLOSE) == set(h3.grid_disk(CELL, 1))
    assert len(cells_within(CELL, CLOSE)) == 7


def test_about_500_metres_is_the_cell_and_two_rings():
    assert len(cells_within(CELL, AROUND)) == 19


@pytest.mark.parametrize(
    ("close", "around", "points"),
    [
        (None, None, 0),
        (None, 366, 0),
        (None, 365, 1),
        (None, 91, 1),
        (None, 90, 2),
        (None, 31, 2),
        (None, 30, 3),
        (None, 3, 3),
        (15, 15, 3),
        (14, 14, 4),
        (0, 0, 4),
        (200, 10, 3),
        (14, None, 4),
    ],
)
def test_nearest_shooting_counts_by_age_and_distance(close, around, points):
    assert recent_shooting(close, around).points == points


def test_a_nearer_newer_shooting_never_counts_less():
    ages = [None, 400, 300, 60, 20, 10, 1]
    found = [[recent_shooting(close, around).points for around in ages] for close in ages]

    assert all(row == sorted(row) for row in found)
    assert all(list(column) == sorted(column) for column in zip(*found, strict=True))


def test_how_far_around_is_said_once_by_the_name_of_the_factor():
    name = SCALES[Factor.RECENT_SHOOTING].name

    assert "within about 500 m, counted by cells" in name
    assert recent_shooting(None, 25).reason == "the newest 25 days ago"
    assert recent_shooting(9, 9).reason == "the newest 9 days ago, within about 200 m"
    assert recent_shooting(None, None).reason == "none in 365 days"
    assert "within a day or two" in recent_shooting(1, 1).reason


def test_data_that_ended_long_ago_is_a_gap():
    found = recent_shooting(None, 200, silent=45)

    assert found.points is None
    assert found.reason == "the incident data ends 45 days ago"


def test_data_that_ends_a_week_ago_still_speaks():
    assert recent_shooting(None, None, silent=7).points == 0


def test_stale_data_never_hides_a_shooting_that_is_known():
    assert recent_shooting(20, 20, silent=45).points == 3


@pytest.mark.parametrize(
    ("share", "points"),
    [(0.001, 4), (0.02, 4), (0.021, 3), (0.05, 3), (0.06, 2), (0.10, 2), (0.11, 0), (1.0, 0)],
)
def test_place_in_the_ranking_counts_by_its_share(share, points):
    assert hotspot(share).points == points


def test_next_to_a_ranked_place_is_one_point():
    assert hotspot(0.4, (0.9, 0.08)).points == 1
    assert hotspot(0.4, (0.9, 0.2)).points == 0


def test_without_a_ranking_it_is_a_gap():
    assert hotspot(None).points is None


def test_with_a_neighborhood_only_both_are_gaps():
    assert [one.points for one in unplaced()] == [None, None]
    assert all("neighborhood" in one.reason for one in unplaced())
