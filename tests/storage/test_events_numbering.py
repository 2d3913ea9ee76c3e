"""Numbers of events: they say neither an order nor that there are others between."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from threading import Event as Flag

import pytest

from knowledge.events.visibility import Stage
from storage import events
from storage.events import numbering
from tests.conftest import NOW
from tests.storage.test_events import PARTY, VIGIL

HER, HIS = "0000000000000a11", "0000000000000b22"


@pytest.fixture
def make(tools, workspace):
    def kept(profile=PARTY, by=HER, **more):
        with tools.begin() as session:
            return events.add(session, workspace=workspace, profile=profile, by=by, now=NOW, **more)

    return kept


@pytest.fixture
def lots(monkeypatch):
    """Have these be drawn, in this order."""

    def drawn(*some):
        waiting = iter(some)
        monkeypatch.setattr("secrets.randbelow", lambda _many: next(waiting))

    return drawn


def test_plans_around_a_closed_one_give_neither_order_nor_gap_away(make):
    made = []
    for _round in range(10):
        made += [make().id, make(VIGIL, by=HIS).id, make().id]

    assert all(numbering.FIRST <= one < numbering.FIRST + numbering.MANY for one in made)
    assert made not in (sorted(made), sorted(made, reverse=True))
    mine = [one for at, one in enumerate(made) if at % 3 != 1]
    assert mine != sorted(mine)
    assert {later - earlier for earlier, later in pairwise(made)} != {1}


def test_a_draft_has_such_a_number_too_and_keeps_it_once_it_is_planned(tools, workspace, make):
    with tools.begin() as session:
        draft = events.begin(session, workspace=workspace, by=HER, now=NOW)
    assert draft.id >= numbering.FIRST
    assert make(draft=draft.id).id == draft.id


def test_a_number_that_is_taken_is_drawn_again_and_the_rest_stays(tools, workspace, lots):
    lots(7, 7, 7, 8)
    with tools.begin() as session:
        of = {"workspace": workspace, "by": HER, "now": NOW}
        first = events.add(session, profile=VIGIL, title="First", **of)
        second = events.add(session, profile=PARTY, title="Second", stage=Stage.PUBLIC, **of)

    assert (first.id, second.id) == (numbering.FIRST + 7, numbering.FIRST + 8)
    with tools.read() as session:
        for one in (first, second):
            assert events.find(session, workspace=workspace, event=one.id) == one


def test_two_who_draw_the_same_at_once_get_a_number_each(tools, workspace, make, monkeypatch):
    drawn, second_draws = iter((3, 3, 4)), Flag()

    def draw(_many):
        lot = next(drawn)
        if lot == 4 or len(made) == 1:
            second_draws.set()
        return lot

    made = []
    monkeypatch.setattr("secrets.randbelow", draw)
    with ThreadPoolExecutor(1) as pool:
        with tools.begin() as session:
            first = events.add(session, workspace=workspace, profile=PARTY, by=HER, now=NOW)
            made.append(first.id)
            other = pool.submit(make, PARTY, HIS)
            if session.get_bind().dialect.name == "postgresql":  # SQLite's writers take turns
                assert second_draws.wait(10)
        made.append(other.result(10).id)

    assert made == [numbering.FIRST + 3, numbering.FIRST + 4]
