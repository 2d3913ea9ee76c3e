"""The level on the plan: what it is today, and what it would be with the list done."""

import pytest

from handlers.readiness import checking
from knowledge.events.conflict import Conflict
from storage import events
from tests.conftest import NOW
from tests.handlers.test_events import END, asks, grace, make, member, name

__all__ = ["grace", "make", "name"]
SAID = "Planning level 2 of 4 today. With the list done it would be level 1."


def plans_a_cookout(who):
    """Answer the four questions of a cookout for 40."""
    asks(who, kind="Block party", title="Cookout")
    who.fills("Or a number", "40")
    who.submits()
    who.chooses("6 pm (4 h)", of=END)
    who.clicks("Don’t know yet")
    return who.chooses("None", of="events.tap:alcohol")


def test_a_fresh_cookout_says_that_its_level_comes_from_an_open_list(grace):
    assert SAID in plans_a_cookout(grace)


def test_the_reasons_say_it_on_the_plan_as_after_the_command(grace):
    plans_a_cookout(grace)
    there = grace.clicks("Why level 2")
    grace.closes()
    typed = grace.types("/event level", in_=grace.direct)

    said = [SAID, "It brings in", "Not known yet; that blocks nothing", "Near means"]
    for one in said:
        assert there.count(one) == 1
        assert typed.count(one) == 1


def test_with_the_list_done_nothing_is_said_of_another_level(grace, city, make):
    event = make(attendance=40)
    with city.begin() as session:
        for one in events.tasks(session, workspace=1, event=event.id):
            if one.critical and not one.folded:
                events.tick(
                    session, workspace=1, event=event.id, item=one.item,
                    by=member(city, "GRACE").person, now=NOW,
                )  # fmt: skip
    shown = grace.types(f"/event plan {event.id}", in_=grace.direct)

    assert "Planning level 1 of 4" in shown
    assert "With the list done" not in shown


@pytest.mark.parametrize("level", Conflict)
def test_who_is_outside_reads_the_same_of_it_whatever_outreach_answered(
    city, make, name, slack, level
):
    event = make(attendance=40)
    name(event, "MARCUS")
    lee, dana = slack.person("Lee"), slack.person("Dana")
    name(event, "DANA")
    typed = (f"/event plan {event.id}", f"/event level {event.id}")
    before = {who: [_said(who, one) for one in typed] for who in (lee, dana)}
    checking.answer(city, member(city, "MARCUS"), event.id, level)

    for who, told in before.items():
        assert all(SAID in str(one) for one in told)
        assert [_said(who, one) for one in typed] == told


def test_a_notice_for_visitors_holds_no_level(city, make, slack):
    event = make(attendance=40)
    with city.begin() as session:
        events.change(
            session, workspace=1, event=event.id, changed={"stage": "public"},
            by=member(city, "GRACE").person, now=NOW,
        )  # fmt: skip
    walter = slack.person("Walter")
    shown = walter.types(f"/event {event.id}", in_=walter.direct)

    assert "The event" in shown
    assert "evel" not in shown


def _said(who, typed):
    """Return the levels that somebody reads; not that a check was made, which all may know."""
    found = who.types(typed, in_=who.direct).splitlines()
    return [one for one in found if "evel" in one and not one.startswith("[")]
