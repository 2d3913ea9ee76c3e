"""Around an import of incidents: dry runs, refusals, what is said, and what follows."""

import gzip
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.incidents import telling
from handlers.incidents.request import ImportRequest
from handlers.incidents.service import import_incidents
from handlers.toolbox import Toolbox
from knowledge.errors import DataError
from knowledge.incidents.batch import Category
from storage.incidents import applying, estimating
from storage.tables import Import
from tests.conftest import NOW
from tests.incident_files import incidents, line, snapshot, take_in, write


def test_a_dry_run_says_the_same_and_changes_nothing(tools: Toolbox, tmp_path: Path) -> None:
    take_in(tools, write(tmp_path / "a.csv", [line("A", 0), line("B", 60)]))
    before = snapshot(tools)
    file = write(tmp_path / "b.csv", [line("A", 5), line("C", 60)])

    tried = take_in(tools, file, dry_run=True)

    assert snapshot(tools) == before
    assert tried == take_in(tools, file)


def test_a_dry_run_before_anything_else_leaves_the_database_empty(
    tools: Toolbox, tmp_path: Path
) -> None:
    before = snapshot(tools)
    file = write(tmp_path / "a.csv", [line("A", 0), line("B", 60)])

    told = take_in(tools, file, dry_run=True)

    assert told.new == 2
    assert snapshot(tools) == before
    assert before["workspaces"] == []


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


def test_a_good_file_does_not_excuse_a_bad_one(tools: Toolbox, tmp_path: Path) -> None:
    bad = ("X", "no date", 39.99, -75.12, 1, 0)
    good = write(tmp_path / "good.csv", [line(f"N{at}", at) for at in range(20)])
    files = good, write(tmp_path / "bad.csv", [bad, bad])
    report = tmp_path / "report.csv"

    with pytest.raises(DataError, match=r"2 of 2 rows of bad\.csv"):
        take_in(tools, *files, report=report)

    assert incidents(tools) == []
    assert take_in(tools, *files, report=report, accept_rejected=True).new == 20


def test_how_long_others_wait_is_said_before_a_large_file_is_read(
    tmp_path: Path,
) -> None:
    plain = write(tmp_path / "a.csv", [])
    row = "N{},2026-03-01 12:00,39.99,-75.12,1,0\n".format
    with plain.open("a", encoding="utf-8") as out:
        out.writelines(row(at) for at in range(60_000))
    packed = tmp_path / "a.csv.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))

    for file in (plain, packed):
        assert estimating.rows([file]) == pytest.approx(60_000, rel=0.2)
    assert "may wait some 2 seconds" in (telling.wait(100_000) or "")
    assert telling.wait(20_000) is None


def test_the_ranking_is_refreshed_once_incidents_are_in(tools: Toolbox, tmp_path: Path) -> None:
    seen: list[tuple[int, str]] = []

    def refresh(tools: Toolbox, *, workspace: int, category: str) -> None:
        seen.append((workspace, category))

    file = write(tmp_path / "a.csv", [line("A", 0)])
    asked = ImportRequest(files=(file,), timezone="America/New_York")
    import_incidents(tools, asked.model_copy(update={"dry_run": True}), refresh=refresh)
    import_incidents(tools, asked, refresh=refresh)

    assert seen == [(1, "shooting")]


def test_both_rankings_are_refreshed_when_a_category_changes(
    tools: Toolbox, tmp_path: Path
) -> None:
    seen: list[str] = []

    def refresh(tools: Toolbox, *, workspace: int, category: str) -> None:
        seen.append(category)

    file = write(tmp_path / "a.csv", [line("A", 0), line("B", 60)])
    asked = ImportRequest(files=(file,), timezone="America/New_York", source="one")
    import_incidents(tools, asked)

    for category in (Category.HOMICIDE, Category.HOMICIDE):
        import_incidents(tools, asked.model_copy(update={"category": category}), refresh=refresh)

    assert seen == ["homicide", "shooting", "homicide"]


def test_an_import_ended_when_it_was_its_turn_not_when_it_began_to_wait(
    tools: Toolbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    serialize, waited = applying.serialize, [timedelta()]

    def wait_an_hour(session: Session) -> None:
        serialize(session)
        waited[0] = timedelta(hours=1)

    monkeypatch.setattr(applying, "serialize", wait_an_hour)
    slow = replace(tools, now=lambda: NOW + waited[0])

    take_in(slow, write(tmp_path / "a.csv", [line("A", 0)]))

    with tools.read() as session:
        assert session.scalars(select(Import.finished_at)).all() == [NOW + timedelta(hours=1)]
