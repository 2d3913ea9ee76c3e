"""Philadelphia's open data, imported as its publishers lay it out; skipped where absent."""

from pathlib import Path

import pytest

from handlers.toolbox import Toolbox
from tests.incident_files import assert_true, incidents, snapshot, take_in

DATA = Path(__file__).parents[3] / "shared" / "data"
CLEANED = DATA / "phl_shooting_victims_2015_2025.csv.gz"
RAW = DATA / "phl_shootings_raw_carto_2015_2023.csv.gz"

needs_philadelphia = pytest.mark.skipif(
    not CLEANED.exists(), reason="Philadelphia's open data is not beside the checkout"
)


@needs_philadelphia
@pytest.mark.slow
def test_philadelphia_cleaned_has_the_incidents_that_are_known(
    tools: Toolbox, tmp_path: Path
) -> None:
    told = take_in(tools, CLEANED, timezone=None)

    assert told.rows == told.victims == 17_256
    assert told.new - told.unlocated == pytest.approx(14_252, abs=5)
    before = snapshot(tools)
    again = take_in(tools, CLEANED, timezone=None)
    assert (again.new, again.updated) == (0, 0)
    assert snapshot(tools) == before
    assert_true(tools)


@needs_philadelphia
@pytest.mark.slow
def test_philadelphia_raw_then_cleaned_adds_nothing_twice(tools: Toolbox, tmp_path: Path) -> None:
    report = tmp_path / "report.csv"
    raw = take_in(tools, RAW, timezone=None, report=report)
    take_in(tools, CLEANED, timezone=None, report=report)

    assert raw.excluded == 110
    found = incidents(tools)
    located = sum(one.cell is not None for one in found)
    assert located == pytest.approx(14_252, abs=5)
    assert sum(one.victims for one in found) == pytest.approx(17_256, abs=10)
    assert_true(tools)
