import h3.api.numpy_int as h3
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.places import overlay as cutting
from knowledge.places.cells import clip, polygons
from knowledge.places.measures import metres_per_degree, square_metres
from knowledge.places.mending import mend
from knowledge.places.overlay import overlay
from knowledge.places.pieces import AreaLayer, Pieces, signature

LAT, LON = 39.99, -75.12
CELL = int(h3.latlng_to_cell(LAT, LON, 9))
OUTLINE = polygons(np.array([CELL]))[0]
HECTARE = 10_000.0
EAST, NORTH = metres_per_degree(LAT)
MIDDLE = np.array([OUTLINE.centroid.x, OUTLINE.centroid.y])


def area(*corners):
    """A polygon from corners in metres from the middle of the cell."""
    return shapely.Polygon(np.array(corners) / (EAST, NORTH) + MIDDLE)


def box(west, south, east, north):
    return area((west, south), (east, south), (east, north), (west, north))


def layer(id_, *areas, first=1):
    return AreaLayer(id_, np.arange(first, first + len(areas)), np.array(areas, np.object_))


def at(pieces, *points):
    """Labels of points given in metres from the middle of the cell."""
    lon, lat = (np.array(points, float) / (EAST, NORTH) + MIDDLE).T
    return pieces.assign(np.full(len(points), CELL), lat, lon).tolist()


def grid(step=4.0):
    """Points that fill the cell evenly."""
    west, south, east, north = OUTLINE.bounds
    lon, lat = np.meshgrid(
        np.arange(west, east, step / EAST), np.arange(south, north, step / NORTH)
    )
    inside = shapely.contains_xy(OUTLINE, lon.ravel(), lat.ravel())
    return lat.ravel()[inside], lon.ravel()[inside]


GRID = grid()


def smallest(layers):
    """The smallest ground that a combination describes, in hectares, by counting points."""
    lat, lon = GRID
    labels = Pieces(layers).assign(np.full(len(lat), CELL), lat, lon)
    counts = np.unique(labels, axis=0, return_counts=True)[1]
    return counts.min() / len(lat) * square_metres(np.array([OUTLINE]))[0] / HECTARE


def test_a_point_is_recorded_with_the_places_that_hold_it():
    pieces = Pieces([
        layer(7, box(-500, -500, 0, 500), box(0, -500, 500, 500)),
        layer(9, box(-500, -500, 500, 0), box(-500, 0, 500, 500), first=11),
    ])  # fmt: skip

    assert pieces.layer_ids == (7, 9)
    assert at(pieces, (-50, -50), (50, -50), (50, 50)) == [[1, 11], [2, 11], [2, 12]]


def test_a_cell_inside_one_place_and_one_outside_all_take_no_test_of_points():
    pieces = Pieces([layer(1, box(-500, -500, 500, 500)), layer(2, box(600, 600, 700, 700))])

    assert at(pieces, (0, 0), (80, 80)) == [[1, 0], [1, 0]]


def test_a_sliver_takes_the_place_that_holds_most_of_the_cell():
    # The cell is about 300 m across: a strip of 20 m along its western side is under 1 ha.
    west = OUTLINE.bounds[0] * EAST - MIDDLE[0] * EAST
    pieces = Pieces([
        layer(1, box(-500, -500, west + 20, 500), box(west + 20, -500, 500, 500)),
    ])  # fmt: skip

    assert at(pieces, (west + 15, 0), (0, 0)) == [[2], [2]]


def test_small_pieces_go_to_the_largest_when_the_common_places_meet_nowhere():
    # Places 1 and 11 each hold most of the cell in their layers; where they meet is 10 m × 10 m.
    left = shapely.union_all([box(-500, -500, -5, 500), box(-5, -5, 5, 5)])
    right = shapely.difference(box(-5, -500, 500, 500), left)
    pieces = [
        layer(1, left, shapely.intersection(right, box(-500, -500, 500, 0)),
              shapely.intersection(right, box(-500, 0, 500, 500))),
        layer(2, shapely.union_all([box(5, -500, 500, 500), box(-5, -5, 5, 5)]),
              shapely.difference(box(-500, -500, 5, 0), box(-5, -5, 5, 5)),
              shapely.difference(box(-500, 0, 5, 500), box(-5, -5, 5, 5)), first=11),
    ]  # fmt: skip

    found = at(Pieces(pieces), (0, 0))[0]

    assert found != [1, 11]
    assert smallest(pieces) > 1.0


def test_a_cell_cut_to_shreds_is_one_piece():
    strips = [box(-500, -500 + 5 * at, 500, -495 + 5 * at) for at in range(200)]
    other = [box(-500 + 5 * at, -500, -495 + 5 * at, 500) for at in range(200)]
    lat, lon = GRID

    labels = Pieces([layer(1, *strips), layer(2, *other, first=1000)]).assign(
        np.full(len(lat), CELL), lat, lon
    )

    assert len(np.unique(labels, axis=0)) == 1
    assert labels.all()


