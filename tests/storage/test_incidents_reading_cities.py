"""What the publishers' own files come to, where they are present beside the checkout."""

from pathlib import Path

import numpy as np
import pytest

from tests import incident_reading

DATA = Path(__file__).parents[2].parent / "shared" / "data"
CLEANED = "phl_shooting_victims_2015_2025.csv.gz"
RAW = "phl_shootings_raw_carto_2015_2023.csv.gz"
NYPD = "nyc_nypd_shootings_historic_2006_2007.csv.gz"
BOSTON = "bos_shootings_2015_2022_district.csv"
SHOTS = "bos_shots_fired_2015_2022_district.csv.gz"


def take(name, **more):
    file = DATA / name
    if not file.exists():
        pytest.skip(f"the open data {name} is not beside this checkout")
    return incident_reading.take(file, **{"timezone": None, **more})


def column(batches, name):
    return np.concatenate([getattr(batch, name) for batch in batches])


def test_philadelphia_cleaned_is_taken_in_whole():
    reader, batches = take(CLEANED)

    assert (reader.preset.name, reader.rows) == ("philadelphia-cleaned", 17_256)
    assert (len(reader.rejections), reader.excluded) == (0, 0)
    assert np.isnan(column(batches, "lat")).sum() == 20
    assert (column(batches, "victims").sum(), column(batches, "fatal").sum()) == (17_256, 3_605)
    assert len(set(column(batches, "number"))) == 15_381
    assert column(batches, "time_known").all()


def test_philadelphia_raw_leaves_out_officer_involved_rows():
    reader, batches = take(RAW)

    assert (reader.preset.name, reader.rows) == ("philadelphia-raw", 14_861)
    assert (len(reader.rejections), reader.excluded) == (0, 110)
    assert column(batches, "fatal").sum() == 3_049
    assert not any(number.endswith(".0") for number in column(batches, "number"))


def test_philadelphia_raw_takes_officer_involved_rows_when_asked():
    reader, batches = take(RAW, include_officer_involved=True)

    assert reader.excluded == 0
    assert (~column(batches, "time_known")).sum() == 110
    assert np.isnan(column(batches, "lat")).sum() == 574


def test_both_philadelphia_layouts_agree_on_number_and_minute():
    _reader, raw = take(RAW)
    _reader, cleaned = take(CLEANED)
    known = set(zip(column(cleaned, "number"), column(cleaned, "minute"), strict=True))
    pairs = set(zip(column(raw, "number"), column(raw, "minute"), strict=True))

    numbers = {number for number, _minute in pairs}
    assert len(numbers) == 13_345
    assert len(numbers & {number for number, _minute in known}) == 13_344
    assert len(pairs & known) / len(pairs) > 0.995


def test_nypd_historic_is_taken_in_whole():
    reader, batches = take(NYPD)

    assert (reader.preset.name, reader.rows) == ("nypd-historic", 3_942)
    assert (len(reader.rejections), reader.excluded) == (0, 0)
    assert column(batches, "fatal").sum() == 818
    assert len(set(column(batches, "number"))) == 3_008
    assert not np.isnan(column(batches, "lat")).any()


def test_boston_is_read_by_mapping_without_places():
    reader, batches = take(
        BOSTON,
        mapping={
            "occurred_at": "Shooting_Date",
            "number": "Incident_Num",
            "fatal": "Shooting_Type_V2",
        },
        timezone="America/New_York",
    )

    assert (reader.rows, len(reader.rejections)) == (1_661, 0)
    assert column(batches, "fatal").sum() == 270
    assert np.isnan(column(batches, "lat")).all()
    assert any("every row counts in totals, none is on the map" in note for note in reader.notes)
