"""Importing incidents, from files to incidents and sums, on both databases."""

from datetime import date
from pathlib import Path

from sqlalchemy import select

from handlers.toolbox import Toolbox
from knowledge.incidents.batch import Category
from storage.tables import Import, Workspace
from tests.incident_files import assert_true, incidents, line, snapshot, take_in, write


def test_an_incident_keeps_when_in_which_cell_and_how_many(tools: Toolbox, tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", [line("A", 0), line("A", 0, fatal=1), line("B", 60, 1)])

    told = take_in(tools, file)

    assert (told.rows, told.new, told.merged, told.victims, told.fatal) == (3, 2, 1, 3, 1)
    assert (told.first, told.last) == (date(2026, 3, 1), date(2026, 3, 1))
    first, second = incidents(tools)
    assert (first.victims, first.fatal, first.hour, first.day) == (2, 1, 12, date(2026, 3, 1))
    assert first.cell != second.cell
    assert_true(tools)


def test_the_same_file_again_changes_nothing_at_all(tools: Toolbox, tmp_path: Path) -> None:
    lines = [line("A", 0), line("B", 0), line("", 5, 1), line("C", 60, None), line("", 5, 1)]
    file = write(tmp_path / "a.csv", lines)
    take_in(tools, file)
    before = snapshot(tools)

    told = take_in(tools, file)

    assert (told.new, told.updated) == (0, 0)
    assert snapshot(tools) == before


def test_a_part_of_a_file_changes_nothing(tools: Toolbox, tmp_path: Path) -> None:
    lines = [line("A", 0), line("B", 0), line("B", 9, 1), line("C", 9, 1), line("D", 60)]
    take_in(tools, write(tmp_path / "a.csv", lines))
    before = snapshot(tools)

    told = take_in(tools, write(tmp_path / "b.csv", [lines[0], lines[3], lines[4]]))

    assert (told.new, told.updated) == (0, 0)
    assert snapshot(tools) == before


def test_a_later_file_wins_for_the_numbers_it_contains(tools: Toolbox, tmp_path: Path) -> None:
    take_in(tools, write(tmp_path / "a.csv", [line("A", 0), line("B", 60), line("C", 120)]))

    told = take_in(tools, write(tmp_path / "b.csv", [line("A", 0, fatal=1), line("B", 0)]))

    assert (told.new, told.updated) == (0, 1)
    joined, kept = incidents(tools)
    assert (joined.victims, joined.fatal, kept.victims) == (2, 1, 1)
    assert_true(tools)


def test_numbers_that_part_are_counted_apart(tools: Toolbox, tmp_path: Path) -> None:
    take_in(tools, write(tmp_path / "a.csv", [line("A", 0), line("B", 0)]))

    told = take_in(tools, write(tmp_path / "b.csv", [line("A", 0), line("B", 0, 1)]))

    assert (told.new, told.updated) == (1, 1)
    assert [one.victims for one in incidents(tools)] == [1, 1]
    assert_true(tools)


def test_files_named_together_are_one_import(tools: Toolbox, tmp_path: Path) -> None:
    files = write(tmp_path / "a.csv", [line("A", 0)]), write(tmp_path / "b.csv", [line("B", 0)])

    assert take_in(tools, *files).new == 1


def test_an_incident_without_a_place_counts_and_has_no_cell(tools: Toolbox, tmp_path: Path) -> None:
    told = take_in(tools, write(tmp_path / "a.csv", [line("A", 0, None), line("B", 0)]))

    assert told.unlocated == 1
    assert sorted(one.cell is None for one in incidents(tools)) == [False, True]
    assert_true(tools)


def test_the_workspace_takes_the_zone_of_its_first_source(tools: Toolbox, tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", [line("A", 0)])
    take_in(tools, file)

    with tools.read() as session:
        assert session.scalars(select(Workspace.timezone)).one() == "America/New_York"
    assert take_in(tools, file, timezone=None).updated == 0


def test_late_arrivals_are_counted_by_how_late_they_are(tools: Toolbox, tmp_path: Path) -> None:
    day = 1440
    take_in(tools, write(tmp_path / "a.csv", [line("A", 0), line("B", 9 * day)]))
    later = [line("C", 7 * day), line("D", 9 * day), line("E", 12 * day), line("F", 7 * day, 1)]
    take_in(tools, write(tmp_path / "b.csv", later))

    with tools.read() as session:
        first, second = session.scalars(select(Import).order_by(Import.id))
    assert (first.late, first.last) == ({}, date(2026, 3, 10))
    assert (second.late, second.last) == ({"0": 1, "2": 2}, date(2026, 3, 13))


def test_a_change_of_category_moves_the_counts(tools: Toolbox, tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", [line("A", 0), line("B", 60)])
    take_in(tools, file, source="one")

    told = take_in(tools, file, source="one", category=Category.HOMICIDE)

    assert told.updated == 2
    assert {one.category for one in incidents(tools)} == {"homicide"}
    assert_true(tools)


def test_a_file_that_fills_in_the_past_says_nothing_about_lateness(
    tools: Toolbox, tmp_path: Path
) -> None:
    take_in(tools, write(tmp_path / "a.csv", [line("A", 1440 * 9)]))
    take_in(tools, write(tmp_path / "b.csv", [line("B", 0)]))

    with tools.read() as session:
        assert [one.late for one in session.scalars(select(Import))] == [{}, {}]
