import pytest

from knowledge.errors import UsageError
from knowledge.incidents.preset import assign, holds_people, plain, recognise
from storage.incidents import presets

HEADERS = {
    "philadelphia-raw": "the_geom,objectid,dc_key,date_,time,officer_involved,fatal,lat,lng",
    "philadelphia-cleaned": "dc_key,datetime,fatal,age,street_name,lat,lng",
    "nypd-historic": "INCIDENT_KEY,OCCUR_DATE,STATISTICAL_MURDER_FLAG,Latitude,Longitude",
    "nypd-2026": "INCIDENT_KEY,OCCUR_DATE,OCCUR_TIME,BORO,X_COORD_CD,Latitude,Longitude",
    "chicago-victims": "CASE_NUMBER,DATE,VICTIMIZATION_PRIMARY,GUNSHOT_INJURY_I,LATITUDE",
    "chicago-crimes": "ID,Case Number,Date,IUCR,Primary Type,Latitude,Longitude",
    "generic": "id,occurred_at,latitude,longitude",
}


@pytest.mark.parametrize(("name", "header"), HEADERS.items())
def test_each_layout_is_recognised_from_its_header(name, header):
    found = recognise(header.split(","), presets.every())

    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("header", ["Incident_Num,Shooting_Date,District", "date,amount", ""])
def test_unknown_header_is_not_recognised(header):
    assert recognise(header.split(","), presets.every()) is None


def test_case_spaces_quotes_and_byte_order_marks_do_not_hide_a_column():
    assert plain('\ufeff"Case  Number" ') == plain("case_number") == "case number"


def test_victims_table_belongs_to_its_incidents():
    header = ["INCIDENT_KEY", "VICTIM_ID", "STAT_MURDER_FLG"]

    found = recognise(header, presets.every())

    assert found is not None
    assert found.name == "nypd-2026"
    assert holds_people(found, header)
    assert not holds_people(found, HEADERS["nypd-2026"].split(","))


def test_both_layouts_of_a_publisher_are_one_source():
    sources = {preset.name: preset.source for preset in presets.every()}

    assert sources["philadelphia-raw"] == sources["philadelphia-cleaned"]
    assert sources["nypd-historic"] == sources["nypd-2026"]


def test_only_layouts_run_on_the_publishers_own_file_are_verified():
    verified = {preset.name for preset in presets.every() if preset.verified}

    assert verified == {"philadelphia-raw", "philadelphia-cleaned", "nypd-historic", "generic"}


def test_mapping_wins_over_the_preset_and_replaces_day_and_clock():
    found = assign(
        presets.named("philadelphia-raw"),
        ["dc_key", "date_", "time", "When"],
        {"occurred_at": "when"},
        "a.csv",
    )

    assert found == {"number": 0, "occurred_at": 3}


def test_mapped_day_replaces_a_moment():
    generic = presets.named("generic")

    assert assign(generic, ["datetime", "Day"], {"date": "Day"}, "a.csv") == {"date": 1}


def test_mapped_column_that_is_missing_is_named():
    with pytest.raises(UsageError, match=r"a\.csv has no column “When”, which --map occurred_at="):
        assign(presets.named("generic"), ["id"], {"occurred_at": "When"}, "a.csv")


def test_file_without_any_date_is_refused_with_the_fix():
    with pytest.raises(UsageError, match="--map occurred_at=COLUMN"):
        assign(presets.named("generic"), ["id", "lat", "lon"], {}, "a.csv")


def test_preset_that_does_not_exist_is_answered_with_those_that_do():
    with pytest.raises(UsageError, match="auto, chicago-crimes, chicago-victims, generic"):
        presets.named("atlantis")
