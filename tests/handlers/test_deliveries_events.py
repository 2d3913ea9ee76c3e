"""A promise about an event is looked at again as it is posted: it comes to who still sees it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from handlers.aftermath import service as aftermath
from handlers.aftermath.request import After
from handlers.blocks import Message, section
from handlers.deliveries.service import enqueue
from handlers.events import job, naming, walking
from handlers.readiness import changing, checking
from knowledge.access import Permission
from knowledge.deliveries import Kind
from knowledge.events.conflict import Conflict
from knowledge.events.event import HELPER, State
from knowledge.events.kinds import EventRole
from knowledge.events.visibility import View
from storage import events
from storage.tables import Delivery
from tests.conftest import NOW
from tests.deliveries import post_promised
from tests.handlers.vigils import TITLE, known, plan

CANCELLED, ASKED = "Cancelled", "Conflict check"


@pytest.fixture
def vigil(slack, city):
    return plan(city)


@pytest.fixture
def hand(city, vigil):
    """Return a function that names somebody on the plan, or takes them off it."""

    def turned(handle, role, *, on):
        of = {"workspace": 1, "event": vigil, "role": role, "person": known(city, handle).person}
        with city.begin() as session:
            if on:
                events.name_hand(session, **of, now=NOW)
            else:
                events.remove_hand(session, **of)

    return turned


@pytest.fixture
def post(slack, city):
    def rounds():
        while post_promised(slack, city):
            pass

    return rounds


@pytest.fixture
def states(city):
    """Return how each promise to somebody ended."""

    def found(handle):
        with city.read() as session:
            theirs = select(Delivery.state).where(Delivery.person == f"U0{handle}")
            return list(session.scalars(theirs.order_by(Delivery.created_at)))

    return found


def reads(slack, handle):
    person = slack.person(handle.title())
    return "\n".join(f"{one.text} {one.blocks}" for one in person.direct.messages)


def test_who_was_taken_off_a_closed_plan_meanwhile_gets_nothing_and_who_stays_does(
    slack, city, vigil, hand, post, states
):
    changing.settle(city, known(city, "GRACE"), vigil, State.CANCELLED)
    hand("ROSA", EventRole.FAMILY_LIAISON, on=False)
    post()

    assert TITLE in reads(slack, "PRIYA")
    assert CANCELLED in reads(slack, "PRIYA")
    assert reads(slack, "ROSA") == ""
    assert states("ROSA") == ["withdrawn"]
    with city.read() as session:
        assert session.scalar(select(Delivery.payload).where(Delivery.person == "U0ROSA")) == {}


def test_of_what_was_held_back_nobody_is_told(slack, city, vigil, hand, post):
    changing.settle(city, known(city, "GRACE"), vigil, State.CANCELLED)
    with city.read() as session:
        promised = len(session.scalars(select(Delivery.key)).all())
    hand("ROSA", EventRole.FAMILY_LIAISON, on=False)
    post()
    with city.read() as session:
        assert len(session.scalars(select(Delivery.key)).all()) == promised


def test_who_was_a_lead_when_it_was_promised_and_is_not_gets_no_text_of_the_inside(
    slack, city, vigil, hand, post
):
    checking.answer(city, known(city, "MARCUS"), vigil, Conflict.CREDIBLE)
    hand("PRIYA", HELPER, on=True)
    hand("PRIYA", EventRole.SAFETY_LEAD, on=False)
    post()

    for words in ("Conflict, as outreach knows it", "specific threat"):
        assert words in reads(slack, "GRACE")
        assert words not in reads(slack, "PRIYA")


def test_a_lead_of_law_enforcement_still_hears_what_all_may_hear(slack, city, vigil, hand, post):
    hand("DANA", EventRole.EVENT_LEAD, on=True)
    changed = {"attendance": 900}
    changing.change(city, known(city, "GRACE"), vigil, version=1, wanted=_wanted(city, changed))
    post()

    assert "900" in reads(slack, "DANA")


def test_who_is_of_outreach_no_more_on_the_plan_is_not_asked(slack, city, vigil, hand, post):
    assert checking.ask(city, known(city, "GRACE"), vigil) == ["U0MARCUS"]
    hand("MARCUS", EventRole.OUTREACH_LEAD, on=False)
    post()
    assert ASKED not in reads(slack, "MARCUS")


@pytest.mark.parametrize("stays", [True, False])
def test_who_is_named_given_something_or_asked_for_help_reads_of_it_only_on_the_plan(
    slack, city, vigil, hand, post, stays
):
    grace, rosa = known(city, "GRACE"), known(city, "ROSA")
    with city.read() as session:
        open_ = next(
            one
            for one in events.tasks(session, workspace=1, event=vigil)
            if one.role is EventRole.EVENT_LEAD
        )
    walking.ask_help(city, rosa, vigil, open_.item)
    walking.give(city, grace, vigil, open_.item, version=open_.version, user="U0PRIYA")
    naming.name(city, grace, vigil, role=HELPER, user="U0LEE")
    hand("MARCUS", EventRole.EVENT_LEAD, on=True)
    if not stays:
        hand("GRACE", EventRole.EVENT_LEAD, on=False)
        hand("PRIYA", EventRole.SAFETY_LEAD, on=False)
        hand("LEE", HELPER, on=False)
    post()
    assert {bool(reads(slack, one)) for one in ("GRACE", "PRIYA", "LEE")} == {stays}


def test_the_morning_of_one_plan_is_for_who_is_on_it(slack, city, hand, vigil, post):
    soon = _at(city, timedelta(days=9, hours=-3))
    job.remind(soon, 1)
    hand("GRACE", EventRole.EVENT_LEAD, on=False)
    while post_promised(slack, soon):
        pass

    assert "event plans" not in reads(slack, "GRACE")
    assert "event plans" in reads(slack, "PRIYA")


def test_an_event_that_is_gone_is_nobodys(slack, city, vigil, post, states):
    changing.settle(city, known(city, "GRACE"), vigil, State.CANCELLED)
    with city.begin() as session:
        for table in ("event_hands", "event_tasks", "event_scores", "events"):
            session.execute(text(f"DELETE FROM {table}"))
    post()
    assert reads(slack, "PRIYA") == ""
    assert states("PRIYA") == ["withdrawn"]


def test_a_wish_for_a_call_comes_to_who_was_asked_though_they_are_off_the_plan(
    slack, city, vigil, hand, post
):
    hand("PRIYA", EventRole.TRAUMA_LEAD, on=True)
    mark = After(event=vigil, id="00000000-0000-4000-8000-000000000001")
    aftermath.check_in(city, known(city, "ROSA"), mark, call=True)
    hand("PRIYA", EventRole.TRAUMA_LEAD, on=False)
    hand("PRIYA", EventRole.SAFETY_LEAD, on=False)
    post()

    assert "would like a call" in reads(slack, "PRIYA")
    assert TITLE not in reads(slack, "PRIYA")


def test_a_channel_is_never_promised_what_is_about_an_event(city, vigil, room):
    with city.begin() as session, pytest.raises(ValueError, match="not to a channel"):
        enqueue(
            session, workspace=1, parts=("x",), kind=Kind.POST, needs=Permission.EVENTS_READ,
            message=Message("x", [section("x")]), now=NOW, channel=room.id,
            about=(vigil, View.NOTICE),
        )  # fmt: skip


def _wanted(city, changed):
    with city.read() as session:
        (vigil,) = events.visible(session, workspace=1, member=known(city, "GRACE"))
    return events.values(vigil) | changed


def _at(city, after):
    return replace(city, now=lambda: NOW + after)
