"""Places of two real cities; these tests run where the open data lies beside the repository."""

import csv
import gzip
import json
from pathlib import Path

import h3.api.numpy_int as h3
import numpy as np
import pytest
import shapely
from shapely.geometry import shape

from knowledge.places import cells, outlines
from knowledge.places.measures import square_metres
from knowledge.places.mending import mend
from knowledge.places.overlay import overlay
from knowledge.places.pieces import AreaLayer, Pieces

DATA = Path(__file__).parents[2].parent / "shared" / "data"
HECTARE = 10_000.0
PHILADELPHIA = ("phl_neighborhoods", "phl_police_districts", "phl_zip_codes")


def opened(name):
    file = DATA / name
    if not file.exists():
        pytest.skip(f"{name} is not beside this repository")
    return gzip.open(file, "rt") if name.endswith(".gz") else file.open()


def features(name):
    with opened(name) as text:
        return json.load(text)["features"]


def areas(name):
    shapes = [mend(shape(feature["geometry"])) for feature in features(name)]
    return np.array(shapes, np.object_)


def smallest(layers):
    """The smallest ground of any combination, as it is and as it is recorded. [m²]"""
    touched = np.unique(np.concatenate([cells.touching(each) for each in layers]))
    table = overlay(touched, layers)[1]
    _one, back = np.unique(np.stack([table.cell, table.recorded]), axis=1, return_inverse=True)
    return table.area.min(), np.bincount(back, table.area).min()


def test_philadelphia_has_3521_cells_at_least_half_inside_its_limits():
    assert len(cells.study_area(areas("phl_city_limits.geojson"))) == 3521


def test_new_york_has_about_7436_cells_at_least_half_inside_its_precincts():
    assert len(cells.study_area(areas("nyc_precincts.geojson.gz"))) == pytest.approx(7436, abs=10)


def test_the_areas_of_precincts_are_those_their_publisher_gives():
    precincts = features("nyc_precincts.geojson.gz")
    square_feet = [float(precinct["properties"]["shape_area"]) for precinct in precincts]

    found = square_metres(areas("nyc_precincts.geojson.gz")) / (1200 / 3937) ** 2

    assert found == pytest.approx(square_feet, rel=1e-4)


def test_no_record_in_philadelphia_describes_less_than_a_hectare():
    layers = [areas(f"{name}.geojson") for name in PHILADELPHIA]

    true, recorded = smallest(layers)

    assert true < 73
    assert recorded >= HECTARE


@pytest.mark.slow
def test_nor_with_tracts_and_city_limits_besides():
    names = (*PHILADELPHIA, "phl_tracts_2023", "phl_city_limits")

    assert smallest([areas(f"{name}.geojson") for name in names])[1] >= HECTARE


def test_most_incidents_in_philadelphia_keep_the_neighborhood_they_happened_in():
    shapes = areas("phl_neighborhoods.geojson")
    with opened("phl_shooting_victims_2015_2025.csv.gz") as text:
        points = {
            (float(row["lat"]), float(row["lng"])) for row in csv.DictReader(text) if row["lat"]
        }
    lat, lon = np.array(sorted(points)).T
    cell = np.array([h3.latlng_to_cell(*point, 9) for point in sorted(points)]).astype(np.int64)
    point, place = shapely.STRtree(shapes).query(shapely.points(lon, lat), predicate="intersects")
    truth = np.zeros(len(lat), np.int64)
    truth[point[::-1]] = place[::-1] + 1

    labels = Pieces([AreaLayer(1, np.arange(1, len(shapes) + 1), shapes)]).assign(cell, lat, lon)

    assert (labels[:, 0] == truth).mean() > 0.99


@pytest.mark.parametrize(
    "name", ["phl_neighborhoods.geojson", "phl_tracts_2023.geojson", "nyc_precincts.geojson.gz"]
)
def test_simpler_outlines_leave_no_gaps_and_few_corners(name):
    shapes = areas(name)

    drawn = outlines.simplified(shapes)

    assert shapely.is_valid(drawn).all()
    assert not shapely.is_empty(drawn).any()
    assert shapely.get_num_coordinates(drawn).sum() < shapely.get_num_coordinates(shapes).sum() / 4
    overlap = shapely.area(drawn).sum() / shapely.union_all(drawn).area
    assert overlap == pytest.approx(1, abs=1e-6)
    assert shapely.union_all(drawn).area == pytest.approx(shapely.union_all(shapes).area, rel=0.01)
