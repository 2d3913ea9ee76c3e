import h3.api.numpy_int as h3
import numpy as np
import pytest
import shapely

from knowledge.places.cells import clip, geojson, largest, polygons, study_area, touching
from knowledge.places.measures import metres_per_degree, square_metres
from knowledge.places.outlines import label_points, simplified

CELL = int(h3.latlng_to_cell(39.99, -75.12, 9))
DISK = np.sort(h3.grid_disk(CELL, 1).astype(np.int64))
OUTLINE = polygons(np.array([CELL]))[0]


def array(*shapes):
    return np.array(shapes, np.object_)


def test_the_area_of_a_degree_square_is_that_of_the_ellipsoid():
    from pyproj import Geod

    square = shapely.segmentize(shapely.box(-75, 40, -74, 41), 0.01)  # parallels are no geodesics
    geodesic = abs(Geod(ellps="WGS84").geometry_area_perimeter(square)[0])

    assert square_metres(array(square))[0] == pytest.approx(geodesic, rel=1e-6)


def test_a_cell_has_the_area_that_h3_gives_it():
    # H3 measures on a sphere; at this latitude that differs by 0.3 %.
    assert square_metres(polygons(np.array([CELL])))[0] == pytest.approx(
        h3.cell_area(CELL, "m^2"), rel=0.005
    )


def test_a_degree_is_as_long_as_the_almanac_says():
    # National Geospatial-Intelligence Agency: 85.39 km and 111.03 km at 40° north.
    assert metres_per_degree(40) == pytest.approx((85_394, 111_035), rel=1e-4)


def test_pentagons_and_the_empty_list_have_outlines_too():
    pentagon = h3.get_pentagons(9)[:1].astype(np.int64)

    assert shapely.is_valid(polygons(np.append(pentagon, CELL))).all()
    assert len(polygons(np.empty(0, np.int64))) == 0


def test_an_area_touches_its_cell_and_those_around_it():
    assert set(touching(array(OUTLINE))) <= set(DISK)
    assert CELL in touching(array(shapely.Point(-75.12, 39.99).buffer(1e-5)))
    assert len(touching(array())) == 0


def test_parts_say_how_much_of_a_cell_an_area_holds():
    west, south, _east, north = OUTLINE.bounds
    half = shapely.box(west, south, OUTLINE.centroid.x, north)

    parts = clip(array(OUTLINE), array(half, OUTLINE.buffer(0.01)))

    assert parts.area.tolist() == [0, 1]
    assert parts.whole.tolist() == [False, True]
    assert parts.size[0] / parts.size[1] == pytest.approx(0.5, abs=0.01)


def test_the_study_area_is_the_cells_at_least_half_inside():
    west, south, _east, north = OUTLINE.bounds
    middle = OUTLINE.centroid.x

    assert study_area(array(shapely.box(west, south, middle + 1e-5, north))).tolist() == [CELL]
    assert study_area(array(shapely.box(west, south, middle - 1e-5, north))).tolist() == []
    assert study_area(array()).tolist() == []


def test_overlapping_places_do_not_make_a_cell_count_twice():
    west, south, east, north = OUTLINE.bounds
    third = shapely.box(west, south, west + (east - west) * 0.4, north)

    assert study_area(array(third, third)).tolist() == []


def test_the_place_that_holds_most_of_a_cell_is_the_first_of_equals():
    cells, most = largest(array(OUTLINE, OUTLINE))

    assert most[cells == CELL].tolist() == [0]
    assert (np.diff(cells) > 0).all()
    assert [len(each) for each in largest(array())] == [0, 0]


def test_cells_become_geojson_with_their_values():
    found = geojson(np.array([CELL]), rank=[1], incidents=[7])

    feature = found["features"][0]
    assert feature["properties"] == {"cell": h3.int_to_str(CELL), "rank": 1, "incidents": 7}
    assert shapely.geometry.shape(feature["geometry"]).equals(OUTLINE)


def test_neighbors_share_their_border_after_simplifying():
    wiggle = [(0.001 * (at % 2) / 10, 40 + at / 1000) for at in range(20)]
    left = shapely.Polygon([(-0.05, 40), *wiggle, (-0.05, 40.019)])
    right = shapely.Polygon([(0.05, 40), *wiggle, (0.05, 40.019)])

    drawn = simplified(array(left, right))

    assert shapely.get_num_coordinates(drawn).sum() < 20
    assert drawn[0].intersection(drawn[1]).area == 0
    assert drawn[0].touches(drawn[1])


def test_places_that_overlap_are_still_drawn():
    drawn = simplified(array(shapely.box(0, 40, 1, 41), shapely.box(0, 40, 1, 41)))

    assert not shapely.is_empty(drawn).any()


def test_a_label_lies_well_inside_the_largest_part():
    islands = shapely.union_all([shapely.box(0, 40, 0.1, 40.1), shapely.box(1, 40, 1.01, 40.01)])

    lat, lon = label_points(array(islands))[0]

    assert (lat, lon) == (pytest.approx(40.05, abs=0.02), pytest.approx(0.05, abs=0.02))
