from datetime import timedelta

import pytest

from handlers.setup.sample import fill_coalition
from knowledge.access import Role
from knowledge.actions.item import order
from knowledge.formation.items import items
from knowledge.indicators import catalog
from knowledge.partners.sectors import Sector
from knowledge.partners.services import Service
from knowledge.plan.entry import Level
from knowledge.sample_coalition import coalition
from knowledge.sample_coalition.work import work
from storage import (
    actions,
    agreements,
    board,
    indicators,
    meetings,
    partners,
    path,
    people,
    plan,
    settings,
)
from tests import coalitions
from tests.conftest import NOW


def test_sample_seats_are_those_of_the_tests():
    seats = {one.who: (one.partner, one.role, one.duties) for one in coalition().seats}
    sectors = {one.name: one.sector for one in coalition().partners}

    assert seats == {
        who: (partner, role, duties)
        for who, (partner, _sector, role, duties) in coalitions.SEATS.items()
    }
    assert {one.partner: sectors[one.partner] for one in coalition().seats} == {
        partner: sector for partner, sector, _role, _duties in coalitions.SEATS.values()
    }


def test_sample_leaves_some_sectors_to_be_invited():
    missing = set(Sector) - {one.sector for one in coalition().partners}

    assert 3 <= len(missing) <= 5


@pytest.fixture
def filled(tools, workspace):
    assert fill_coalition(tools, workspace, {"coalition": "C1", "hotspots": "C2"})
    return workspace


def test_empty_workspace_is_filled_once(tools, filled):
    with tools.read() as session:
        ana = people.member(session, workspace=filled, slack_user="U0ANA")
        known = partners.every(session, workspace=filled)
        gaps = settings.gaps(session, workspace=filled, today=NOW.date())
        allowed = settings.outreach_allowed(session, workspace=filled)

    assert ana.opened
    assert ana.seat is Role.COORDINATOR
    assert len(known) == len(coalition().partners)
    assert [one.question.value for one in gaps] == ["zone"]
    assert allowed
    assert not fill_coalition(tools, filled)


def test_every_screen_has_something_to_show(tools, filled):
    day, where = NOW.date(), {"workspace": filled}
    with tools.read() as session:
        ana = people.member(session, workspace=filled, slack_user="U0ANA").person
        mine = order(actions.concerning(session, **where, person=ana), day)
        assert mine.next
        assert mine.late
        assert mine.waiting
        assert meetings.coming(session, **where, now=NOW, limit=9)
        past = meetings.past(session, **where, now=NOW, limit=9)
        assert all(meetings.attendance(session, **where, meeting=one.id) for one in past)
        assert {one.level for one in plan.entries(session, **where)} == set(Level)
        ends = [one.end for one in agreements.all_(session, **where)]
        assert day + timedelta(days=40) in ends
        assert board.open_(session, **where, now=NOW)
        assert path.steps(session, **where)
        assert indicators.values(session, **where)


def test_what_the_sample_says_is_known_elsewhere():
    sample = work()
    services = {one.service for goal in sample.plan for of in goal.strategies for one in of.actions}

    assert {one.step for one in sample.path} <= {one.id for one in items()}
    assert {one.key for one in sample.indicators} <= {one.key for one in catalog.indicators()}
    assert services - {""} <= set(Service)


def test_workspace_that_somebody_set_up_stays_as_it_is(tools, workspace):
    coalitions.open_coalition(tools, workspace)

    assert not fill_coalition(tools, workspace)
