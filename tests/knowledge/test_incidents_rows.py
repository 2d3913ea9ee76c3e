from datetime import date
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest

from knowledge.incidents.batch import Category
from knowledge.incidents.coordinates import Bounds
from knowledge.incidents.notes import Note, of_rows
from knowledge.incidents.rows import Layout, read
from storage.incidents import presets

GOOD = {
    "number": "7",
    "occurred_at": "2021-07-15 13:41:00",
    "lat": "39.95",
    "lon": "-75.16",
    "victims": "2",
    "fatal": "1",
}


def judge(*rows, preset="generic", **more):
    frame = pd.DataFrame([{**GOOD, **row} for row in rows], dtype=object)
    layout = Layout(
        preset=presets.named(preset),
        zone=ZoneInfo("America/New_York"),
        today=date(2026, 11, 22),
        **{"category": Category.SHOOTING, **more},
    )
    return read(np.arange(2, 2 + len(rows)), frame, layout)


def test_good_row_is_taken_in_whole():
    batch = judge({}).batch

    assert len(batch) == 1
    assert batch.line.tolist() == [2]
    assert batch.number.tolist() == ["7"]
    assert batch.minute.astype("datetime64[m]").astype(str).tolist() == ["2021-07-15T17:41"]
    assert batch.time_known.tolist() == [True]
    assert (batch.lat[0], batch.lon[0]) == (39.95, -75.16)
    assert (batch.victims.tolist(), batch.fatal.tolist()) == ([2], [1])
    assert (batch.victims.dtype, batch.lat.dtype) == (np.int32, np.float64)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"occurred_at": ""}, "the date is missing"),
        ({"occurred_at": "soon"}, "the date cannot be read"),
        ({"occurred_at": "2026-11-23 09:00"}, "the date is in the future"),
        ({"occurred_at": "01/02/68"}, "the date is in the future"),
        ({"lat": "-75.16", "lon": "39.95"}, "latitude and longitude look swapped"),
        ({"lat": "here"}, "latitude or longitude is not a number"),
        ({"lat": "236000", "lon": "2690000"}, "look like projected feet"),
        ({"lat": "41.88", "lon": "-87.63"}, "far outside the area"),
        ({"victims": "-1"}, "not a whole number, 0 or more"),
        ({"victims": "1", "fatal": "2"}, "more people killed than shot"),
        ({"number": "2.02E+11"}, "a spreadsheet has rounded the incident number"),
    ],
)
def test_bad_row_is_rejected_with_its_line_and_reason_alone(row, reason):
    found = judge({}, row, area=Bounds(-75.35, 39.80, -74.90, 40.20))

    assert found.batch.line.tolist() == [2]
    ((line, said),) = found.rejected
    assert line == 3
    assert reason in said


def test_row_with_several_faults_is_rejected_once():
    assert len(judge({"occurred_at": "", "lat": "here", "victims": "-1"}).rejected) == 1


def test_last_minute_of_today_is_not_the_future():
    assert not judge({"occurred_at": "2026-11-22 23:59"}).rejected


def test_row_without_coordinates_is_kept_without_a_place():
    batch = judge({"lat": "", "lon": ""}, {"lat": "0", "lon": "0"}).batch

    assert np.isnan(batch.lat).tolist() == [True, True]


def test_shots_fired_hit_nobody_unless_said():
    found = judge({"victims": "", "fatal": ""}, category=Category.SHOTS_FIRED)

    assert found.batch.victims.tolist() == [0]


def test_officer_involved_rows_are_left_out_and_counted_unless_asked_for():
    rows = [{"date": "2021-08-01", "rule:officer_involved": "N"}]
    rows += [{"date": "2021-08-01", "rule:officer_involved": "Y"}]

    left_out = judge(*rows, preset="philadelphia-raw")
    asked_for = judge(*rows, preset="philadelphia-raw", include_officer_involved=True)

    assert (len(left_out.batch), left_out.excluded) == (1, 1)
    assert (len(asked_for.batch), asked_for.excluded) == (2, 0)


def test_only_homicides_are_kept_from_chicago_crimes():
    row = {"occurred_at": "07/15/2021 01:41:00 PM", "lat": "41.88", "lon": "-87.63"}
    rows = [{**row, "fatal": kind, "rule:primary_type": kind} for kind in ("HOMICIDE", "THEFT")]

    found = judge(*rows, preset="chicago-crimes")

    assert (len(found.batch), found.excluded, found.rejected) == (1, 1, [])


def test_what_was_settled_by_rule_is_counted_and_said():
    found = judge(
        {"occurred_at": "2021-11-07 01:30:00"},
        {"occurred_at": "2021-03-14 02:30:00"},
    )

    assert found.notes[Note.TWICE] == 1
    assert found.notes[Note.NEVER] == 1
    said = of_rows(found.notes)
    assert "1 time fell in the hour that the clock shows twice" in said[0]
    assert "moved forward" in said[1]


def test_a_chunk_without_a_single_good_row_is_an_empty_batch():
    assert len(judge({"occurred_at": ""}).batch) == 0


def test_a_chunk_of_nothing_but_excluded_rows_is_an_empty_batch():
    found = judge({"rule:primary_type": "THEFT"}, preset="chicago-crimes")

    assert (len(found.batch), found.excluded, found.rejected) == (0, 1, [])


@pytest.mark.parametrize("day", ["0001-01-01", "1677-01-01", "9999-12-31 23:59:59"])
def test_days_at_the_ends_of_the_calendar_do_no_harm(day):
    ((line, reason),) = judge({"occurred_at": day}, {}).rejected

    assert (line, reason) == (2, "the date cannot be read")


def test_midnight_in_a_column_of_dates_is_no_time_of_day():
    row = {key: value for key, value in GOOD.items() if key != "occurred_at"}
    frame = pd.DataFrame([{**row, "date": "2021-07-15T00:00:00"}] * 2, dtype=object)
    frame.loc[1, "date"] = "2021-07-15T13:41:00"
    layout = Layout(
        preset=presets.named("generic"),
        zone=ZoneInfo("America/New_York"),
        today=date(2026, 11, 22),
        category=Category.SHOOTING,
    )

    assert read(np.array([2, 3]), frame, layout).batch.time_known.tolist() == [False, True]
