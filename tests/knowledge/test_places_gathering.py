import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import UsageError
from knowledge.places.aliasing import with_aliases
from knowledge.places.columns import Columns, choose, text_of
from knowledge.places.gathering import Area, Feature, gather
from knowledge.places.kinds import Kind
from knowledge.places.mending import is_projected, mend
from knowledge.places.titles import title

SQUARE = shapely.box(0, 0, 1, 1)
BOW_TIE = shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])


def gathered(*features, kind=Kind.NEIGHBORHOOD, key=None):
    rows = [Feature(at, properties, shape) for at, (properties, shape) in enumerate(features, 1)]
    return gather(rows, kind, Columns("name", key))


def test_a_ring_that_crosses_itself_is_mended_and_keeps_its_area():
    found = gathered(({"name": "Bow"}, BOW_TIE))

    assert found.mended == 1
    assert found.places[0].shape.is_valid
    assert found.places[0].shape.area == pytest.approx(0.5)


def test_features_of_one_name_are_one_place():
    found = gathered(({"name": "A"}, SQUARE), ({"name": "a "}, shapely.box(1, 0, 2, 1)))

    assert found.merged == 1
    assert [place.shape.area for place in found.places] == [2.0]


def test_tracts_of_one_name_in_two_counties_stay_apart():
    found = gathered(
        ({"name": "1", "geoid": "42101000100"}, SQUARE),
        ({"name": "1", "geoid": "42045000100"}, shapely.box(1, 0, 2, 1)),
        kind=Kind.TRACT,
        key="geoid",
    )

    assert [place.key for place in found.places] == ["42045000100", "42101000100"]
    assert {place.name for place in found.places} == {"Tract 1", "Tract 1 (42045000100)"}


@pytest.mark.parametrize(
    ("properties", "shape", "reason"),
    [
        ({"name": "A"}, None, "it has no geometry"),
        ({"name": "A"}, shapely.Polygon(), "it has no geometry"),
        ({"name": " "}, SQUARE, "it has no name"),
        ({}, SQUARE, "it has no name"),
        ({"name": "A"}, shapely.Point(1, 1), "its outline encloses no area"),
        ({"name": "A"}, shapely.Polygon([(0, 0), (1, 1), (2, 2)]), "its outline encloses no area"),
        ({"name": "A" * 400}, SQUARE, "its name or key is too long"),
    ],
)
def test_what_cannot_be_a_place_is_refused_with_its_number_and_reason(properties, shape, reason):
    found = gathered(({"name": "Fine"}, SQUARE), (properties, shape))

    assert [(each.feature, each.reason) for each in found.refused] == [(2, reason)]
    assert len(found.places) == 1


def test_a_site_keeps_only_the_centre_of_its_cell():
    park = shapely.box(-75.13, 39.99, -75.128, 39.992)
    found = gathered(
        ({"name": "Park"}, park),
        ({"name": "Park"}, shapely.Point(-75.129, 39.991)),
        ({"name": "Park"}, shapely.Point(-75.0, 40.0)),
        kind=Kind.SITE,
    )

    assert found.merged == 1
    assert [place.key for place in found.places] == ["Park", "Park (2)"]
    assert found.places[0].shape.distance(shapely.Point(-75.129, 39.991)) < 0.003
    assert found.places[0].shape != shapely.Point(-75.129, 39.991)


def test_zip_codes_that_a_spreadsheet_made_numbers_get_their_zeros_back():
    assert gathered(({"name": 2134}, SQUARE), kind=Kind.ZIP).places[0].key == "02134"


