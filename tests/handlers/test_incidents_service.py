"""Importing incidents, from files to incidents and sums, on both databases."""

import gzip
import json
import random
import struct
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from handlers.incidents import telling
from handlers.places.request import PlacesRequest
from handlers.places.service import import_places
from handlers.toolbox import Toolbox
from knowledge.errors import DataError
from knowledge.incidents.batch import Category
from knowledge.places.kinds import Kind
from storage.incidents import estimating
from storage.tables import Import, Incident, Layer, Piece, Workspace
from tests.incident_files import (
    SPOTS,
    assert_numbers_are_true,
    assert_sums_are_true,
    everything,
    line,
    take_in,
    write,
)


def incidents(tools: Toolbox) -> list[Incident]:
    with tools.read() as session:
        return list(session.scalars(select(Incident).order_by(Incident.minute, Incident.id)))


def snapshot(tools: Toolbox) -> dict[str, list[tuple[Any, ...]]]:
    with tools.read() as session:
        return everything(session)


def assert_true(tools: Toolbox) -> None:
    with tools.read() as session:
        assert_sums_are_true(session)


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


def test_a_dry_run_says_the_same_and_changes_nothing(tools: Toolbox, tmp_path: Path) -> None:
    take_in(tools, write(tmp_path / "a.csv", [line("A", 0), line("B", 60)]))
    before = snapshot(tools)
    file = write(tmp_path / "b.csv", [line("A", 5), line("C", 60)])

    tried = take_in(tools, file, dry_run=True)

    assert snapshot(tools) == before
    assert tried == take_in(tools, file)


def test_many_rejected_rows_refuse_the_file_and_a_report_lists_them(
    tools: Toolbox, tmp_path: Path
) -> None:
    bad = ("X", "no date", 39.99, -75.12, 1, 0)
    file = write(tmp_path / "a.csv", [line("A", 0), line("B", 60), bad])
    report = tmp_path / "report.csv"

    with pytest.raises(DataError, match=r"report\.csv"):
        take_in(tools, file, report=report)

    assert incidents(tools) == []
    assert report.read_text(encoding="utf-8").splitlines()[1].startswith("a.csv,4,")
    told = take_in(tools, file, report=report, accept_rejected=True)
    assert (told.rejected, told.new, told.report) == (1, 2, report)
    assert json.loads(json.dumps(told.as_json()))["rejected"] == 1


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


def test_the_ranking_is_refreshed_once_incidents_are_in(tools: Toolbox, tmp_path: Path) -> None:
    from handlers.incidents.request import ImportRequest
    from handlers.incidents.service import import_incidents

    seen: list[tuple[int, str]] = []

    def refresh(tools: Toolbox, *, workspace: int, category: str) -> None:
        seen.append((workspace, category))

    file = write(tmp_path / "a.csv", [line("A", 0)])
    asked = ImportRequest(files=(file,), timezone="America/New_York")
    import_incidents(tools, asked.model_copy(update={"dry_run": True}), refresh=refresh)
    import_incidents(tools, asked, refresh=refresh)

    assert seen == [(1, "shooting")]


