import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from knowledge.hotspots.when import cluster, phrase

EVEN = np.full((7, 4), 3)


def table(*cells, background=0):
    counts = np.full((7, 4), background)
    for day, part, incidents in cells:
        counts[day, part] += incidents
    return counts


def test_evenly_spread_incidents_have_no_cluster():
    assert cluster(EVEN) is None
    assert phrase(cluster(EVEN)) is None


def test_under_ten_incidents_nothing_is_said():
    assert cluster(table((5, 3, 9))) is None


def test_ten_incidents_at_one_time_are_a_cluster_by_hand():
    """All ten in one of 28 slots, 109 candidates."""
    found = cluster(table((5, 3, 10)))

    assert found is not None
    assert (found.days, found.part, found.incidents, found.total) == ((5,), 3, 10, 10)
    assert found.p == pytest.approx(109 / 28**10)


def test_a_part_of_the_day_by_hand():
    """Ten of ten in the evening, on days spread out: 109 / 4^10 = 0.0001."""
    found = cluster(table(*[(day, 3, 1) for day in range(7)], *[(day, 3, 1) for day in (0, 2, 4)]))

    assert found is not None
    assert (found.days, found.part) == ((), 3)
    assert found.p == pytest.approx(109 / 4**10)
    assert phrase(found) == "more often in the evening (6 p.m. to midnight)"


def test_a_lean_that_chance_explains_is_not_said():
    """Seven of ten on two neighbouring days: likely enough somewhere among 109 candidates."""
    weekend = [(4, 0, 2), (4, 2, 2), (5, 1, 2), (5, 3, 1)]

    assert cluster(table(*weekend, (0, 2, 1), (1, 3, 1), (2, 0, 1))) is None


def test_friday_and_saturday_evenings_are_said_as_people_say_it():
    found = cluster(table((4, 3, 8), (5, 3, 8), background=1))

    assert phrase(found) == "more often on Friday and Saturday evenings"


def test_a_weekend_without_an_hour_names_its_days():
    counts = np.ones((7, 4), dtype=int)
    counts[5:] = 6

    assert phrase(cluster(counts)) == "more often on Saturdays and Sundays"


def test_days_wrap_around_the_week():
    counts = np.ones((7, 4), dtype=int)
    counts[[6, 0]] = 6

    assert phrase(cluster(counts)) == "more often on Sundays and Mondays"


def test_three_nights_are_listed_with_their_hours():
    found = cluster(table((4, 0, 8), (5, 0, 8), (6, 0, 8), background=1))

    assert phrase(found) == (
        "more often between midnight and 6 a.m. on Friday, Saturday and Sunday"
    )


@pytest.mark.parametrize("bad", [np.zeros((7, 3)), np.zeros(28), np.full((7, 4), -1)])
def test_a_table_of_another_shape_is_refused(bad):
    with pytest.raises(ValueError, match="seven weekdays"):
        cluster(bad)


def test_even_spread_is_called_a_cluster_in_at_most_one_of_twenty_cities():
    random = np.random.default_rng(7)
    called = sum(
        cluster(random.multinomial(60, np.full(28, 1 / 28)).reshape(7, 4)) is not None
        for _ in range(400)
    )

    assert called <= 400 * 0.05


@given(arrays(np.int64, (7, 4), elements=st.integers(0, 30)))
def test_a_cluster_is_there_in_the_table(counts):
    found = cluster(counts)

    if found is not None:
        days = list(found.days) or list(range(7))
        parts = list(range(4)) if found.part is None else [found.part]
        assert found.incidents == counts[np.ix_(days, parts)].sum()
        assert found.incidents * 28 > found.total * len(days) * len(parts)
        assert found.p < 0.05
        assert phrase(found)
