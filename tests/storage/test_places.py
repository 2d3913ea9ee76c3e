from datetime import timedelta

import h3.api.numpy_int as h3
import numpy as np
import pytest
import shapely
from sqlalchemy import select, update

from knowledge.places.cells import largest, study_area
from knowledge.places.drawing import draw
from knowledge.places.gathering import Area
from knowledge.places.kinds import Kind
from storage import places
from storage.places import writing
from storage.places.assigning import approximate
from storage.tables import (
    CellPlace,
    Demographics,
    Import,
    Incident,
    IncidentNumber,
    Piece,
    PiecePlace,
    Place,
    Source,
    StudyCell,
    Workspace,
)
from tests.conftest import NOW

WEST = shapely.box(-75.14, 39.98, -75.12, 40.0)
EAST = shapely.box(-75.12, 39.98, -75.10, 40.0)
CELL = int(h3.latlng_to_cell(39.99, -75.13, 9))


def areas(**shapes):
    return [
        Area(key, key.title(), (f"alias {key}",), shape) for key, shape in sorted(shapes.items())
    ]


def put(session, workspace, found, kind=Kind.NEIGHBORHOOD, now=NOW):
    shapes = np.array([area.shape for area in found], np.object_)
    cells, most = largest(shapes if kind is not Kind.SITE else shapes[:0])
    new = writing.NewLayer(kind, "file.geojson", "The city", draw(found, kind), cells, most)
    return writing.replace(session, new, workspace=workspace, now=now)


def ids(session, workspace, kind=Kind.NEIGHBORHOOD):
    return places.by_key(session, workspace=workspace, kind=kind)


def add_import(session, workspace, *files):
    source = Source(workspace_id=workspace, slug=files[0], title="t", timezone="UTC")
    session.add(source)
    session.flush()
    session.add(
        Import(
            workspace_id=workspace, source_id=source.id, category="shooting", files=list(files),
            finished_at=NOW, late={}, summary={},
        )
    )  # fmt: skip
    session.flush()
    return source.id


def add_piece(session, workspace, cell, signature, *, used=True):
    piece = Piece(workspace_id=workspace, cell=cell, signature=signature)
    session.add(piece)
    session.flush()
    if used:
        add_incident(session, workspace, piece)
    return piece.id


def add_incident(session, workspace, piece):
    source = session.scalar(select(Source.id)) or add_import(session, workspace, "any.csv")
    session.add(
        Incident(
            workspace_id=workspace, source_id=source, category="shooting", minute=0, day=NOW.date(),
            hour=1, cell=piece.cell, piece_id=piece.id, victims=1, fatal=0,
        )
    )  # fmt: skip
    session.flush()


def move(session, *, to, off=None):
    """Move the incidents into another piece, those of one piece or all."""
    which = Incident.piece_id == off if off else Incident.piece_id.is_not(None)
    session.execute(update(Incident).where(which).values(piece_id=to))


def test_a_layer_is_kept_with_shapes_names_and_labels(tools, workspace):
    with tools.begin() as session:
        layer, changed = put(session, workspace, areas(west=WEST, east=EAST))

    with tools.read() as session:
        (info,) = places.layers(session, workspace=workspace)
        (kept,) = places.area_layers(session, workspace=workspace)
        drawn = places.outlines(session, workspace=workspace, kinds=[Kind.NEIGHBORHOOD])
        named = places.names(session, workspace=workspace)
        sizes = session.scalars(select(Place.area_km2)).all()
    assert changed
    assert (info.id, info.kind, info.attribution) == (layer, Kind.NEIGHBORHOOD, "The city")
    assert info.imported_at == NOW
    assert info.approximate == ()
    assert [shape.equals(whole) for shape, whole in zip(kept.areas, (EAST, WEST), strict=True)] == [
        True, True,
    ]  # fmt: skip
    assert [(each.name, each.aliases) for each in named] == [
        ("East", ("alias east",)), ("West", ("alias west",)),
    ]  # fmt: skip
    assert all(each.shape.contains(shapely.Point(each.lon, each.lat)) for each in drawn)
    assert [round(size, 1) for size in sizes] == [3.8, 3.8]


def test_every_cell_of_a_layer_knows_the_place_that_holds_most_of_it(tools, workspace):
    with tools.begin() as session:
        put(session, workspace, areas(west=WEST, east=EAST))
        rows = session.execute(select(CellPlace.cell, CellPlace.place_id)).all()
        known = ids(session, workspace)

    by_cell = dict(tuple(row) for row in rows)
    assert by_cell[CELL] == known["west"]
    assert set(by_cell.values()) == {known["west"], known["east"]}