def test_how_long_others_wait_is_said_before_a_large_file_is_read(
    tmp_path: Path,
) -> None:
    lines = [line(f"N{at}", at // 4, at % 4) for at in range(60_000)]
    plain = write(tmp_path / "a.csv", lines)
    packed = tmp_path / "a.csv.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))

    for file in (plain, packed):
        assert estimating.rows([file]) == pytest.approx(60_000, rel=0.2)
    assert "may wait some 2 seconds" in (telling.wait(100_000) or "")
    assert telling.wait(20_000) is None


def test_a_file_that_fills_in_the_past_says_nothing_about_lateness(
    tools: Toolbox, tmp_path: Path
) -> None:
    take_in(tools, write(tmp_path / "a.csv", [line("A", 1440 * 9)]))
    take_in(tools, write(tmp_path / "b.csv", [line("B", 0)]))

    with tools.read() as session:
        assert [one.late for one in session.scalars(select(Import))] == [{}, {}]


def _layer(folder: Path, name: str, *edges: float) -> Path:
    """Write strips between longitudes as a layer of places."""
    shapes = [
        [[[west, 39.9], [east, 39.9], [east, 40.1], [west, 40.1], [west, 39.9]]]
        for west, east in pairwise(edges)
    ]
    features = [
        {
            "type": "Feature",
            "properties": {"name": f"{name} {at}"},
            "geometry": {"type": "Polygon", "coordinates": shape},
        }
        for at, shape in enumerate(shapes)
    ]
    file = folder / f"{name}.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return file


def _import_layer(tools: Toolbox, file: Path, kind: Kind) -> None:
    import_places(tools, PlacesRequest(file=file, kind=kind))


def test_a_layer_that_comes_later_becomes_exact_with_the_file(
    tools: Toolbox, tmp_path: Path
) -> None:
    file = write(tmp_path / "a.csv", [line("A", 0), line("B", 60, 1), line("C", 90, None)])
    take_in(tools, file)
    _import_layer(tools, _layer(tmp_path, "n", -75.2, -75.13, -75.0), Kind.NEIGHBORHOOD)
    assert_true(tools)

    told = take_in(tools, file)

    assert (told.new, told.updated) == (0, 2)
    assert_true(tools)
    before = snapshot(tools)
    assert before["layers"]
    assert all("a.csv" not in repr(row) for row in before["layers"])
    assert take_in(tools, file).updated == 0
    assert snapshot(tools) == before


def test_another_file_of_the_same_name_makes_no_layer_exact(tools: Toolbox, tmp_path: Path) -> None:
    def approximate() -> list[list[str]]:
        with tools.read() as session:
            return list(session.scalars(select(Layer.approximate)))

    old = [line("A", 0), line("B", 60, 1)]
    take_in(tools, write(tmp_path / "export.csv", old))
    _import_layer(tools, _layer(tmp_path, "n", -75.2, -75.13, -75.0), Kind.NEIGHBORHOOD)

    take_in(tools, write(tmp_path / "export.csv", [line("C", 900), line("D", 960, 1)]))
    assert approximate() == [["export.csv"]]
    take_in(tools, write(tmp_path / "other.csv", old))

    assert approximate() == [[]]
    with tools.read() as session:
        assert not any(one.startswith("aside") for one in session.scalars(select(Piece.signature)))
    assert_true(tools)


@pytest.mark.parametrize("seed", range(4))
def test_sums_are_true_after_any_sequence_of_imports(
    tools: Toolbox, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    _import_layer(tools, _layer(tmp_path, "n", -75.2, -75.13, -75.0), Kind.NEIGHBORHOOD)
    _import_layer(tools, _layer(tmp_path, "d", -75.2, -75.1199, -75.0), Kind.DISTRICT)
    for turn in range(6):
        lines = [
            line(
                chance.choice("ABCDEFGH") if chance.random() < 0.8 else "",
                chance.choice((0, 1, 60, 1440 * 20, 1440 * 45)),
                chance.choice((None, *range(len(SPOTS)))),
                chance.randint(1, 3),
                chance.randint(0, 1),
            )
            for _row in range(chance.randint(1, 12))
        ]
        category = chance.choice((Category.SHOOTING, Category.HOMICIDE))
        source = chance.choice(("one", "other"))
        file = write(tmp_path / f"{turn}.csv", lines)
        take_in(tools, file, category=category, source=source)
        assert_true(tools)
        before = snapshot(tools)
        take_in(tools, file, category=category, source=source)
        assert snapshot(tools) == before
        with tools.read() as session:
            assert_numbers_are_true(session)


def test_no_number_coordinate_or_address_is_in_the_file(
    sqlite_engine: Engine, make_tools: Any, tmp_path: Path
) -> None:
    tools = make_tools(sqlite_engine)
    secret = "2026-99-087654"
    file = write(tmp_path / "a.csv", [line(secret, 0), line("B", 60)])
    head, *rows = file.read_text(encoding="utf-8").splitlines()
    addressed = [f"{head},location", *(f"{row},1200 BLOCK N SECRET ST" for row in rows)]
    file.write_text("\n".join(addressed), encoding="utf-8")
    take_in(tools, file)
    with tools.begin() as session:
        assert session.scalar(select(func.count()).select_from(Import)) == 1

    held = b"".join(part.read_bytes() for part in tmp_path.glob("coalition.db*"))

    lat, lon = SPOTS[0]
    for word in (secret, "SECRET ST", "087654", str(lat)[:6], str(lon)[:7]):
        assert word.encode() not in held
    for number in (lat, lon):
        assert struct.pack("<d", number) not in held
        assert struct.pack(">d", number) not in held
