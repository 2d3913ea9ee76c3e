import pytest

from knowledge.errors import DataError, UsageError
from knowledge.places.census import Residents, key_of, recognise, residents
from knowledge.places.kinds import Kind
from knowledge.places.matching import match


def test_columns_are_known_by_the_names_and_codes_of_the_census():
    assert recognise(["GEOID", "B01003_001E", "MedHHInc"]) == {
        "population": "B01003_001E",
        "median_household_income": "MedHHInc",
    }


def test_a_file_without_known_figures_is_refused_with_its_columns():
    with pytest.raises(UsageError, match="It has: GEOID, hardship"):
        recognise(["GEOID", "hardship"])


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("1947", 1947),
        ("1,947.0", 1947),
        ("250,000+", 250_000),
        ("$52,100", 52_100),
        ("", None),
        ("-666666666", None),
        ("-999999999.0", None),
        ("(X)", None),
        ("NaN", None),
    ],
)
def test_figures_are_read_as_the_census_writes_them(text, figure):
    assert residents({"pop": text}, {"population": "pop"}) == Residents(population=figure)


@pytest.mark.parametrize("text", ["many", "inf", "3000000000", "1e400"])
def test_what_is_no_figure_is_told_by_its_column(text):
    with pytest.raises(ValueError, match="pop is"):
        residents({"pop": text}, {"population": "pop"})


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("1400000US42101000101", "42101000101"),
        ("25.0", "25"),
        (" 365.01 ", "365.01"),
        ("US Navy Yard", "US Navy Yard"),
    ],
)
def test_keys_lose_what_spreadsheets_and_the_census_add(text, key):
    assert key_of(text) == key


ROWS = [{"n": "1", "precinct": "5", "pop": "7"}, {"n": "2", "precinct": "6.0", "pop": "1"}]


def test_the_layer_and_column_that_fit_best_are_found():
    found = match(ROWS, {Kind.TRACT: {"1": 10}, Kind.DISTRICT: {"5": 1, "6": 2}})

    assert (found.kind, found.column, found.hits) == (Kind.DISTRICT, "precinct", 2)


def test_a_table_that_fits_nothing_or_lacks_its_column_is_refused():
    with pytest.raises(DataError, match="layers imported: district"):
        match(ROWS, {Kind.DISTRICT: {"99": 1}})
    with pytest.raises(UsageError, match="It has: n, precinct, pop"):
        match(ROWS, {Kind.DISTRICT: {"5": 1}}, column="key")
