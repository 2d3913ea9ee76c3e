from datetime import date, timedelta

import numpy as np
import pytest

from knowledge.windows import Window
from storage import hotspots, process
from storage.incidents import coverage
from storage.tables import (
    EVERYWHERE,
    CellMonth,
    Import,
    Incident,
    Piece,
    PiecePlace,
    PlaceDay,
    Source,
    StudyCell,
)
from storage.workspaces import bind
from tests.conftest import NOW

MAY = Window(date(2026, 5, 1), date(2026, 6, 1))
HERE, THERE = 7, 8


@pytest.fixture
def filled(tools, workspace):
    """Two places with a few days each, in our workspace and a neighbour's."""
    with tools.begin() as session:
        other = _another(session)
        for owner, times in ((workspace, 1), (other, 100)):
            session.add(_day(owner, HERE, 1, 3 * times, fatal=1))
            session.add(_day(owner, HERE, 31, 2 * times, fatal=0))
            session.add(_day(owner, THERE, 2, 4 * times, fatal=4))
            session.add(_day(owner, EVERYWHERE, 1, 9 * times, fatal=5))
            session.add(_day(owner, EVERYWHERE, 32, 1 * times, fatal=0))
    return tools


def _another(session):

    bind(session, team="T1", name="Ours", now=NOW)
    return bind(session, team="T2", name="Theirs", now=NOW).id


def _day(workspace, place, day, incidents, *, fatal):
    return PlaceDay(
        workspace_id=workspace,
        category="shooting",
        place_id=place,
        day=date(2026, 4, 30) + timedelta(days=day),
        incidents=incidents,
        fatal_incidents=fatal,
        victims=incidents + 1,
        fatal=fatal,
        unlocated=0,
        night=incidents,
        morning=0,
        afternoon=0,
        evening=0,
    )


def test_sums_count_the_days_of_a_half_open_window_by_place(filled, workspace):
    with filled.read() as session:
        sums = hotspots.sums_by_place(session, workspace=workspace, category="shooting", window=MAY)

    assert sums["incidents"].to_dict() == {EVERYWHERE: 9, HERE: 5, THERE: 4}
    assert sums["victims"].to_dict() == {EVERYWHERE: 10, HERE: 7, THERE: 5}


@pytest.mark.parametrize(("fatal", "expected"), [(None, 5), (True, 1), (False, 4)])
def test_one_place_is_counted_by_kind(filled, workspace, fatal, expected):
    with filled.read() as session:
        found = hotspots.count(
            session,
            workspace=workspace,
            category="shooting",
            window=MAY,
            place=HERE,
            fatal=fatal,
        )

    assert found == expected


def test_weeks_count_by_weekday_monday_first_and_by_part_of_the_day(filled, workspace):
    with filled.read() as session:
        weeks = hotspots.weeks(
            session, workspace=workspace, category="shooting", window=MAY, places=[THERE]
        )

    assert list(weeks) == [THERE]
    assert weeks[THERE].sum() == 4
    assert weeks[THERE][date(2026, 5, 2).weekday(), 0] == 4


def test_extent_reaches_from_the_first_to_the_last_day_of_everything(filled, workspace):
    with filled.read() as session:
        found = hotspots.extent(session, workspace=workspace, category="shooting")
        none = hotspots.extent(session, workspace=workspace, category="homicide")

    assert found == Window(date(2026, 5, 1), date(2026, 6, 2))
    assert none is None


def test_fatal_and_other_incidents_are_counted_one_by_one_with_their_people(tools, workspace):
    with tools.begin() as session:
        source = _source(session, workspace)
        session.add(Piece(id=1, workspace_id=workspace, cell=99, signature="99|7"))
        session.flush()
        session.add(
            PiecePlace(
                workspace_id=workspace,
                piece_id=1,
                layer_id=_layer(session, workspace),
                place_id=_place(session, workspace),
            )
        )
        session.add_all(
            _incident(workspace, source, at, piece, victims, fatal)
            for at, (piece, victims, fatal) in enumerate([(1, 3, 1), (1, 2, 0), (None, 1, 1)])
        )
    with tools.read() as session:
        fatal = hotspots.sums_by_place(
            session, workspace=workspace, category="shooting", window=MAY, fatal=True
        )
        other = hotspots.sums_by_place(
            session, workspace=workspace, category="shooting", window=MAY, fatal=False
        )

    assert fatal.loc[EVERYWHERE].to_dict() == {
        "incidents": 2, "victims": 4, "fatal": 2, "unlocated": 1, "fatal_incidents": 2,
    }  # fmt: skip
    assert len(fatal) == 2
    assert other.loc[EVERYWHERE, "victims"] == 2


