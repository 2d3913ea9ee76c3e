"""What the data says of the cells around an event, and the turns of its living message."""

from datetime import date, timedelta

import numpy as np
import pytest

from knowledge.events.near import AROUND, CLOSE, cells_within
from storage import hotspots
from storage.events import live, near
from storage.tables import EventRow, Incident, Source
from tests.conftest import NOW
from tests.storage.filling import CELL
from tests.storage.test_events import made, seated  # noqa: F401 - fixtures

TODAY = date(2026, 11, 22)


@pytest.fixture
def shot(tools, workspace):
    """Return a function that adds an incident in a cell, so many days ago."""

    def add(cell, days, category="shooting"):
        with tools.begin() as session:
            source = session.query(Source).first() or Source(
                workspace_id=workspace, slug="police", title="Police", timezone="America/New_York"
            )
            session.add(source)
            session.flush()
            session.add(
                Incident(
                    workspace_id=workspace,
                    source_id=source.id,
                    category=category,
                    minute=0,
                    day=TODAY - timedelta(days=days),
                    hour=-1,
                    cell=cell,
                    piece_id=None,
                    victims=1,
                    fatal=0,
                )
            )

    return add


def test_the_newest_shooting_within_the_rings_is_found(tools, workspace, shot):
    two_rings = sorted(cells_within(CELL, AROUND) - cells_within(CELL, CLOSE))
    three_rings = sorted(cells_within(CELL, 3) - cells_within(CELL, AROUND))
    shot(CELL, 100)
    shot(two_rings[0], 20)
    shot(three_rings[0], 3)
    shot(CELL, 2, category="homicide")

    def newest(rings):
        with tools.read() as session:
            return near.newest_day(
                session, workspace=workspace, category="shooting",
                cells=cells_within(CELL, rings), since=TODAY - timedelta(days=365),
            )  # fmt: skip

    assert newest(CLOSE) == TODAY - timedelta(days=100)
    assert newest(AROUND) == TODAY - timedelta(days=20)


def test_an_older_shooting_is_none(tools, workspace, shot):
    shot(CELL, 400)
    with tools.read() as session:
        found = near.newest_day(
            session, workspace=workspace, category="shooting", cells=[CELL],
            since=TODAY - timedelta(days=365),
        )  # fmt: skip
    assert found is None


def test_the_share_is_the_rank_over_all_cells(tools, workspace):
    cells = np.array([CELL, CELL + 1, CELL + 2, CELL + 3])
    with tools.begin() as session:
        hotspots.store_ranking(
            session, workspace=workspace, category="shooting", cells=cells,
            score=np.array([4.0, 3.0, 2.0, 1.0]), rank=np.array([1, 2, 3, 4]),
        )  # fmt: skip
        found = near.shares(
            session, workspace=workspace, category="shooting", cells=[CELL, CELL + 2, CELL + 9]
        )
    assert found == {CELL: 0.25, CELL + 2: 0.75}


def test_a_living_message_has_one_turn_at_a_time(tools, workspace, made):  # noqa: F811
    event, soon = made().id, NOW + timedelta(seconds=2)
    with tools.begin() as session:
        assert live.due(session, workspace=workspace, now=NOW) == []
        session.get_one(EventRow, event).channel = "C1"
        session.flush()
        (found,) = live.due(session, workspace=workspace, now=NOW)
        turn = {"workspace": workspace, "event": event}
        assert live.claim(session, **turn, now=NOW, until=soon)
        assert not live.claim(session, **turn, now=NOW, until=soon)
        assert live.due(session, workspace=workspace, now=NOW) == []
        assert live.due(session, workspace=workspace, now=soon) == [found]
        live.shown(session, **turn, state=found.state, digest="d")
        assert live.due(session, workspace=workspace, now=soon) == []
        live.stir(session, workspace=workspace, channel="C1")
        assert live.due(session, workspace=workspace, now=soon)
        live.put_off(session, **turn, until=NOW + timedelta(minutes=1))
        assert live.due(session, workspace=workspace, now=soon) == []
