"""GeoJSON of incidents, as publishers write it and as nobody should."""

import json

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.errors import BotError
from tests.incident_reading import take

POINT = {"type": "Point", "coordinates": [-75.16, 39.95]}
DATED = {"occurred_at": "2021-07-15 13:41"}
GOOD = {"type": "Feature", "properties": DATED, "geometry": POINT}


def feature(lon, lat, **properties):
    geometry = None if lon is None else {"type": "Point", "coordinates": [lon, lat]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features):
    return json.dumps({"type": "FeatureCollection", "features": features})


def test_features_are_read_with_their_own_coordinates(make):
    text = collection(
        feature(-75.16, 39.95, dc_key="202101000001", fatal=True, date="2021/07/15 13:41:00"),
        feature(None, None, dc_key=202101000002.0, fatal=False, date="2021/07/16 00:10:00"),
    )

    reader, (batch,) = take(make(text, "shootings_2021.json.gz"))

    assert reader.preset.name == "philadelphia-cleaned"
    assert batch.line.tolist() == [1, 2]
    assert batch.number.tolist() == ["202101000001", "202101000002"]
    assert batch.lat[0] == 39.95
    assert np.isnan(batch.lat[1])
    assert batch.fatal.tolist() == [1, 0]


def test_feature_times_may_be_milliseconds_and_the_file_may_bear_a_mark(make):
    text = "\ufeff" + collection(feature(-75.16, 39.95, dc_key="1", fatal=0, date=1626356460000))

    _reader, (batch,) = take(make(text, "a.geojson"))

    assert batch.minute.astype("datetime64[m]").astype(str).tolist() == ["2021-07-15T13:41"]


@pytest.mark.parametrize(
    ("geometry", "said"),
    [
        ({"type": "LineString", "coordinates": [[-75.1, 39.9], [-75.2, 39.9]]}, "is not a point"),
        ({"type": "GeometryCollection", "geometries": [POINT]}, "is not a point"),
        ({"type": "Point", "coordinates": [-75.1]}, "are not two numbers"),
        ({"type": "Point", "coordinates": [[-75.1], [39.9]]}, "are not two numbers"),
        ({"type": "Point", "coordinates": [True, False]}, "are not two numbers"),
        ({"type": "Point", "coordinates": [-75.1, None]}, "are not two numbers"),
        ({"type": "Point", "coordinates": {"lon": -75.1}}, "are not two numbers"),
        ({"type": "Point", "coordinates": "-75.1 39.9"}, "are not two numbers"),
        ({"type": "Point", "coordinates": 5}, "are not two numbers"),
        ({"type": "Point", "coordinates": ["east", "north"]}, "is not a number"),
        ("POINT (-75.1 39.9)", "cannot be made out"),
        ([POINT], "cannot be made out"),
        (7, "cannot be made out"),
    ],
)
def test_a_geometry_that_is_no_point_is_rejected(make, geometry, said):
    text = collection(GOOD, {"type": "Feature", "properties": DATED, "geometry": geometry})

    reader, (batch,) = take(make(text, "a.geojson"))

    assert batch.line.tolist() == [1]
    assert [one.line for one in reader.rejections] == [2]
    assert said in reader.rejections[0].reason


@pytest.mark.parametrize("odd", [5, "text", None, [GOOD], {**GOOD, "properties": "text"}])
def test_what_is_no_feature_is_rejected(make, odd):
    reader, (batch,) = take(make(collection(odd, GOOD), "a.geojson"))

    assert batch.line.tolist() == [2]
    assert [(one.line, one.reason) for one in reader.rejections] == [
        (1, "it is not a feature with properties")
    ]


@pytest.mark.parametrize("nowhere", [None, {}, {"type": "Point", "coordinates": []}])
def test_a_feature_without_coordinates_has_no_place(make, nowhere):
    unplaced = {"type": "Feature", "properties": DATED, "geometry": nowhere}

    _reader, (batch,) = take(make(collection(unplaced), "a.geojson"))

    assert np.isnan(batch.lat).tolist() == [True]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.floats(-1e9, 1e9) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
SHAPES = ANYTHING | st.fixed_dictionaries({"type": st.just("Point"), "coordinates": ANYTHING})


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    ANYTHING | st.fixed_dictionaries({"properties": ANYTHING | st.just(DATED), "geometry": SHAPES})
)
def test_whatever_a_feature_is_the_file_is_read_or_refused_in_words(make, odd):
    file = make(collection(odd, GOOD), "a.geojson")

    try:
        reader, batches = take(file)
    except BotError:
        return
    assert len(reader.rejections) + sum(len(batch) for batch in batches) == reader.rows == 2
