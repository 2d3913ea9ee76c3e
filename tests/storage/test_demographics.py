import gzip

import numpy as np
import pytest
import shapely

from knowledge.errors import DataError
from knowledge.places.census import Residents
from knowledge.places.drawing import draw
from knowledge.places.gathering import Area
from knowledge.places.kinds import Kind
from storage import demographics, places
from storage.places import writing
from tests.conftest import NOW


@pytest.fixture
def district(tools, workspace):
    """The id of a district."""
    shape = shapely.box(-75.14, 39.98, -75.12, 40.0)
    found = draw([Area("25", "District 25", ("25",), shape)], Kind.DISTRICT)
    with tools.begin() as session:
        none = np.empty(0, np.int64)
        new = writing.NewLayer(Kind.DISTRICT, "f", "", found, none, none)
        writing.replace(session, new, workspace=workspace, now=NOW)
        return places.by_key(session, workspace=workspace, kind=Kind.DISTRICT)["25"]


def test_residents_are_kept_with_their_origin_and_replaced_by_layer(tools, workspace, district):
    first, second = Residents(population=5, black=2), Residents(population=7)

    with tools.begin() as session:
        for found in (first, second):
            demographics.replace(
                session, {district: found}, workspace=workspace, kind=Kind.DISTRICT, origin="ACS"
            )
        demographics.replace(session, {}, workspace=workspace, kind=Kind.ZIP, origin="ACS")
        kept = demographics.residents(session, [district, 999], workspace=workspace)

    assert kept == {district: (second, "ACS")}


def test_another_workspace_sees_none(tools, workspace, district):
    with tools.begin() as session:
        demographics.replace(
            session, {district: Residents()}, workspace=workspace, kind=Kind.DISTRICT, origin="x"
        )

        assert demographics.residents(session, [district], workspace=workspace + 1) == {}


def test_rows_come_with_the_line_they_end_on(tmp_path):
    file = tmp_path / "d.csv"
    file.write_text('\ufeffkey,name\n1,"two\nlines"\n2\n')

    assert [(row.line, dict(row.values)) for row in demographics.read(file)] == [
        (3, {"key": "1", "name": "two\nlines"}),
        (4, {"key": "2", "name": ""}),
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"key,name\n", "has no rows"),
        (b'{"a": 1}', "is not CSV"),
        (b"", "is empty"),
        (gzip.compress(b"key,name\n1,2\n" * 100, mtime=0)[:-10], "cut short"),
        (b"key\n" + b"x" * 200_000, "not a whole CSV"),
    ],
)
def test_a_table_that_cannot_be_read_says_why(tmp_path, content, said):
    file = tmp_path / "d.csv"
    file.write_bytes(content)

    with pytest.raises(DataError, match=said):
        demographics.read(file)