@pytest.mark.parametrize(
    ("raw", "kind", "field", "name", "aliases"),
    [
        ("25", Kind.DISTRICT, "police_district", "District 25", ("25",)),
        ("75", Kind.DISTRICT, "precinct", "Precinct 75", ("75",)),
        ("19134", Kind.ZIP, "zip_code", "ZIP 19134", ("19134",)),
        ("365.01", Kind.TRACT, "NAME", "Tract 365.01", ("365.01",)),
        ("Eastwick-Elmwood", Kind.NEIGHBORHOOD, "n", "Eastwick-Elmwood", ("Eastwick", "Elmwood")),
        ("Center City-East", Kind.NEIGHBORHOOD, "n", "Center City-East", ("Center City",)),
        ("Kensington", Kind.NEIGHBORHOOD, "n", "Kensington", ()),
        ("7", Kind.NEIGHBORHOOD, "n", "7", ()),
    ],
)
def test_places_are_called_what_people_call_them(raw, kind, field, name, aliases):
    assert title(raw, kind, field) == (name, aliases)


def test_the_name_field_is_guessed_where_it_is_plain():
    assert choose([{"NTAName": "x", "ntacode": "B1"}], Kind.NEIGHBORHOOD) == Columns(
        "NTAName", "ntacode"
    )
    assert choose(
        [{"id": 3, "barrio": "Norte"}, {"id": 4, "barrio": "Sur"}], Kind.NEIGHBORHOOD
    ) == (Columns("barrio"))


def test_a_city_without_a_name_is_the_whole_city():
    assert choose([{"OBJECTID": 1}], Kind.CITY).fixed == "Whole city"
    assert choose([{"OBJECTID": 1}], Kind.CITY, fixed="Philadelphia").fixed == "Philadelphia"


def test_a_name_field_that_is_not_plain_is_asked_for_with_the_fields_there_are():
    rows = [{"left": "a", "right": "b"}, {"left": "c", "right": "d"}]

    with pytest.raises(UsageError, match="The file has: left, right"):
        choose(rows, Kind.NEIGHBORHOOD)
    with pytest.raises(UsageError, match="--name-field nom: the file has no such field"):
        choose(rows, Kind.NEIGHBORHOOD, name="nom")
    with pytest.raises(UsageError, match="It has: none"):
        choose([{}], Kind.NEIGHBORHOOD, key="nom")


@pytest.mark.parametrize(
    ("value", "text"), [(25.0, "25"), (" a\n b\x00", "a b"), (None, ""), (True, ""), (1.5, "1.5")]
)
def test_properties_become_clean_text(value, text):
    assert text_of(value) == text


def test_aliases_are_given_to_places_and_a_wrong_place_is_told_its_neighbors():
    places = [Area("k", "Kensington", (), SQUARE), Area("f", "Fishtown", ("Fish",), SQUARE)]

    found = with_aliases(places, [("Kenzo", "kensington"), ("The K", "Kensington")], Kind.CITY)

    assert found[0].aliases == ("Kenzo", "The K")
    with pytest.raises(UsageError, match="Near it: Fishtown"):
        with_aliases(places, [("x", "Fintowne")], Kind.CITY)
    with pytest.raises(UsageError, match="no place Qqq"):
        with_aliases(places, [("x", "Qqq")], Kind.CITY)


def test_lines_and_points_left_by_mending_are_dropped():
    mixed = shapely.GeometryCollection(
        [SQUARE, shapely.Point(5, 5), shapely.LineString([(0, 0), (9, 9)])]
    )

    assert mend(mixed).equals(SQUARE)
    assert mend(shapely.LineString([(0, 0), (1, 1)])).is_empty
    assert not mend(shapely.from_wkt("POLYGON Z ((0 0 1, 1 0 1, 1 1 1, 0 0 1))")).has_z


def test_feet_are_told_from_degrees():
    assert is_projected(np.array([shapely.Point(2_690_000, 240_000)]))
    assert not is_projected(np.array([shapely.Point(-75, 40)]))
    assert not is_projected(np.array([], np.object_))


@given(st.text(max_size=60), st.sampled_from(Kind), st.text(max_size=10))
def test_any_name_can_be_titled(raw, kind, field):
    name, aliases = title(raw, kind, field)

    assert raw in name
    assert all(isinstance(alias, str) for alias in aliases)
