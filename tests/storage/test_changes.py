"""Changes that wait: one writer at a time, one effect, and an end."""

import threading
from datetime import timedelta

import pytest

from knowledge.people.change import Kind, Need, State
from storage import changes, people
from storage.tables import Change as Row
from storage.tables import Person
from tests.coalitions import open_coalition
from tests.conftest import NOW


@pytest.fixture
def seated(tools, workspace):
    return open_coalition(tools, workspace)


def propose(tools, workspace, seated, *, kind=Kind.ROLE, now=NOW, subject="PRIYA", **more):
    asked = {
        "before": {"role": "member"},
        "after": {"role": "worker"},
        "needs": (Need.OUTREACH, Need.EITHER),
        "confirmed": {"outreach": seated["SAMUEL"]},
        "by": seated["SAMUEL"],
    } | more
    with tools.begin() as session:
        return changes.propose(
            session, workspace=workspace, subject=seated[subject], kind=kind, now=now, **asked
        )


def test_change_comes_back_as_it_was_proposed(tools, workspace, seated):
    made = propose(tools, workspace, seated)

    with tools.read() as session:
        assert changes.find(session, workspace=workspace, change=made.id) == made
        assert changes.waiting(session, workspace=workspace) == [made]
        assert changes.waiting(session, workspace=workspace, subject=seated["LEE"]) == []
    assert made.open_needs == (Need.EITHER,)


def test_another_workspace_sees_none_of_it(tools, workspace, seated):
    made = propose(tools, workspace, seated)

    with tools.read() as session:
        assert changes.find(session, workspace=workspace + 1, change=made.id) is None
        assert changes.take(session, workspace=workspace + 1, change=made.id) is None
        assert changes.waiting(session, workspace=workspace + 1) == []


def test_newer_change_about_the_same_thing_takes_the_place_of_the_older(tools, workspace, seated):
    first = propose(tools, workspace, seated)
    duties = propose(tools, workspace, seated, kind=Kind.DUTIES)
    second = propose(tools, workspace, seated, kind=Kind.COORDINATOR)

    with tools.read() as session:
        waiting = changes.waiting(session, workspace=workspace)
        ended = changes.find(session, workspace=workspace, change=first.id)
    assert [one.id for one in waiting] == [duties.id, second.id]
    assert ended.state is State.LAPSED


def test_change_ends_after_fourteen_days_and_not_before(tools, workspace, seated):
    made = propose(tools, workspace, seated)

    with tools.begin() as session:
        early = NOW + timedelta(days=14, seconds=-1)
        assert changes.lapse(session, workspace=workspace, now=early) == []
        late = changes.lapse(session, workspace=workspace, now=NOW + timedelta(days=14))
        assert [one.id for one in late] == [made.id]
        assert changes.lapse(session, workspace=workspace, now=NOW + timedelta(days=15)) == []


def test_forgetting_somebody_takes_what_waits_about_them_along(tools, workspace, seated):
    made = propose(tools, workspace, seated)
    with tools.begin() as session:
        session.delete(session.get_one(Person, (workspace, seated["PRIYA"])))

    with tools.read() as session:
        assert changes.find(session, workspace=workspace, change=made.id) is None


def test_two_who_press_at_the_same_moment_are_served_in_turn(tools, workspace, seated):
    made = propose(tools, workspace, seated)
    gate, effects = threading.Barrier(2), []

    def press(name):
        gate.wait()
        with tools.begin() as session:
            people.take(session, workspace=workspace, person=made.subject)
            found = changes.take(session, workspace=workspace, change=made.id)
            if found.state is State.WAITING:
                changes.confirm(
                    session, workspace=workspace, change=made.id, need=Need.EITHER, by=seated[name]
                )
                changes.close(
                    session, workspace=workspace, change=made.id, state=State.DONE, now=NOW
                )
                effects.append(name)

    pressing = [threading.Thread(target=press, args=(name,)) for name in ("ANA", "LEE")]
    for one in pressing:
        one.start()
    for one in pressing:
        one.join()

    assert len(effects) == 1
    with tools.read() as session:
        row = session.get_one(Row, made.id)
        assert (row.state, row.confirmed["either"]) == ("done", seated[effects[0]])


def test_sector_of_one_organisation_makes_no_room_for_that_of_another(tools, workspace, seated):
    def sector(partner):
        return propose(
            tools, workspace, seated, kind=Kind.SECTOR,
            before={"partner": partner, "sector": "school"},
            after={"partner": partner, "sector": "healthcare"},
        )  # fmt: skip

    first, other, again = sector(1), sector(2), sector(1)

    with tools.read() as session:
        assert changes.waiting(session, workspace=workspace) == [other, again]
        assert changes.find(session, workspace=workspace, change=first.id).state is State.LAPSED
