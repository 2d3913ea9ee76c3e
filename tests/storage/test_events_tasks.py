"""The items of a plan: each change is of one row at once, and nothing listed is ever removed."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from knowledge.events.items import items_for
from knowledge.events.kinds import EventType, Tier, Venue
from knowledge.events.planning import Reason, plan
from knowledge.events.profile import Profile
from knowledge.events.tasks import Reach, State
from knowledge.events.visibility import Stage
from storage import events
from tests.coalitions import open_coalition
from tests.conftest import NOW

MARCH = Profile(
    EventType.MARCH, NOW + timedelta(days=30), venue=Venue.ROUTE, attendance=800, place="Broad St"
)
PLAN = plan(MARCH, Tier.VERY_HIGH, now=NOW, items=items_for(EventType.MARCH))


@pytest.fixture
def seated(tools, workspace):
    return open_coalition(tools, workspace)


@pytest.fixture
def march(tools, workspace, seated):
    with tools.begin() as session:
        made = events.add(
            session,
            workspace=workspace,
            profile=MARCH,
            by=seated["GRACE"],
            now=NOW,
            stage=Stage.MEMBERS,
        )
        events.rebuild(session, workspace=workspace, event=made.id, planned=PLAN)
    return {"workspace": workspace, "event": made.id}


def test_a_plan_is_written_as_it_is(tools, march):
    with tools.read() as session:
        kept = events.tasks(session, **march)
    assert {one.item: (one.due, one.critical, one.folded, one.role) for one in kept} == {
        one.id: (one.due, one.critical, one.folded, one.role) for one in PLAN
    }
    assert all(one.open and one.version == 1 for one in kept)


def test_a_new_plan_removes_nothing_and_keeps_what_was_done(tools, march, seated):
    first, second, third = PLAN[:3]
    with tools.begin() as session:
        events.tick(session, **march, item=first.id, by=seated["LEE"], now=NOW)
        events.assign(session, **march, item=second.id, version=1, owner=seated["LEE"])
        moved = replace(second, due=second.due + timedelta(days=1))
        events.rebuild(session, **march, planned=[moved, third])
    with tools.read() as session:
        kept = {one.item: one for one in events.tasks(session, **march)}
    assert len(kept) == len(PLAN)
    assert kept[first.id].state is State.DONE
    assert not kept[first.id].needed
    assert (kept[second.id].due, kept[second.id].owner) == (moved.due, seated["LEE"])
    assert kept[third.id].version == 1

    with tools.begin() as session:
        events.rebuild(session, **march, planned=PLAN)
        assert all(one.needed for one in events.tasks(session, **march))


def test_what_was_done_inside_is_open_when_it_comes_onto_everybodys_list(tools, march, seated):
    extra = replace(PLAN[0], id="C99")
    with tools.begin() as session:
        events.rebuild(session, **march, planned=PLAN, inside=[*PLAN, extra])
        events.tick(session, **march, item="C99", by=seated["LEE"], now=NOW, note="for calm")
        events.sign(session, **march, item="C99", by=seated["GRACE"], now=NOW)
        events.rebuild(session, **march, planned=PLAN, inside=[*PLAN, extra])
        assert events.task(session, **march, item="C99").signed_by == seated["GRACE"]
        events.rebuild(session, **march, planned=[*PLAN, extra])
        came = events.task(session, **march, item="C99")
    assert (came.reach, came.state, came.note) == (Reach.EVERYBODY, State.OPEN, "")
    assert (came.done_by, came.done_at, came.signed_by) == (None, None, None)


def test_what_comes_onto_everybodys_list_is_nobodys_and_who_had_it_is_returned(
    tools, march, seated
):
    had, done, untouched = (replace(PLAN[0], id=f"C9{number}") for number in range(3))
    full = [*PLAN, had, done, untouched]
    with tools.begin() as session:
        assert events.rebuild(session, **march, planned=PLAN, inside=full) == ()
        events.assign(session, **march, item=had.id, version=1, owner=seated["LEE"], partner=7)
        events.tick(session, **march, item=done.id, by=seated["ROSA"], now=NOW, note="for calm")
        assert events.rebuild(session, **march, planned=PLAN, inside=full) == ()
        assert events.task(session, **march, item=had.id).owner == seated["LEE"]
        came = {one.item: one for one in events.rebuild(session, **march, planned=full)}
        kept = {one.item: one for one in events.tasks(session, **march)}
        again = events.rebuild(session, **march, planned=full)
    assert (came[had.id].owner, came[had.id].partner) == (seated["LEE"], 7)
    assert (came[done.id].done_by, came[done.id].note) == (seated["ROSA"], "for calm")
    for one in (had, done, untouched):
        assert kept[one.id].version == 1
        assert (kept[one.id].owner, kept[one.id].partner) == (None, None)
        assert (kept[one.id].state, kept[one.id].reach) == (State.OPEN, Reach.EVERYBODY)
    assert again == ()


def test_version_of_what_everybody_sees_does_not_move_with_the_inside_list(tools, march, seated):
    first, *rest = PLAN
    with tools.begin() as session:
        assert events.tick(session, **march, item=first.id, by=seated["LEE"], now=NOW)
        for inside in (rest, PLAN, rest):
            events.rebuild(session, **march, planned=PLAN, inside=inside)
        kept = {one.item: one for one in events.tasks(session, **march)}
    assert (kept[first.id].version, kept[first.id].needed_inside) == (2, False)
    assert {kept[one.id].version for one in rest} == {1}


def test_what_only_the_full_level_asks_for_is_on_the_list_inside(tools, march):
    first, second, *rest = PLAN
    with tools.begin() as session:
        planned = [replace(first, reason=Reason.NO_LONGER), *rest]
        extra = replace(second, id="C99")
        events.rebuild(session, **march, planned=planned, inside=[*PLAN, extra])
        kept = {one.item: one for one in events.tasks(session, **march)}
    assert kept["C99"].reach is Reach.INSIDE
    assert kept["C99"].seen(inside=False) is None
    assert kept["C99"].seen(inside=True).needed
    assert [kept[one.id].reach for one in (first, second)] == [Reach.EVERYBODY] * 2
    assert not kept[first.id].seen(inside=False).needed
    assert kept[first.id].seen(inside=True).needed
    assert not kept[second.id].seen(inside=False).needed


def test_what_is_done_is_done_once(tools, march, seated):
    item = PLAN[0].id
    with tools.begin() as session:
        assert events.tick(session, **march, item=item, by=seated["LEE"], now=NOW, note="called")
        assert not events.tick(session, **march, item=item, by=seated["ROSA"], now=NOW)
        assert not events.not_applicable(
            session, **march, item=item, by=seated["ROSA"], now=NOW, reason="no"
        )
        task = events.task(session, **march, item=item)
    assert (task.state, task.done_by, task.note) == (State.DONE, seated["LEE"], "called")


def test_an_answer_is_taken_back_only_where_nobody_changed_it_since(tools, march, seated):
    item = PLAN[0].id
    with tools.begin() as session:
        events.not_applicable(
            session, **march, item=item, by=seated["LEE"], now=NOW, reason="indoors"
        )
        assert not events.reopen(session, **march, item=item, version=1)
        assert events.reopen(session, **march, item=item, version=2)
        task = events.task(session, **march, item=item)
    assert (task.state, task.note, task.done_by) == (State.OPEN, "", None)


def test_nobody_signs_for_what_they_did_themselves(tools, march, seated):
    item = next(one.id for one in PLAN if one.critical)
    with tools.begin() as session:
        sign = {**march, "item": item, "now": NOW}
        assert not events.sign(session, **sign, by=seated["ROSA"])
        events.tick(session, **sign, by=seated["LEE"])
        assert events.task(session, **march, item=item).wants_signature(Tier.HIGH)
        assert not events.sign(session, **sign, by=seated["LEE"])
        assert events.sign(session, **sign, by=seated["ROSA"])
        assert not events.sign(session, **sign, by=seated["ANA"])
        task = events.task(session, **march, item=item)
    assert task.signed_by == seated["ROSA"]
    assert not task.wants_signature(Tier.HIGH)


def test_what_somebody_has_is_found_over_all_events(tools, march, workspace, seated):
    with tools.begin() as session:
        for one in PLAN[:3]:
            events.assign(session, **march, item=one.id, version=1, owner=seated["LEE"])
        events.tick(session, **march, item=PLAN[0].id, by=seated["LEE"], now=NOW)
        found = events.mine(session, workspace=workspace, person=seated["LEE"])
    assert {(event, one.item) for event, one in found} == {
        (march["event"], one.id) for one in PLAN[1:3]
    }


def test_another_workspace_changes_nothing(tools, march, seated):
    elsewhere = march | {"workspace": march["workspace"] + 1}
    with tools.begin() as session:
        assert not events.tick(session, **elsewhere, item=PLAN[0].id, by=seated["LEE"], now=NOW)
        assert events.tasks(session, **elsewhere) == []


def test_many_hands_at_once_lose_nothing(tools, march, seated):
    listed = [one.id for one in PLAN]
    done: dict[str, list[str]] = {"LEE": [], "ROSA": [], "ANA": []}

    def work(who):
        for item in listed:
            with tools.begin() as session:
                if events.tick(session, **march, item=item, by=seated[who], now=NOW):
                    done[who].append(item)

    hands = [threading.Thread(target=work, args=(who,)) for who in done]
    for one in hands:
        one.start()
    for one in hands:
        one.join()

    assert sorted(item for some in done.values() for item in some) == sorted(listed)
    with tools.read() as session:
        kept = events.tasks(session, **march)
    assert all(one.state is State.DONE and one.version == 2 for one in kept)
    assert all(one.item in done[next(k for k in done if seated[k] == one.done_by)] for one in kept)
