import gzip
from pathlib import Path

import pytest

from knowledge.errors import BotError, DataError, UsageError
from tests.incident_reading import GENERIC, GOOD, take

NYPD = "INCIDENT_KEY,OCCUR_DATE,STATISTICAL_MURDER_FLAG\n1,01/02/2006,true\n"


def refusal(error, *contents, **more):
    """Return what is said about files of some contents, written beside one another."""
    with pytest.raises(error) as told:
        take(*contents, **more)
    assert isinstance(told.value, BotError)
    return str(told.value)


def test_missing_file_is_named_without_its_folder(tmp_path):
    said = refusal(DataError, tmp_path / "gone.csv")

    assert said == "There is no file gone.csv."


def test_folder_is_no_file(tmp_path):
    assert "is a folder" in refusal(DataError, tmp_path)


def test_no_files_at_all_are_refused():
    assert "Say which file" in refusal(UsageError)


@pytest.mark.parametrize("data", ["", "\ufeff", "\n \n", gzip.compress(b"", mtime=0)])
def test_empty_file_is_refused(make, data):
    assert refusal(DataError, make(data)) == "a.csv is empty."


def test_header_alone_is_refused(make):
    assert refusal(DataError, make(GENERIC)) == "a.csv has a header but no rows."


@pytest.mark.parametrize("cut", [20, 60, 5000])
def test_truncated_gzip_is_refused_whole(make, cut):
    rows = "".join(f"{n},2021-07-15 13:41,39.{n:06},-75.{n * 7:06}\n" for n in range(9000))
    data = gzip.compress((GENERIC + rows).encode())

    said = refusal(DataError, make(data[:cut], "a.csv.gz"))

    assert said == "a.csv.gz is cut short or damaged, so nothing was changed. Download it again."


def test_damaged_gzip_is_refused_whole(make):
    data = bytearray(gzip.compress((GENERIC + GOOD * 999).encode()))
    data[-6] ^= 0xFF

    assert "cut short or damaged" in refusal(DataError, make(bytes(data), "a.csv.gz"))


def test_truncated_geojson_is_refused_whole(make):
    text = '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"da'

    assert "is not whole GeoJSON" in refusal(DataError, make(text, "a.geojson"))


def test_geojson_without_features_is_refused(make):
    text = '{"type": "FeatureCollection", "features": []}'

    assert "holds no GeoJSON features" in refusal(DataError, make(text, "a.geojson"))


def test_list_of_json_is_refused_with_the_fix(make):
    assert "Download it as CSV or GeoJSON" in refusal(DataError, make('[{"a": 1}]', "a.json"))


@pytest.mark.parametrize("data", [b"PK\x03\x04 and more", b"\xd0\xcf\x11\xe0 and more"])
def test_spreadsheet_is_refused_with_the_fix(make, data):
    assert "Save it as CSV" in refusal(DataError, make(data, "a.xlsx"))


def test_wide_characters_are_refused_with_the_fix(make):
    assert "CSV UTF-8" in refusal(DataError, make((GENERIC + GOOD).encode("utf-16")))


def test_unknown_layout_is_refused_with_the_way_to_say_it(make):
    said = refusal(UsageError, make("When,Where\n2021-07-15,SECRET STREET\n"))

    assert "--map occurred_at=COLUMN --map lat=COLUMN --map lon=COLUMN" in said
    assert "SECRET" not in said


def test_file_without_a_header_does_not_have_its_first_row_told(make):
    said = refusal(UsageError, make("SECRET,2021-07-15\nSECRET,2021-07-16\n"))

    assert "SECRET" not in said


def test_columns_that_a_named_preset_needs_are_said(make):
    said = refusal(UsageError, make(GENERIC + GOOD), preset="nypd-historic")

    assert "incident_key, occur_date, statistical_murder_flag" in said
    assert "--map" in said


def test_mapped_column_that_is_missing_is_said(make):
    said = refusal(UsageError, make(GENERIC + GOOD), mapping={"occurred_at": "When"})

    assert "no column “When”" in said


def test_role_that_does_not_exist_is_answered_with_those_that_do(make):
    said = refusal(UsageError, make(GENERIC + GOOD), mapping={"latitude": "lat"})

    assert "--map knows no “latitude”" in said
    assert "occurred_at, date, time, lat, lon, number, victims, fatal" in said


def test_preset_that_does_not_exist_is_answered_with_those_that_do(make):
    assert "There are: auto," in refusal(UsageError, make(GENERIC + GOOD), preset="atlantis")


def test_files_of_different_layouts_are_refused_together(make):
    said = refusal(UsageError, make(GENERIC + GOOD), make(NYPD, "b.csv"))

    assert "a.csv: generic, b.csv: nypd-historic" in said


def test_same_file_twice_would_count_people_twice(make, tmp_path):
    file = make(GENERIC + GOOD)

    assert "named twice" in refusal(
        UsageError, file, tmp_path / Path("..") / tmp_path.name / "a.csv"
    )


def test_zone_has_to_be_known(make):
    file = make(GENERIC + GOOD)

    assert "--timezone America/New_York" in refusal(UsageError, file, timezone=None)
    assert "no time zone “Philly”" in refusal(UsageError, file, timezone="Philly")


def test_source_is_for_generic_files_and_plainly_spelt(make):
    assert "--source names" in refusal(UsageError, make(GENERIC + GOOD), source="My Police!")
    assert "--source names" in refusal(UsageError, make(NYPD, "b.csv"), source="nypd")
