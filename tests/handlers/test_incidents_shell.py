import io
import json

import pytest
import typer
from typer.testing import CliRunner

from handlers.incidents import shell
from handlers.incidents.request import ImportSummary
from handlers.progress import progress
from knowledge.errors import UsageError
from knowledge.incidents.batch import Category

HEADER = "id,occurred_at,lat,lon,victims,fatal\n"


@pytest.fixture
def run(sqlite_engine, make_tools, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    tools = make_tools(sqlite_engine)

    def call(*words):
        app = typer.Typer()
        app.add_typer(shell.commands(lambda: tools), name="import")
        return CliRunner().invoke(app, ["import", "incidents", *words], catch_exceptions=False)

    return call


@pytest.fixture
def town(tmp_path):
    file = tmp_path / "town.csv"
    file.write_text(
        HEADER
        + "1,2021-07-15 13:41,39.95,-75.16,2,1\n"
        + "2,2021-07-16,,,1,0\n"
        + "3,2021-07-17 03:00,39.96,-75.17,1,0\n"
        + "4,2021-07-18 03:00,39.96,-75.17,1,0\n"
        + "5,never,39.96,-75.17,1,0\n"
    )
    return str(file)


def test_file_is_imported_and_told_in_words(run, town):
    told = run(town, "--timezone", "America/New_York")

    assert told.exit_code == 0
    assert "5 rows read." in told.stdout
    assert "4 new, 0 updated" in told.stdout
    assert "people: 5 shot, 1 of them killed" in told.stdout
    assert "incidents without a place: 1" in told.stdout
    assert "from 2021-07-15 to 2021-07-18" in told.stdout
    assert "Reading…" in told.stderr


def test_json_is_all_that_is_printed_when_asked_for(run, town):
    told = run(town, "--timezone", "America/New_York", "--json")

    summary = json.loads(told.stdout)
    assert told.stderr == ""
    assert (summary["rows"], summary["new"], summary["rejected"]) == (5, 4, 1)
    assert (summary["first"], summary["last"]) == ("2021-07-15", "2021-07-18")


def test_rejected_rows_are_listed_by_line_and_reason_only(run, town, tmp_path):
    run(town, "--timezone", "America/New_York", "--report", str(tmp_path / "why.csv"))

    assert (tmp_path / "why.csv").read_text().splitlines() == [
        "file,line,reason",
        "town.csv,6,the date cannot be read",
    ]


def test_dry_run_says_that_nothing_was_changed(run, town):
    first = run(town, "--timezone", "America/New_York", "--dry-run")
    second = run(town, "--timezone", "America/New_York", "--dry-run")

    assert "A dry run: nothing was changed." in first.stdout
    assert "4 new" in second.stdout


def test_same_file_again_changes_nothing(run, town):
    run(town, "--timezone", "America/New_York")

    assert "Nothing was new." in run(town, "--timezone", "America/New_York").stdout


def test_what_a_person_can_mend_is_left_to_the_program_to_tell(run, town):
    with pytest.raises(UsageError, match="--timezone America/New_York"):
        run(town)


def test_help_needs_no_database():
    def no_toolbox():
        raise AssertionError

    app = typer.Typer()
    app.add_typer(shell.commands(no_toolbox), name="import")

    told = CliRunner().invoke(app, ["import", "incidents", "--help"])

    assert told.exit_code == 0
    assert "--dry-run" in told.stdout


def test_columns_are_mapped_by_role():
    assert shell.roles(["occurred_at=Shooting Date", " lat = Y=1 "]) == {
        "occurred_at": "Shooting Date",
        "lat": "Y=1",
    }


@pytest.mark.parametrize("pair", ["occurred_at", "=When", "occurred_at="])
def test_mapping_written_otherwise_is_refused_with_an_example(pair):
    with pytest.raises(UsageError, match="--map occurred_at=Incident_Date"):
        shell.roles([pair])


def test_category_is_a_word_however_written():
    assert shell.kind("Shots-fired") is Category.SHOTS_FIRED
    assert shell.kind(None) is None
    with pytest.raises(UsageError, match="There are: shooting, shots_fired, homicide, other"):
        shell.kind("burglary")


def test_report_and_notes_are_told():
    summary = ImportSummary(
        rows=1, new=0, updated=1, merged=0, rejected=1, excluded=0, unlocated=0,
        victims=0, fatal=0, first=None, last=None, notes=("Unverified.",), report="a.csv",
    )  # fmt: skip

    told = shell.lines(summary)

    assert told[0] == "1 row read."
    assert "Rejected rows, with reasons: a.csv" in told
    assert told[-1] == "Unverified."


def test_progress_is_plain_lines_where_there_is_no_terminal():
    out = io.StringIO()

    with progress(out) as told:
        told("About 30,000 rows.", None)
        for percent in range(0, 101, 5):
            told("Reading", percent / 100)
        told("Linking rows", 1)

    lines = out.getvalue().splitlines()
    assert lines[:3] == ["About 30,000 rows.", "Reading…", "Reading… 10%"]
    assert lines[-2:] == ["Reading… 100%", "Linking rows…"]
    assert len(lines) == 13


def test_progress_is_a_bar_on_a_terminal():
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    out = Terminal()

    with progress(out) as told:
        told("About [30,000] rows.", None)
        told("Reading", 0.5)

    assert "About [30,000] rows." in out.getvalue()


def test_progress_is_silent_beside_json():
    out = io.StringIO()

    with progress(out, silent=True) as told:
        told("Reading", 0.5)

    assert out.getvalue() == ""
