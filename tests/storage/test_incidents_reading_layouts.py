import pytest

from knowledge.errors import UsageError
from knowledge.incidents.batch import Category
from tests.incident_reading import GENERIC, GOOD, ask, take

SWAPPED = "INCIDENT_KEY,OCCUR_DATE,OCCUR_TIME,Latitude,Longitude\n"


def test_incidents_and_victims_of_2026_are_put_together_in_any_order(make):
    incidents = make(
        SWAPPED + "1,01/02/2026,02:00:00,-73.95,40.70\n" + "2,01/03/2026,02:00:00,-73.95,40.71\n"
    )
    people = make("INCIDENT_KEY,VICTIM_ID,STAT_MURDER_FLG\n1,1,Y\n1,2,N\n9,3,N\n", "victims.csv")

    reader, (batch,) = take(people, incidents)

    assert reader.preset.name == "nypd-2026"
    assert batch.lat.tolist() == [40.70, 40.71]
    assert batch.victims.tolist() == [2, 1]
    assert batch.fatal.tolist() == [1, 0]
    assert reader.rows == 2
    said = " ".join(reader.notes)
    assert "Unverified" in said
    assert "2 rows had latitude and longitude swapped" in said
    assert "1 incident has nobody in the table of people" in said
    assert "1 incident of the table of people is not in the incidents files" in said


def test_rows_of_the_victims_table_that_cannot_be_used_are_told_by_line(make):
    incidents = make(SWAPPED + "1,01/02/2026,02:00:00,-73.95,40.70\n")
    rows = ["1,1,Y", "2.6E+8,2,Y", "1,3", ",4,N", "1,5,N"]
    people = make("INCIDENT_KEY,VICTIM_ID,STAT_MURDER_FLG\n" + "\n".join(rows), "victims.csv")

    reader, (batch,) = take(incidents, people)

    assert (batch.victims.tolist(), batch.fatal.tolist()) == ([2], [1])
    assert [(one.file, one.line, one.reason) for one in reader.rejections] == [
        ("victims.csv", 3, "a spreadsheet has rounded the incident number"),
        ("victims.csv", 4, "2 values where the header has 3"),
        ("victims.csv", 5, "the incident number is missing"),
    ]
    assert [(one.file.name, one.rows, one.rejected) for one in reader.tallies] == [
        ("victims.csv", 5, 3),
        ("a.csv", 1, 0),
    ]


def test_incidents_of_2026_alone_count_one_person_each_and_say_so(make):
    reader, (batch,) = take(make(SWAPPED + "1,01/02/2026,02:00:00,-73.95,40.70\n"))

    assert (batch.victims.tolist(), batch.fatal.tolist()) == ([1], [0])
    assert any("Name both files in one command" in note for note in reader.notes)


def test_victims_of_2026_alone_are_refused(make):
    people = make("INCIDENT_KEY,VICTIM_ID,STAT_MURDER_FLG\n1,1,Y\n")

    with pytest.raises(UsageError, match="Name the publisher's incidents file"):
        ask(people)


def test_chicago_victims_without_a_gunshot_are_left_out(make):
    text = "CASE_NUMBER,DATE,VICTIMIZATION_PRIMARY,GUNSHOT_INJURY_I,LATITUDE,LONGITUDE\n"
    row = "{},07/15/2021 01:41:00 PM,{},{},41.88,-87.63\n"
    rows = [("A", "HOMICIDE", "YES"), ("B", "HOMICIDE", "NO"), ("C", "BATTERY", "YES")]

    reader, (batch,) = take(make(text + "".join(row.format(*one) for one in rows)))

    assert batch.number.tolist() == ["A", "C"]
    assert batch.fatal.tolist() == [1, 0]
    assert reader.excluded == 1
    assert reader.timezone == "America/Chicago"


def test_zone_is_the_presets_then_the_one_said_then_the_workspaces(make):
    file = make(GENERIC + GOOD)

    assert (
        ask(file, timezone="America/Denver", workspace_timezone="UTC").timezone == "America/Denver"
    )
    assert (
        ask(file, timezone=None, workspace_timezone="America/Chicago").timezone == "America/Chicago"
    )
    nypd = make(SWAPPED + "1,01/02/2026,02:00:00,-73.95,40.70\n", "b.csv")
    assert ask(nypd, timezone="America/Denver").timezone == "America/New_York"


def test_generic_files_have_a_source_for_each_category_or_the_one_said(make):
    file = make(GENERIC + GOOD)

    assert ask(file).preset.source == "generic-shooting"
    assert ask(file, category=Category.SHOTS_FIRED).preset.source == "generic-shots_fired"
    named = ask(file, source="springfield-police").preset
    assert (named.source, named.title) == ("springfield-police", "springfield-police")


def test_nypd_copies_with_two_digit_years_and_missing_columns_are_read(make):
    text = "INCIDENT_KEY,OCCUR_DATE,OCCUR_TIME,STATISTICAL_MURDER_FLAG,Latitude,Longitude\n"
    flags = ["true", "FALSE", "Y", "N", "1", "0", "t", "f"]
    rows = [f"{n},01/02/06,02:00:00,{flag},40.7,-73.9\n" for n, flag in enumerate(flags)]

    _reader, (batch,) = take(make(text + "".join(rows)))

    assert set(batch.minute.astype("datetime64[m]").astype(str)) == {"2006-01-02T07:00"}
    assert batch.fatal.tolist() == [1, 0] * 4


def test_nypd_projected_feet_stand_in_for_missing_degrees(make):
    text = (
        "INCIDENT_KEY,OCCUR_DATE,STATISTICAL_MURDER_FLAG,X_COORD_CD,Y_COORD_CD,Latitude,Longitude\n"
    )

    _reader, (batch,) = take(make(text + "1,01/02/2006,Y,1013404.5625,251800.75,,\n"))

    assert batch.lat.tolist() == pytest.approx([40.85777], abs=1e-5)
    assert batch.time_known.tolist() == [False]


def test_mapped_column_may_be_written_in_any_usual_way(make):
    text = "INCIDENT_KEY,OCCUR_DATE,STATISTICAL_MURDER_FLAG,When\n1,x,Y,2006-01-02 02:00\n"

    reader, (batch,) = take(make(text), mapping={"occurred_at": "When"})

    assert reader.preset.name == "nypd-historic"
    assert batch.minute.astype("datetime64[m]").astype(str).tolist() == ["2006-01-02T07:00"]