def test_where_places_overlap_the_first_counts():
    pieces = Pieces([layer(1, box(-500, -500, 20, 500), box(-20, -500, 500, 500))])

    assert at(pieces, (10, 0), (-30, 0), (30, 0)) == [[1], [1], [2]]


def test_points_in_no_place_keep_none_where_that_ground_is_large():
    pieces = Pieces([layer(1, box(-500, -500, 0, 500))])

    assert at(pieces, (-50, 0), (50, 0)) == [[1], [0]]


def test_cells_that_do_not_add_up_are_cut_again_from_rounded_corners(monkeypatch):
    layers = [
        layer(1, box(-500, -500, 40, 500), box(30, -500, 500, 500)),
        layer(2, box(-500, -500, 500, 0), box(-500, 0, 500, 500)),
    ]
    areas = [each.areas for each in layers]
    plain = cutting.overlay(np.array([CELL]), areas)[1]
    monkeypatch.setattr(cutting, "SLACK", -1.0)
    rounded = cutting.overlay(np.array([CELL]), areas)[1]
    common = cutting._common

    def fail(one, other, grid, *, but=False):
        if grid is None:
            raise shapely.GEOSException("TopologyException")
        return common(one, other, grid, but=but)

    monkeypatch.setattr(cutting, "_common", fail)
    failed = cutting.overlay(np.array([CELL]), areas)[1]

    assert (plain.code == rounded.code).all()
    assert rounded.area == pytest.approx(plain.area, abs=1)
    assert (failed.code == rounded.code).all()
    assert failed.area == pytest.approx(rounded.area)


def test_chunks_give_what_one_call_gives():
    layers = [layer(1, box(-500, -500, 0, 500), box(0, -500, 500, 500))]
    rng = np.random.default_rng(3)
    lat, lon = LAT + rng.normal(0, 0.01, 500), LON + rng.normal(0, 0.01, 500)
    cells = np.array([h3.latlng_to_cell(*point, 9) for point in zip(lat, lon, strict=True)])
    cells = cells.astype(np.int64)

    whole = Pieces(layers).assign(cells, lat, lon)
    pieces = Pieces(layers)
    parts = [
        pieces.assign(cells[i : i + 7], lat[i : i + 7], lon[i : i + 7]) for i in range(0, 500, 7)
    ]

    assert (np.concatenate(parts) == whole).all()


def test_no_layers_and_no_points_are_fine():
    none = np.empty(0)

    assert Pieces([]).assign(np.array([CELL]), none, none).shape == (1, 0)
    assert Pieces([layer(1, OUTLINE)]).assign(none.astype(np.int64), none, none).shape == (0, 1)


def test_a_signature_tells_cell_and_places():
    assert signature(617700169, (3, 0, 12)) == "617700169,3,0,12"


METRES = st.integers(-220, 220)
SHAPES = st.lists(st.tuples(METRES, METRES), min_size=3, max_size=6)


@st.composite
def layers_of_places(draw):
    """Up to four layers of polygons as they come: overlapping, slivers, with gaps."""
    out = []
    for id_ in range(1, draw(st.integers(1, 4)) + 1):
        rings = draw(st.lists(SHAPES, min_size=1, max_size=5))
        shapes = [mend(area(*ring)) for ring in rings]
        out.append(layer(id_, *[shape for shape in shapes if not shape.is_empty]))
    return [each for each in out if len(each.areas)]


@given(layers_of_places())
@settings(max_examples=60, deadline=None)
def test_no_combination_describes_less_than_a_hectare(layers):
    table = overlay(np.array([CELL]), [each.areas for each in layers])[1]
    recorded = np.unique(table.recorded, return_inverse=True)[1]

    assert table.area.sum() == pytest.approx(square_metres(np.array([OUTLINE]))[0], abs=10)
    assert np.bincount(recorded, table.area).min() >= HECTARE
    assert smallest(layers) > 0.95


@given(layers_of_places())
@settings(max_examples=40, deadline=None)
def test_ground_over_a_hectare_keeps_its_own_places(layers):
    lat, lon = GRID
    labels = Pieces(layers).assign(np.full(len(lat), CELL), lat, lon)
    truth = np.zeros_like(labels)
    for column, each in enumerate(layers):
        for id_, shape in reversed(list(zip(each.place_ids, each.areas, strict=True))):
            truth[shapely.intersects_xy(shape, lon, lat), column] = id_
        whole = clip(np.array([OUTLINE]), each.areas)
        if whole.whole.any():
            truth[:, column] = each.place_ids[whole.area[whole.whole][0]]
    combination, back, counts = np.unique(truth, axis=0, return_inverse=True, return_counts=True)
    large = counts / len(lat) * square_metres(np.array([OUTLINE]))[0] > 1.05 * HECTARE

    kept = large[back]
    assert (labels[kept] == truth[kept]).all()
    assert len(combination) >= len(np.unique(labels, axis=0))
