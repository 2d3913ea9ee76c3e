import csv
import io
from collections import Counter
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import h3.api.basic_int as h3
import numpy as np
import pytest
import shapely
from shapely.geometry import shape

from knowledge import sample_city
from knowledge.hotspots.bands import cells_in
from knowledge.hotspots.lookback import look_back
from knowledge.hotspots.ranking import neighbours

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def rows():
    return sample_city.incidents(TODAY)


@pytest.fixture(scope="module")
def counts(rows):
    """Incidents by cell of the study area."""
    points = {row.number: (row.lat, row.lon) for row in rows if row.lat is not None}
    found = Counter(h3.latlng_to_cell(*point, 9) for point in points.values())
    return {cell: found.get(cell, 0) for cell in h3.geo_to_cells(_city(), 9)}


def _city():
    return shape(sample_city.city()["features"][0]["geometry"])


def _areas():
    features = sample_city.neighborhoods()["features"]
    return {f["properties"]["name"]: shape(f["geometry"]) for f in features}


def test_record_is_the_same_every_time(rows):
    assert sample_city.incidents(TODAY) == rows


def test_record_holds_about_three_thousand_incidents_of_about_three_years(rows):
    numbers = {row.number for row in rows}
    days = sorted({row.occurred_at[:10] for row in rows})

    assert 2_850 < len(numbers) < 3_150
    assert days[-1] == (TODAY - timedelta(days=1)).isoformat()
    assert 3 * 365 < (TODAY - date.fromisoformat(days[0])).days < 3.5 * 365


def test_tomorrow_brings_one_more_day_and_what_was_late(rows):
    tomorrow = sample_city.incidents(TODAY + timedelta(days=1))

    new = set(tomorrow) - set(rows)
    assert {row.occurred_at[:10] for row in new} <= {"2026-11-21", "2026-11-20", "2026-11-19"} | {
        "2026-11-22"
    }
    assert any(row.occurred_at.startswith("2026-11-22") for row in new)


def test_about_one_in_five_people_shot_died_and_some_incidents_have_several_rows(rows):
    victims = sum(row.victims for row in rows)

    assert 0.15 < sum(row.fatal for row in rows) / victims < 0.23
    assert all(0 <= row.fatal <= row.victims for row in rows)
    assert max(Counter(row.number for row in rows).values()) >= 2
    assert any(row.victims > 1 for row in rows)


def test_about_one_in_a_hundred_has_no_place(rows):
    unlocated = {row.number for row in rows if row.lat is None}

    assert 10 < len(unlocated) < 60
    assert all((row.lat is None) == (row.lon is None) for row in rows)


def test_every_time_was_on_the_clocks_of_the_zone(rows):
    zone = ZoneInfo(sample_city.TIMEZONE)
    times = [datetime.fromisoformat(row.occurred_at) for row in rows]

    there = [t.replace(tzinfo=zone).astimezone(ZoneInfo("UTC")).astimezone(zone) for t in times]
    assert [t.replace(tzinfo=None) for t in there] == times


def test_summer_and_weekends_and_evenings_carry_more(rows):
    times = [datetime.fromisoformat(row.occurred_at) for row in rows]

    months = Counter(t.month for t in times)
    assert months[7] + months[8] > 1.2 * (months[1] + months[2])
    assert sum(t.weekday() >= 4 for t in times) > len(times) * 3 / 7
    assert sum(t.hour >= 18 for t in times) > sum(6 <= t.hour < 12 for t in times)


def test_a_few_cells_carry_many_as_in_real_cities(counts):
    ordered = sorted(counts.values(), reverse=True)

    assert 350 < len(ordered) < 650
    caught = sum(ordered[: cells_in(0.02, len(ordered))]) / sum(ordered)
    assert 0.16 < caught < 0.25


def test_the_same_cells_carry_them_from_year_to_year(rows):
    halves = [Counter(), Counter()]
    for row in rows:
        if row.lat is not None:
            later = row.occurred_at >= "2025-04-01"
            halves[later][h3.latlng_to_cell(row.lat, row.lon, 9)] += 1
    cells = sorted(set(halves[0]) | set(halves[1]))

    early, late = ([half[cell] for cell in cells] for half in halves)
    assert np.corrcoef(early, late)[0, 1] > 0.8


@pytest.mark.parametrize("today", [date(2026, 11, 22), date(2027, 1, 1), date(2028, 3, 15)])
def test_looking_back_finds_the_ranking_well_above_chance(today):
    near = neighbours(sorted(h3.geo_to_cells(_city(), 9)))
    position = {cell: index for index, cell in enumerate(near.cells.tolist())}
    rows = {row.number: row for row in sample_city.incidents(today) if row.lat is not None}
    index = [position.get(h3.latlng_to_cell(r.lat, r.lon, 9), -1) for r in rows.values()]
    days = [date.fromisoformat(row.occurred_at[:10]) for row in rows.values()]

    result = look_back(index, [day.toordinal() for day in days], near, first=min(days), until=today)
    assert result.reason is None
    assert result.quarters >= 8
    assert result.marked.low > 0.08


def test_twelve_neighbourhoods_cover_the_city_without_overlap():
    areas = _areas()

    assert len(areas) == 12
    assert all(area.is_valid and area.geom_type == "Polygon" for area in areas.values())
    assert shapely.coverage_is_valid(np.array(list(areas.values())))
    assert shapely.union_all(list(areas.values())).symmetric_difference(_city()).area < 1e-9


def test_river_parts_the_city():
    assert len(_city().geoms) == 2


def test_public_places_lie_in_the_city():
    sites = sample_city.sites()["features"]

    assert len(sites) == 20
    assert all(_city().contains(shape(site["geometry"])) for site in sites)


def test_residents_are_keyed_to_the_neighbourhoods():
    keys = {f["properties"]["GEOID"] for f in sample_city.neighborhoods()["features"]}

    assert {row.GEOID for row in sample_city.demographics()} == keys
    assert all(row.below_poverty < row.total_population for row in sample_city.demographics())


def test_everything_says_that_it_is_synthetic(rows):
    shapes = [sample_city.neighborhoods(), sample_city.city(), sample_city.sites()]

    assert "synthetic" in sample_city.NAME
    assert "synthetic" in sample_city.TITLE
    assert all("Synthetic" in collection["attribution"] for collection in shapes)
    assert all(
        f["properties"]["synthetic"] for collection in shapes for f in collection["features"]
    )
    assert all(row.number.startswith("SYN-") for row in rows)


def test_rows_make_the_generic_layout(rows):
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(sample_city.Row._fields)
    writer.writerow(rows[0])

    assert text.getvalue().startswith("number,occurred_at,lat,lon,victims,fatal")
