import numpy as np
import pytest

from knowledge.incidents.coordinates import Bounds, Fault, around, settle, unproject

PHILADELPHIA = Bounds(-75.35, 39.80, -74.90, 40.20)
NEW_YORK = Bounds(-74.30, 40.45, -73.65, 40.95)


def texts(*values):
    return np.array(values, dtype=object)


def fault(lat, lon, area=PHILADELPHIA):
    return Fault(settle(texts(lat), texts(lon), home=None, area=area).fault[0])


@pytest.mark.parametrize(
    ("lat", "lon"), [("", ""), ("0", "0"), ("0.0", "-75.1"), ("NULL", "nan"), ("39.9", "")]
)
def test_zero_or_empty_coordinates_are_no_place_and_no_fault(lat, lon):
    points = settle(texts(lat), texts(lon), home=None, area=PHILADELPHIA)

    assert np.isnan(points.lat).all()
    assert np.isnan(points.lon).all()
    assert points.fault.tolist() == [Fault.NONE]


@pytest.mark.parametrize(
    ("lat", "lon", "expected"),
    [
        ("39.95", "-75.16", Fault.NONE),
        ("-75.16", "39.95", Fault.SWAPPED),
        ("41.88", "-87.63", Fault.FAR_AWAY),
        ("1013404.5", "251800.75", Fault.PROJECTED),
        ("Main St", "-75.16", Fault.NOT_NUMBERS),
        ("39,95", "-75,16", Fault.NOT_NUMBERS),
        ("inf", "-75.16", Fault.NOT_NUMBERS),
    ],
)
def test_each_fault_is_told_apart(lat, lon, expected):
    assert fault(lat, lon) is expected


@pytest.mark.parametrize(
    ("lat", "lon", "expected"),
    [
        ("-75.16", "39.95", Fault.SWAPPED),
        ("41.88", "-87.63", Fault.NONE),
        ("-23.55", "-46.63", Fault.NONE),
        ("95", "100", Fault.FAR_AWAY),
    ],
)
def test_without_an_area_only_the_impossible_is_a_fault(lat, lon, expected):
    assert fault(lat, lon, area=None) is expected


def test_publisher_who_swaps_is_put_right_and_rows_already_right_stay():
    points = settle(
        texts("-73.95", "40.70"), texts("40.70", "-73.95"), home=NEW_YORK, area=None, swapped=True
    )

    assert points.lat.tolist() == [40.70, 40.70]
    assert points.lon.tolist() == [-73.95, -73.95]
    assert points.turned == 1
    assert not points.fault.any()


def test_projected_feet_fill_in_where_degrees_are_missing():
    points = settle(texts("", "40.70", ""), texts("", "-73.95", ""), home=NEW_YORK, area=None)

    filled = unproject(
        points,
        texts("1013404.5625", "1", "7"),
        texts("251800.75", "1", "7"),
        crs="EPSG:2263",
        home=NEW_YORK,
    )

    assert filled.lat[:2].tolist() == pytest.approx([40.85777, 40.70], abs=1e-5)
    assert filled.lon[:2].tolist() == pytest.approx([-73.89461, -73.95], abs=1e-5)
    assert np.isnan(filled.lat[2])


def test_points_are_expected_around_the_imported_places():
    import shapely

    shapes = np.array([shapely.box(-75.3, 39.9, -75.0, 40.1)], dtype=np.object_)

    area = around([shapes])

    assert area is not None
    assert fault("40.0", "-75.1", area=area) is Fault.NONE
    assert fault("41.9", "-87.6", area=area) is Fault.FAR_AWAY
    assert around([]) is None


def test_a_known_publishers_city_counts_for_more_than_the_imported_places():
    points = settle(texts("40.70"), texts("-73.95"), home=NEW_YORK, area=PHILADELPHIA)

    assert Fault(points.fault[0]) is Fault.NONE
