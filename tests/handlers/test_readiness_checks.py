"""Which items an answer of outreach settles: those that ask for the check, folded or not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.events import reading
from handlers.readiness import checking
from knowledge.events.conflict import AGAIN, CHECKS, SHORTLY, Conflict
from knowledge.events.kinds import EventType
from knowledge.events.sharing import VEILED
from knowledge.events.tasks import State
from storage import events
from tests.handlers.vigils import START, known, plan

MARCUS, DANA = "MARCUS", "DANA"
#: What an event is, and the checks on its list; the last says which of them stand on one screen.
LISTS = {
    "small vigil": ({"attendance": 40}, {"C12", "V02"}, {"V02"}),
    "full march": ({"type": EventType.MARCH, "attendance": 800}, {"C12"}, {"C12"}),
    "youth event": ({"type": EventType.YOUTH_TOURNAMENT, "attendance": 300}, {"C12"}, {"C12"}),
    "small funeral": ({"type": EventType.FUNERAL, "attendance": 40}, {"C12", "F02"}, {"F02"}),
    "small meeting": (
        {"type": EventType.COMMUNITY_MEETING, "attendance": 40}, {"C12", "G04"}, {"G04"},
    ),
}  # fmt: skip
#: What outreach does besides the check, and the safety lead's second look.
OTHERS = {"V03", "Y02", "Y11", "C20"}


def listed(tools, event):
    with tools.read() as session:
        return {one.item: one for one in events.tasks(session, workspace=1, event=event)}


def done(tools, event):
    return {item for item, one in listed(tools, event).items() if one.state is State.DONE}


def answer(tools, event, level, *, before_start=None):
    at = replace(tools, now=lambda: START - before_start) if before_start else tools
    checking.answer(at, known(tools, MARCUS), event, level)


def veiled(tools, event):
    """Return what a police liaison on the plan sees of outreach's items."""
    seen = reading.read(tools, known(tools, DANA), event)
    return [one for one in seen.entries if one.veiled]


@pytest.mark.parametrize("kind", LISTS)
def test_an_answer_settles_every_item_that_is_the_check_and_unchecked_opens_them(kind, slack, city):
    changed, checks, screen = LISTS[kind]
    event = plan(city, **changed)
    kept = listed(city, event)
    assert {one for one in checks if not kept[one].folded} == screen
    assert (CHECKS & set(kept)) == checks

    answer(city, event, Conflict.UNCHECKED)
    assert done(city, event) == set()
    before = reading.read(city, known(city, DANA), event).needed
    answer(city, event, Conflict.QUIET)
    assert done(city, event) == checks
    # what waited until there is more time does not come onto the one screen by that
    assert len(reading.read(city, known(city, DANA), event).needed) == len(before)
    assert not (OTHERS & done(city, event))
    answer(city, event, Conflict.UNCHECKED)
    assert done(city, event) == set()
    assert all(listed(city, event)[one].done_by is None for one in checks)


def test_what_is_asked_again_shortly_before_is_settled_only_by_an_answer_from_then_on(slack, city):
    event = plan(city, type=EventType.YOUTH_TOURNAMENT, attendance=40)
    answer(city, event, Conflict.NONE, before_start=SHORTLY + timedelta(minutes=1))
    assert done(city, event) == {"C12"}
    answer(city, event, Conflict.NONE, before_start=timedelta(days=1))
    assert done(city, event) == {"C12", "Y11"}
    answer(city, event, Conflict.UNCHECKED, before_start=timedelta(hours=20))
    assert done(city, event) == set()


def test_what_somebody_ticked_by_hand_is_opened_by_unchecked_and_what_does_not_apply_stays(
    slack, city
):
    event = plan(city, attendance=40)
    by = known(city, MARCUS).person
    with city.begin() as session:
        of = {"workspace": 1, "event": event, "by": by, "now": city.now()}
        events.tick(session, **of, item="V02", note="spoke with both")
        events.not_applicable(session, **of, item="C12", reason="V02 asks it")
    answer(city, event, Conflict.UNCHECKED)
    kept = listed(city, event)
    assert (kept["V02"].state, kept["C12"].state) == (State.OPEN, State.NOT_APPLICABLE)


@pytest.mark.parametrize("kind", LISTS)
def test_police_on_the_plan_read_done_or_not_and_the_same_whatever_was_answered(kind, slack, city):
    changed, checks, _screen = LISTS[kind]
    assert CHECKS | AGAIN <= VEILED
    seen = []
    for level in (one for one in Conflict if one.checked):
        event = plan(city, **changed)
        before = {one.id: one.kept.state for one in veiled(city, event)}
        answer(city, event, level)
        shown = veiled(city, event)
        assert {one.id for one in shown if before[one.id] is not one.kept.state} == checks
        assert not any(
            (one.kept.done_by, one.kept.done_at, one.kept.owner, one.kept.note)
            != (None, None, None, "")
            for one in shown
        )
        seen.append({one.id: (one.kept.state, one.text) for one in shown})
    assert all(one == seen[0] for one in seen)
