"""Incidents and layers of places: which came first, and what makes a layer exact."""

from pathlib import Path

from sqlalchemy import select

from handlers.toolbox import Toolbox
from knowledge.places.kinds import Kind
from storage.tables import Layer, Piece
from tests.incident_files import assert_true, line, snapshot, strips, take_in, take_in_layer, write


def test_a_layer_that_comes_later_becomes_exact_with_the_file(
    tools: Toolbox, tmp_path: Path
) -> None:
    file = write(tmp_path / "a.csv", [line("A", 0), line("B", 60, 1), line("C", 90, None)])
    take_in(tools, file)
    take_in_layer(tools, strips(tmp_path, "n", -75.2, -75.13, -75.0), Kind.NEIGHBORHOOD)
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
    take_in_layer(tools, strips(tmp_path, "n", -75.2, -75.13, -75.0), Kind.NEIGHBORHOOD)

    take_in(tools, write(tmp_path / "export.csv", [line("C", 900), line("D", 960, 1)]))
    assert approximate() == [["export.csv"]]
    take_in(tools, write(tmp_path / "other.csv", old))

    assert approximate() == [[]]
    with tools.read() as session:
        assert not any(one.startswith("aside") for one in session.scalars(select(Piece.signature)))
    assert_true(tools)