def test_importing_the_same_ground_again_keeps_ids_and_changes_names(tools, workspace):
    with tools.begin() as session:
        first = put(session, workspace, areas(west=WEST, east=EAST))
        before = ids(session, workspace)
        again = [Area("east", "Far East", (), EAST), Area("west", "West", (), WEST)]
        second = put(session, workspace, again, now=NOW + timedelta(days=1))
        named = {each.id: each.name for each in places.names(session, workspace=workspace)}
        (info,) = places.layers(session, workspace=workspace)

    assert (first[1], second) == (True, (first[0], False))
    assert named == {before["east"]: "Far East", before["west"]: "West"}
    assert info.imported_at == NOW + timedelta(days=1)


def test_a_place_keeps_its_id_when_its_ground_changes_and_what_is_gone_takes_its_rows(
    tools, workspace
):
    north = shapely.box(-75.14, 40.0, -75.10, 40.02)
    with tools.begin() as session:
        put(session, workspace, areas(west=WEST, east=EAST))
        before = ids(session, workspace)
        session.add(
            Demographics(workspace_id=workspace, place_id=before["east"], origin="x", population=1)
        )
        session.flush()
        _layer, changed = put(session, workspace, areas(west=WEST.buffer(0.001), north=north))
        after = ids(session, workspace)
        owners = set(session.scalars(select(CellPlace.place_id)))
        left = session.scalars(select(Demographics.place_id)).all()

    assert changed
    assert after["west"] == before["west"]
    assert set(after) == {"west", "north", "West", "North"}
    assert owners == {after["west"], after["north"]}
    assert left == []


def test_pieces_known_before_a_layer_take_the_largest_place_of_their_cell(tools, workspace):
    far = int(h3.latlng_to_cell(41.0, -75.0, 9))
    with tools.begin() as session:
        add_import(session, workspace, "a.csv", "b.csv")
        add_import(session, workspace, "b.csv", "c.csv")
        inside = add_piece(session, workspace, CELL, f"{CELL}")
        add_piece(session, workspace, far, f"{far}")
        layer, _changed = put(session, workspace, areas(west=WEST, east=EAST))
        files = places.assign_layer(session, workspace=workspace, layer=layer)
        west = ids(session, workspace)["west"]

        assert files == ("a.csv", "b.csv", "c.csv")
        assert session.execute(select(PiecePlace.piece_id, PiecePlace.place_id)).all() == [
            (inside, west)
        ]
        assert approximate(session, workspace=workspace, layer=layer) == files


def test_pieces_are_put_aside_so_that_a_new_import_makes_its_own(tools, workspace):
    with tools.begin() as session:
        piece = add_piece(session, workspace, CELL, f"{CELL}")
        layer, _changed = put(session, workspace, areas(west=WEST))
        places.assign_layer(session, workspace=workspace, layer=layer)
        places.assign_layer(session, workspace=workspace, layer=layer)

        assert session.scalars(select(Piece.signature)).all() == [f"aside {piece},{layer},"]
        assert len(session.scalars(select(PiecePlace.place_id)).all()) == 1


def test_a_layer_is_exact_again_once_no_incident_is_in_a_piece_put_aside(tools, workspace):
    with tools.begin() as session:
        add_import(session, workspace, "a.csv", "b.csv")
        add_piece(session, workspace, CELL, f"{CELL}")
        layer, _changed = put(session, workspace, areas(west=WEST))
        places.assign_layer(session, workspace=workspace, layer=layer)
        places.mark_exact(session, ["a.csv"], workspace=workspace)
        assert approximate(session, workspace=workspace, layer=layer) == ("b.csv",)
        places.mark_exact(session, ["b.csv"], workspace=workspace)
        assert approximate(session, workspace=workspace, layer=layer) == ("a.csv", "b.csv")

        move(session, to=add_piece(session, workspace, CELL, f"{CELL},1", used=False))
        places.mark_exact(session, ["b.csv"], workspace=workspace)

        assert approximate(session, workspace=workspace, layer=layer) == ()
        assert session.scalars(select(Piece.signature)).all() == [f"{CELL},1"]


def test_a_number_holds_a_piece_as_an_incident_does(tools, workspace):
    with tools.begin() as session:
        add_import(session, workspace, "a.csv")
        piece = add_piece(session, workspace, CELL, f"{CELL}")
        layer, _changed = put(session, workspace, areas(west=WEST))
        places.assign_layer(session, workspace=workspace, layer=layer)
        move(session, to=None)
        session.add(
            IncidentNumber(
                workspace_id=workspace, source_id=session.scalar(select(Source.id)), digest=1,
                incident_id=1, minute=0, time_known=True, piece_id=piece, victims=1, fatal=0,
            )
        )  # fmt: skip
        places.mark_exact(session, [], workspace=workspace)

        assert approximate(session, workspace=workspace, layer=layer) == ("a.csv",)