def test_nothing_counted_has_no_row(tools, workspace):
    with tools.read() as session:
        sums = hotspots.sums_by_place(
            session, workspace=workspace, category="shooting", window=MAY, fatal=True
        )

    assert sums.empty


def test_coverage_gathers_what_came_late_by_source(tools, workspace):
    with tools.begin() as session:
        source = _source(session, workspace)
        session.add(_import(workspace, source, date(2026, 5, 3), {}))
        session.add(_import(workspace, source, date(2026, 5, 9), {"2": 3, "0": 1}))
    with tools.read() as session:
        (found,) = coverage.reached(session, workspace=workspace, category="shooting")

    assert found.last == date(2026, 5, 9)
    assert sorted(found.late) == [0, 2, 2, 2]
    assert found.imports == 2


def test_the_ranking_is_kept_by_workspace_and_read_from_the_top(tools, workspace):
    with tools.begin() as session:
        for _again in range(2):
            hotspots.store_ranking(
                session,
                workspace=workspace,
                category="shooting",
                cells=np.array([30, 10, 20]),
                score=np.array([1.0, 3.0, 2.0]),
                rank=np.array([3, 1, 2]),
            )
    with tools.read() as session:
        highest = hotspots.highest_cells(
            session, workspace=workspace, category="shooting", highest=2
        )
        elsewhere = hotspots.highest_cells(session, workspace=5, category="shooting", highest=2)

    assert highest == {10: 1, 20: 2}
    assert elsewhere == {}


def test_months_and_cells_are_those_of_the_workspace(tools, workspace):
    with tools.begin() as session:
        session.add(StudyCell(workspace_id=workspace, cell=1))
        for month in (10, 11):
            session.add(
                CellMonth(
                    workspace_id=workspace, category="shooting", cell=1, month=month,
                    incidents=2, fatal_incidents=0, victims=2, fatal=0,
                )
            )  # fmt: skip
    with tools.read() as session:
        before = hotspots.months(session, workspace=workspace, category="shooting", before=11)
        size = hotspots.study_size(session, workspace=workspace)
        none = hotspots.months(session, workspace=9, category="shooting")

    assert before.to_numpy().tolist() == [[1, 10, 2]]
    assert size == 1
    assert list(none.columns) == ["cell", "month", "incidents"]


def test_a_ranking_is_stale_until_it_is_newer_than_its_data(tools, workspace):
    def stale(method="ours"):
        with tools.read() as session:
            return process.stale_rankings(session, method=method)

    with tools.begin() as session:
        session.add(_import(workspace, _source(session, workspace), date(2026, 5, 3), {}))
    assert stale() == [(workspace, "shooting")]

    with tools.begin() as session:
        hotspots.store_look_back(
            session, workspace=workspace, category="shooting",
            computed_at=NOW + timedelta(minutes=1), through=date(2026, 5, 2),
            method="ours", result={},
        )  # fmt: skip

    assert stale() == []
    assert stale("another method") == [(workspace, "shooting")]


def _source(session, workspace):
    source = Source(workspace_id=workspace, slug="s", title="S", timezone="UTC")
    session.add(source)
    session.flush()
    return source.id


def _import(workspace, source, last, late):
    return Import(
        workspace_id=workspace, source_id=source, category="shooting", files=["a.csv"],
        finished_at=NOW, last=last, late=late, summary={},
    )  # fmt: skip


def _incident(workspace, source, at, piece, victims, fatal):
    return Incident(
        workspace_id=workspace, source_id=source, category="shooting", minute=at,
        day=date(2026, 5, 4), hour=1, cell=None if piece is None else 99, piece_id=piece,
        victims=victims, fatal=fatal,
    )  # fmt: skip


def _layer(session, workspace):
    from storage.tables import Layer

    layer = Layer(
        workspace_id=workspace, kind="neighborhood", file="n", imported_at=NOW, approximate=[]
    )
    session.add(layer)
    session.flush()
    return layer.id


def _place(session, workspace):
    from storage.tables import Place

    place = Place(
        workspace_id=workspace, layer_id=1, key="k", name="K", aliases=[], geometry=b"",
        outline=b"", area_km2=1.0, lat=0.0, lon=0.0,
    )  # fmt: skip
    session.add(place)
    session.flush()
    return place.id
