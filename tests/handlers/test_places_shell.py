import json

import h3.api.numpy_int as h3
import pytest
import shapely
from sqlalchemy import select
from typer.testing import CliRunner

from handlers.demographics import shell as demographics_shell
from handlers.places import shell as places_shell
from handlers.places.request import PlacesRequest
from handlers.places.service import import_places
from knowledge.errors import BotError, DataError, NothingKnownError, UsageError
from knowledge.places.kinds import Kind
from storage import demographics, places
from storage.tables import Import, Incident, Piece, PiecePlace, Source, Workspace
from tests.conftest import NOW

WEST = shapely.box(-75.14, 39.98, -75.12, 40.0)
EAST = shapely.box(-75.12, 39.98, -75.10, 40.0)
CITY = shapely.box(-75.14, 39.98, -75.11, 40.0)
CELL = int(h3.latlng_to_cell(39.99, -75.13, 9))


@pytest.fixture
def file(tmp_path):
    def written(name, *places, key="name"):
        features = [
            {
                "type": "Feature",
                "properties": {key: title},
                "geometry": shape and shapely.geometry.mapping(shape),
            }
            for title, shape in places
        ]
        path = tmp_path / name
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        return path

    return written


@pytest.fixture
def neighborhoods(file):
    return file("hoods.geojson", ("West-Side", WEST), ("East End", EAST))


@pytest.fixture
def run(tools):
    """Type a command; return what it printed."""

    def typed(*words, shell=places_shell):
        result = CliRunner().invoke(shell.commands(lambda: tools), [str(word) for word in words])
        if isinstance(result.exception, BotError):
            raise result.exception
        assert result.exception is None, result.output
        return result.stdout

    return typed


def test_places_are_imported_and_told(run, tools, workspace, neighborhoods):
    said = run(neighborhoods, "--kind", "neighborhood", "--attribution", "The city")

    with tools.read() as session:
        cells = places.study_cells(session, workspace=workspace)
        (layer,) = places.layers(session, workspace=workspace)
    assert "2 places (neighborhood) from hoods.geojson, names from name" in said
    assert f"Study area: {len(cells)} cells." in said
    assert layer.attribution == "The city"


def test_the_summary_can_be_had_as_json(run, file):
    path = file("hoods.geojson", ("West", WEST), ("West", EAST), ("Nowhere", None))

    said = json.loads(run(path, "--kind", "neighborhood", "--json"))

    assert said["rejected"] == [{"feature": 3, "reason": "it has no geometry"}]
    assert {name: said[name] for name in ("features", "places", "merged", "changed")} == {
        "features": 3, "places": 1, "merged": 1, "changed": True,
    }  # fmt: skip


def test_what_was_left_out_is_listed(run, file):
    said = run(file("hoods.geojson", ("West", WEST), ("", EAST)), "--kind", "neighborhood")

    assert "feature 2 left out: it has no name" in said


def test_no_more_features_are_listed_than_one_reads(run, file):
    none = [("", EAST)] * 23
    said = run(file("hoods.geojson", ("West", WEST), *none), "--kind", "neighborhood")

    assert said.count("left out: ") == 20
    assert "  and 3 more" in said


def test_a_dry_run_creates_no_workspace(run, tools, neighborhoods, table):
    run(neighborhoods, "--kind", "neighborhood", "--dry-run")
    with pytest.raises(NothingKnownError):
        run(table("name,population\nx,1\n"), "--dry-run", shell=demographics_shell)

    with tools.read() as session:
        assert session.scalars(select(Workspace)).all() == []


def test_a_dry_run_changes_nothing(run, tools, workspace, neighborhoods):
    said = run(neighborhoods, "--kind", "neighborhood", "--dry-run")

    with tools.read() as session:
        assert places.layers(session, workspace=workspace) == []
        assert places.study_cells(session, workspace=workspace).tolist() == []
    assert "A dry run: nothing was changed." in said


def test_the_same_file_again_changes_nothing(run, neighborhoods):
    run(neighborhoods, "--kind", "neighborhood")

    assert "The outlines are as they were" in run(neighborhoods, "--kind", "neighborhood")


def test_aliases_are_given_on_the_command_line(run, tools, workspace, neighborhoods):
    run(neighborhoods, "--kind", "neighborhood", "--alias", "Westie=west-side")

    with tools.read() as session:
        named = {each.name: each.aliases for each in places.names(session, workspace=workspace)}
    assert named == {"East End": (), "West-Side": ("Westie",)}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--alias", "Westie"), "--alias takes an alias"),
        (("--alias", "W=Nowhere"), "the file has no place Nowhere"),
        (("--name-field", "title"), "It has: name"),
    ],
)
def test_bad_usage_is_told_with_the_fix(run, neighborhoods, words, said):
    with pytest.raises(UsageError, match=said):
        run(neighborhoods, "--kind", "neighborhood", *words)


def test_a_file_without_a_single_place_is_refused(run, file):
    with pytest.raises(DataError, match="feature 1, it has no geometry"):
        run(file("none.geojson", ("A", None)), "--kind", "neighborhood")


def test_a_state_is_refused(run, file):
    with pytest.raises(DataError, match="more than a coalition's area"):
        run(file("state.geojson", ("PA", shapely.box(-80.5, 39.7, -74.7, 42.3))), "--kind", "city")


def test_the_study_area_follows_the_city_and_else_all_places(run, file, neighborhoods):
    def cells(path, kind):
        return json.loads(run(path, "--kind", kind, "--json"))["study_cells"]

    west = cells(file("west.geojson", ("West", WEST)), "neighborhood")
    both = cells(file("district.geojson", ("25", EAST)), "district")
    city = cells(file("city.geojson", ("Town", CITY)), "city")

    assert west < city < both
    assert cells(neighborhoods, "neighborhood") == city
    assert cells(file("sites.geojson", ("Park", shapely.Point(-75.13, 39.99))), "site") == city