def test_each_layer_is_exact_by_itself(tools, workspace):
    with tools.begin() as session:
        add_import(session, workspace, "a.csv")
        old = add_piece(session, workspace, CELL, f"{CELL}")
        first, _changed = put(session, workspace, areas(west=WEST))
        places.assign_layer(session, workspace=workspace, layer=first)
        exact_there = add_piece(session, workspace, CELL, f"{CELL},1")
        second, _changed = put(session, workspace, areas(west=WEST), Kind.DISTRICT)
        places.assign_layer(session, workspace=workspace, layer=second)

        move(session, off=old, to=exact_there)
        places.mark_exact(session, [], workspace=workspace)

        assert approximate(session, workspace=workspace, layer=first) == ()
        assert approximate(session, workspace=workspace, layer=second) == ("a.csv",)


def test_a_layer_that_came_first_is_exact(tools, workspace):
    with tools.begin() as session:
        add_piece(session, workspace, CELL, f"{CELL}", used=False)
        layer, _changed = put(session, workspace, areas(west=WEST))

        assert places.assign_layer(session, workspace=workspace, layer=layer) == ()
        assert session.scalars(select(Piece.id)).all() == []


def test_study_cells_are_replaced_and_come_back_sorted(tools, workspace):
    cells = study_area(np.array([WEST], np.object_))
    with tools.begin() as session:
        assert places.study_cells(session, workspace=workspace).tolist() == []
        writing.keep_study_area(session, cells[::-1], workspace=workspace)
        writing.keep_study_area(session, cells[::-1], workspace=workspace)
        found = places.study_cells(session, workspace=workspace)

    assert found.dtype == np.int64
    assert found.tolist() == cells.tolist()


def test_sites_are_no_layer_of_areas(tools, workspace):
    with tools.begin() as session:
        put(session, workspace, [Area("p", "Park", (), shapely.Point(-75.1, 40))], Kind.SITE)
        (drawn,) = places.outlines(session, workspace=workspace, kinds=[Kind.SITE])

        assert places.area_layers(session, workspace=workspace) == []
        assert drawn.shape.equals(shapely.Point(-75.1, 40))
        assert session.scalars(select(CellPlace.cell)).all() == []


def test_the_places_around_a_cell_are_those_of_one_kind(tools, workspace):
    east = int(h3.latlng_to_cell(39.99, -75.11, 9))
    with tools.begin() as session:
        put(session, workspace, areas(west=WEST, east=EAST))
        known = places.by_key(session, workspace=workspace, kind=Kind.NEIGHBORHOOD)

        def around(cell, kind=Kind.NEIGHBORHOOD):
            return places.around(session, workspace=workspace, cell=cell, kind=kind)

        assert (around(CELL), around(east)) == ([known["west"]], [known["east"]])
        assert around(CELL, Kind.ZIP) == []
        assert around(1) == []


def test_one_layer_can_be_left_out(tools, workspace):
    with tools.begin() as session:
        put(session, workspace, areas(west=WEST))
        put(session, workspace, areas(city=WEST), Kind.CITY)
        left = places.area_layers(session, workspace=workspace, leave_out=[Kind.CITY])

    assert [len(each.areas) for each in left] == [1]


def test_another_workspace_sees_nothing_and_loses_nothing(tools, workspace):
    with tools.begin() as session:
        other = Workspace(created_at=NOW, name="other")
        session.add(other)
        session.flush()
        put(session, workspace, areas(west=WEST))
        writing.keep_study_area(session, np.array([CELL]), workspace=workspace)
        put(session, other.id, areas(east=EAST))
        writing.keep_study_area(session, np.array([CELL]), workspace=other.id)

        assert set(ids(session, workspace)) == {"west", "West"}
        assert len(session.scalars(select(StudyCell.cell)).all()) == 2
        assert set(ids(session, other.id)) == {"east", "East"}
        assert len(session.scalars(select(Place.id)).all()) == 2


@pytest.mark.parametrize("times", [1, 2])
def test_queries_of_an_empty_workspace_are_empty(tools, workspace, times):
    with tools.read() as session:
        for _time in range(times):
            assert places.layers(session, workspace=workspace) == []
            assert places.names(session, workspace=workspace) == []
            assert places.outlines(session, workspace=workspace, kinds=list(Kind)) == []
            assert places.by_key(session, workspace=workspace, kind=Kind.ZIP) == {}
