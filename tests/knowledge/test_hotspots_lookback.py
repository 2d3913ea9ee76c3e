import json
from datetime import date

import h3.api.basic_int as h3
import numpy as np
import pytest

from knowledge.hotspots.lookback import LookBack, Rate, Reason, _reason, how_well, look_back
from knowledge.hotspots.ranking import METHOD, neighbours

FIRST, UNTIL = date(2018, 1, 1), date(2026, 1, 1)


def area(cells):
    """The first cells around a middle."""
    ring = 0
    while 3 * ring * (ring + 1) + 1 < cells:
        ring += 1
    return neighbours(h3.grid_disk(h3.latlng_to_cell(41.2, -77.2, 9), ring)[:cells])


def incidents(near, count, *, seed=4, hot=0.0):
    """Incidents over eight years; a share of them on one cell in fifty."""
    random = np.random.default_rng(seed)
    cells = len(near.cells)
    index = random.integers(0, cells, count)
    few = random.choice(cells, max(1, cells // 50), replace=False)
    index = np.where(random.random(count) < hot, random.choice(few, count), index)
    return index, random.integers(FIRST.toordinal(), UNTIL.toordinal(), count)


@pytest.fixture(scope="module")
def city():
    return area(1000)


def test_a_city_with_real_concentration_is_ranked(city):
    result = look_back(*incidents(city, 4000, hot=0.5), city, first=FIRST, until=UNTIL)

    assert result.ranks
    assert result.reason is None
    assert (result.cells, result.quarters) == (1000, 28)
    assert (result.through, result.method) == (date(2025, 12, 31), METHOD)
    assert result.marked is not None
    assert result.marked.hit == pytest.approx(0.5, abs=0.05)
    assert result.marked.area == pytest.approx(0.02)
    assert 0 < result.marked.low < result.marked.hit - 0.02 < result.marked.high
    assert result.empty < 0.5


def test_a_city_where_all_is_chance_is_not_ranked(city):
    results = [
        look_back(*incidents(city, 4000, seed=seed), city, first=FIRST, until=UNTIL)
        for seed in range(12)
    ]

    assert sum(result.ranks for result in results) <= 1
    assert results[0].reason is Reason.CHANCE
    assert "no better than chance" in how_well(results[0], what="shootings")


def test_a_town_of_sixty_cells_is_not_ranked_however_concentrated():
    town = area(60)

    result = look_back(*incidents(town, 2000, hot=0.9), town, first=FIRST, until=UNTIL)

    assert result.reason is Reason.FEW_CELLS
    assert how_well(result, what="shootings") == (
        "Too few incidents here to rank places. The area has 60 map cells, and a ranking takes 100."
    )


@pytest.mark.parametrize("hot", [0.0, 0.9])
def test_a_rural_county_of_twenty_thousand_cells_with_few_incidents_is_not_ranked(hot):
    county = area(20_000)

    result = look_back(*incidents(county, 90, hot=hot), county, first=FIRST, until=UNTIL)

    assert not result.ranks
    assert result.reason in {Reason.FEW_INCIDENTS, Reason.CHANCE}
    assert how_well(result, what="shootings").startswith("Too few incidents here to rank places.")


def test_where_fewer_cells_ever_had_an_incident_than_would_be_marked_nothing_is_ranked():
    """Three crossroads carry all there is: 2 % of 20,000 cells would mark 397 that had none."""
    county = area(20_000)
    day = incidents(county, 300)[1]

    result = look_back(np.arange(300) % 3, day, county, first=FIRST, until=UNTIL)

    assert result.reason is Reason.FEW_INCIDENTS
    assert "Fewer cells have ever had one" in how_well(result, what="shootings")


def test_fewer_than_eight_quarters_are_not_ranked(city):
    index, day = incidents(city, 4000, hot=0.5)
    since = date(2023, 12, 1)
    recent = day >= since.toordinal()

    result = look_back(index[recent], day[recent], city, first=since, until=UNTIL)

    assert (result.quarters, result.reason) == (6, Reason.FEW_QUARTERS)
    assert "6 quarters" in how_well(result, what="shootings")


def test_three_years_of_data_are_enough_quarters(city):
    index, day = incidents(city, 9000, hot=0.5)
    since = date(2022, 11, 22)
    recent = (day >= since.toordinal()) & (day < date(2025, 11, 22).toordinal())

    result = look_back(index[recent], day[recent], city, first=since, until=date(2025, 11, 22))

    assert result.quarters == 9
    assert result.ranks


def test_without_incidents_or_cells_nothing_is_ranked(city):
    empty = np.array([], dtype=np.int64)

    none = look_back(empty, empty, city, first=FIRST, until=UNTIL)
    assert (none.reason, none.marked, none.incidents) == (Reason.FEW_INCIDENTS, None, 0)

    nowhere = look_back([-1], [UNTIL.toordinal() - 5], neighbours([]), first=FIRST, until=UNTIL)
    assert (nowhere.reason, nowhere.quarters) == (Reason.FEW_CELLS, 0)


def test_one_day_of_data_has_no_quarter(city):
    result = look_back([1], [FIRST.toordinal()], city, first=FIRST, until=date(2018, 1, 2))

    assert (result.quarters, result.reason) == (0, Reason.FEW_QUARTERS)


def test_it_is_the_same_after_storing_and_reading(city):
    for index, day in (incidents(city, 4000, hot=0.5), ([], [])):
        result = look_back(index, day, city, first=FIRST, until=UNTIL)

        assert LookBack.from_json(json.loads(json.dumps(result.as_json()))) == result


def test_the_sentence_says_what_was_missed_and_how_many_marked_cells_had_none(city):
    result = look_back(*incidents(city, 400, hot=0.3), city, first=FIRST, until=UNTIL)

    assert result.ranks
    assert result.empty > 0.5
    assert how_well(result, what="shootings") == (
        "Over the last 28 quarters, about 1 in 5 of the next three months' shootings fell on the"
        " cells marked top 2 %; about 4 in 5 did not, and most of the marked cells had none."
    )


@pytest.mark.parametrize(
    ("two_percent", "five_percent", "reason"),
    [(0.01, 0.01, None), (0.01, 0.0, Reason.CHANCE), (-0.01, 0.01, Reason.CHANCE)],
)
def test_it_must_beat_chance_at_two_and_at_five_percent(two_percent, five_percent, reason):
    rates = tuple(Rate(0.2, 0.02, low, 0.3) for low in (two_percent, five_percent))

    assert _reason(100, 8, 50, rates) is reason