def test_a_layer_after_incidents_is_approximate_and_says_what_makes_it_exact(
    run, tools, workspace, neighborhoods
):
    with tools.begin() as session:
        source = Source(workspace_id=workspace, slug="s", title="t", timezone="UTC")
        session.add(source)
        session.flush()
        session.add(
            Import(
                workspace_id=workspace, source_id=source.id, category="shooting",
                files=["shootings.csv"], finished_at=NOW, late={}, summary={},
            )
        )  # fmt: skip
        piece = Piece(workspace_id=workspace, cell=CELL, signature=str(CELL))
        session.add(piece)
        session.flush()
        session.add(
            Incident(
                workspace_id=workspace, source_id=source.id, category="shooting", minute=0,
                day=NOW.date(), hour=1, cell=CELL, piece_id=piece.id, victims=1, fatal=0,
            )
        )  # fmt: skip

    said = run(neighborhoods, "--kind", "neighborhood")
    again = json.loads(run(neighborhoods, "--kind", "neighborhood", "--json"))

    with tools.read() as session:
        west = places.by_key(session, workspace=workspace, kind=Kind.NEIGHBORHOOD)["West-Side"]
        assert session.scalars(select(PiecePlace.place_id)).all() == [west]
    assert "approximate until these are imported again: shootings.csv" in said
    assert again["approximate"] == ["shootings.csv"]


def test_an_import_that_another_one_overtook_changes_nothing(tools, workspace, neighborhoods, file):
    request = PlacesRequest(file=neighborhoods, kind=Kind.NEIGHBORHOOD)
    city = PlacesRequest(file=file("city.geojson", ("Town", CITY)), kind=Kind.CITY)

    def overtake(what, _share):
        if what == "Writing":
            import_places(tools, city)

    with pytest.raises(DataError, match="Another import of places"):
        import_places(tools, request, progress=overtake)
    with tools.read() as session:
        assert [each.kind for each in places.layers(session, workspace=workspace)] == [Kind.CITY]


def test_a_failure_while_writing_leaves_everything_as_it_was(
    tools, workspace, neighborhoods, file, monkeypatch
):
    import_places(tools, PlacesRequest(file=neighborhoods, kind=Kind.NEIGHBORHOOD))
    other = file("other.geojson", ("North", CITY))

    def fail(*_, **__):
        raise OSError("disk full")

    monkeypatch.setattr("storage.incidents.sums.rebuild_places", fail)
    with tools.read() as session:
        before = places.names(session, workspace=workspace)
    with pytest.raises(OSError, match="disk full"):
        import_places(tools, PlacesRequest(file=other, kind=Kind.NEIGHBORHOOD))

    with tools.read() as session:
        assert places.names(session, workspace=workspace) == before


def test_the_ranking_is_refreshed_when_the_ground_changed_and_only_then(
    tools, workspace, neighborhoods, file
):
    refreshed = []

    def refresh(_tools, *, workspace):
        refreshed.append(workspace)

    sites = file("sites.geojson", ("Park", shapely.Point(-75.13, 39.99)))
    for request in (
        PlacesRequest(file=neighborhoods, kind=Kind.NEIGHBORHOOD),
        PlacesRequest(file=neighborhoods, kind=Kind.NEIGHBORHOOD),
        PlacesRequest(file=sites, kind=Kind.SITE),
    ):
        import_places(tools, request, refresh=refresh)

    assert refreshed == [workspace]


@pytest.fixture
def table(tmp_path):
    def written(text):
        path = tmp_path / "residents.csv"
        path.write_text(text)
        return path

    return written


def test_demographics_are_matched_by_key_and_what_is_left_out_is_listed(
    run, tools, workspace, file, table
):
    run(file("d.geojson", ("24", WEST), ("25", EAST), key="district"), "--kind", "district")
    path = table("precinct,pop_total\n25,1000\n99,5\n25,7\n24,many\n")

    said = run(path, "--origin", "Census 2020", shell=demographics_shell)

    with tools.read() as session:
        known = places.by_key(session, workspace=workspace, kind=Kind.DISTRICT)
        kept = demographics.residents(session, known.values(), workspace=workspace)
    assert [(found.population, origin) for found, origin in kept.values()] == [
        (1000, "Census 2020")
    ]
    assert "1 of 4 rows fit a district by precinct" in said
    assert "line 3 left out: no place 99" in said
    assert "line 4 left out: 25 has an earlier row" in said
    assert "line 5 left out: pop_total is not a number" in said
    assert "1 places have no row." in said


def test_demographics_can_be_tried_and_told_as_json(run, tools, workspace, neighborhoods, table):
    run(neighborhoods, "--kind", "neighborhood")
    path = table("name,population\nEast End,10\n" + "".join(f"x{n},1\n" for n in range(30)))

    plain = run(path, "--dry-run", shell=demographics_shell)
    said = json.loads(run(path, "--dry-run", "--json", shell=demographics_shell))

    with tools.read() as session:
        known = places.by_key(session, workspace=workspace, kind=Kind.NEIGHBORHOOD)
        assert demographics.residents(session, known.values(), workspace=workspace) == {}
    assert "and 10 more" in plain
    assert (said["matched"], len(said["unmatched"]), said["without"]) == (1, 30, 1)


def test_demographics_without_places_say_what_to_import(run, table):
    with pytest.raises(NothingKnownError, match="import places FILE --kind tract"):
        run(table("geoid,population\n1,2\n"), shell=demographics_shell)
