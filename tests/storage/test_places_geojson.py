import gzip
import json

import pytest
import shapely

from knowledge.errors import DataError
from storage.places.geojson import read

SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}


def collection(*geometries, **more):
    features = [
        {"type": "Feature", "properties": {"name": f"n{at}"}, "geometry": geometry}
        for at, geometry in enumerate(geometries)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features, **more})


@pytest.fixture
def write(tmp_path):
    def written(text, name="places.geojson"):
        file = tmp_path / name
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    return written


def test_features_come_with_number_properties_and_shape(write):
    (found,) = read(write(collection(SQUARE)))

    assert (found.number, found.properties) == (1, {"name": "n0"})
    assert found.shape.equals(shapely.geometry.shape(SQUARE))


def test_packed_files_marks_and_a_single_feature_are_read(write):
    single = {"type": "Feature", "properties": None, "geometry": SQUARE}

    assert len(read(write(gzip.compress(collection(SQUARE, SQUARE).encode())))) == 2
    assert len(read(write("\ufeff" + json.dumps(single)))) == 1


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        {},
        {"type": "Polygon"},
        {"type": "Polygon", "coordinates": [[[0, 0]]]},
        {"type": "Polygon", "coordinates": "no"},
        {"type": "Polygon", "coordinates": []},
        {"type": "Blob", "coordinates": [[0, 0]]},
        {"type": "Point", "coordinates": ["a", "b"]},
        {"type": "Point", "coordinates": [float("nan"), 1]},
        "text",
    ],
)
def test_a_geometry_that_cannot_be_made_out_is_none(write, geometry):
    found = read(write(collection(SQUARE, geometry)))

    assert [feature.shape is None for feature in found] == [False, True]


def test_projected_coordinates_are_refused_with_the_fix(write):
    feet = {"type": "Point", "coordinates": [2_690_000, 240_000]}
    web = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::2272"}}

    with pytest.raises(DataError, match="ogr2ogr -t_srs EPSG:4326"):
        read(write(collection(SQUARE, feet)))
    with pytest.raises(DataError, match="not longitude and latitude"):
        read(write(collection(SQUARE, crs=web)))


@pytest.mark.parametrize(
    "name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4269"]
)
def test_systems_in_degrees_are_taken(write, name):
    crs = {"type": "name", "properties": {"name": name}}

    assert len(read(write(collection(SQUARE, crs=crs)))) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b\n1,2\n", "is not GeoJSON"),
        ('{"type": "FeatureCollection", "features": [', "is not whole GeoJSON"),
        ('{"type": "FeatureCollection", "features": []}', "has no features"),
        ('{"type": "FeatureCollection"}', "JSON without places"),
        ('{"a": 1}', "JSON without places"),
        ("", "is empty"),
        (gzip.compress(collection(SQUARE).encode(), mtime=0)[:-12], "cut short or damaged"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_it_is(write, text, said):
    with pytest.raises(DataError, match=said):
        read(write(text))


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(DataError, match=r"no file nowhere\.geojson"):
        read(tmp_path / "nowhere.geojson")
