"""The level and the conflict check through Slack: asked, answered, told to whom it concerns."""

from datetime import timedelta

import pytest

from handlers.readiness import checking, service
from knowledge.errors import NothingKnownError, RefusedError
from knowledge.events.conflict import Conflict
from knowledge.events.factors import Factor
from knowledge.events.kinds import EventType, Tier
from knowledge.events.tasks import State
from storage import audit, events
from storage.events import conflicts, scores
from storage.tables import Delivery
from tests.conftest import NOW
from tests.deliveries import post_promised
from tests.handlers.vigils import START, TITLE, VIGIL, find, known, plan

NEUTRAL = "on your list"


@pytest.fixture
def post(slack, city):
    def rounds():
        while post_promised(slack, city):
            pass

    return rounds


@pytest.fixture
def vigil(slack, city):
    return plan(city)


@pytest.fixture
def people(slack):
    return {
        one: slack.person(one)
        for one in ("Grace", "Priya", "Marcus", "Dana", "Samuel", "Rosa", "Lee")
    }


def newest(tools, event):
    with tools.read() as session:
        return scores.newest(session, workspace=1, event=event)


def test_level_is_shown_with_reasons_data_date_and_what_it_is_not(vigil, people):
    seen = people["Priya"].types("/event level", in_=people["Priya"].direct)

    assert "Planning level" in seen
    assert "120 people expected" in seen
    assert "A planning aid, not a prediction." in seen
    assert "counted by cells" in seen
    assert "Not known yet" in seen
    assert "Conflict check: open." in seen
    assert "of 48 points. 5 of them are for what is not known yet." in seen


def test_police_on_the_plan_read_the_level_without_sum_or_rules(vigil, people):
    seen = people["Dana"].types("/event level", in_=people["Dana"].direct)

    assert "Planning level" in seen
    assert "of 48" not in seen
    assert " of 4)" not in seen


def test_somebody_not_on_a_closed_plan_is_told_there_is_none(vigil, people):
    for name in ("Lee", "Samuel"):
        seen = people[name].types("/event level", in_=people[name].direct)
        assert TITLE not in seen
        assert "You are on no coming plan" in seen
        assert "no such event" in people[name].types(
            f"/event level {vigil}", in_=people[name].direct
        )


def test_unreadable_number_is_told(vigil, people):
    seen = people["Grace"].types("/event level tomorrow", in_=people["Grace"].direct)
    assert "I know of no such event" in seen


def test_outreach_is_asked_discreetly_and_the_answer_counts(vigil, people, post, city):
    before = newest(city, vigil)
    people["Grace"].types("/event conflict", in_=people["Grace"].direct)
    assert "Asked:" in people["Grace"].clicks("Ask outreach", in_=people["Grace"].direct)
    post()
    marcus = people["Marcus"]
    assert NEUTRAL in marcus.message("Conflict check", in_=marcus.direct).text
    seen = marcus.clicks("Active, and it touches this", in_=marcus.direct)

    assert "Kept: Active" in seen.replace("*", "")
    after = newest(city, vigil)
    assert after.levels.full.score == before.levels.full.score + 1
    assert after.levels.outside == before.levels.outside or (
        after.levels.outside.score <= before.levels.outside.score
    )
    with city.read() as session:
        assert conflicts.newest(session, workspace=1, event=vigil).level is Conflict.ACTIVE
        task = events.task(session, workspace=1, event=vigil, item="C12")
    assert task.state is State.DONE


def test_leads_hear_what_moved_and_police_who_lead_do_not(vigil, people, post, city):
    with city.begin() as session:
        events.name_hand(
            session, workspace=1, event=vigil, role="safety_lead",
            person=known(city, "DANA").person, now=NOW,
        )  # fmt: skip
    checking.answer(city, known(city, "MARCUS"), vigil, Conflict.UNVERIFIED)
    post()

    grace, dana = people["Grace"], people["Dana"]
    assert "2 points more" in grace.sees("Conflict, as outreach knows it", in_=grace.direct)
    dana.does_not_see("Conflict", in_=dana.direct)
    dana.does_not_see("points", in_=dana.direct)


def test_nobody_but_outreach_answers(vigil, people, city):
    for name in ("GRACE", "DANA"):
        with pytest.raises(RefusedError):
            checking.answer(city, known(city, name), vigil, Conflict.NONE)
    with pytest.raises(NothingKnownError):  # of outreach, but not on this closed plan
        checking.answer(city, known(city, "SAMUEL"), vigil, Conflict.NONE)


def test_history_is_for_outreach_and_leads_and_each_look_is_on_the_audit(vigil, people, city):
    priya = people["Priya"]
    checking.answer(city, known(city, "MARCUS"), vigil, Conflict.QUIET)
    checking.answer(city, known(city, "MARCUS"), vigil, Conflict.NONE)
    priya.types("/event conflict", in_=priya.direct)
    seen = priya.clicks("What was answered", in_=priya.direct)

    assert seen.index("None known") < seen.index("Old and quiet")
    assert "@marcus" in seen
    with city.read() as session:
        acts = [(one.act, one.outreach) for one in audit.entries(session, workspace=1)]
    assert acts[-1] == ("conflict.read", True)
    with pytest.raises(RefusedError):
        checking.history(city, known(city, "DANA"), vigil)


def test_credible_threat_goes_at_once_to_whom_the_rule_names_but_no_police(
    vigil, people, post, city
):
    marcus = people["Marcus"]
    people["Grace"].types("/event conflict", in_=people["Grace"].direct)
    people["Grace"].clicks("Ask outreach", in_=people["Grace"].direct)
    post()
    assert "911" in marcus.clicks("Credible specific threat", in_=marcus.direct)
    seen = marcus.confirms()
    assert "Call 911" in seen
    assert "Speak with, by voice" in seen
    post()

    for name in ("Grace", "Priya"):
        person = people[name]
        told = person.message("holds a specific threat", in_=person.direct)
        assert NEUTRAL in told.text
        assert TITLE not in told.text
    people["Dana"].does_not_see("threat", in_=people["Dana"].direct)
    assert find(city, vigil).tier is Tier.VERY_HIGH
    with city.read() as session:
        last = audit.entries(session, workspace=1)[-1]
    assert (last.act, last.outreach, last.about) == ("conflict.threat_told", True, f"event:{vigil}")


def test_a_lead_can_have_the_police_liaison_call_and_nothing_else_is_said(
    vigil, people, post, city
):
    checking.answer(city, known(city, "MARCUS"), vigil, Conflict.CREDIBLE)
    post()
    grace, dana = people["Grace"], people["Dana"]
    grace.clicks("Ask police liaison to call me", in_=grace.direct)
    assert "I asked" in grace.confirms()
    post()

    dana.sees("Please call", in_=dana.direct)
    dana.does_not_see("threat", in_=dana.direct)
    dana.does_not_see("onflict", in_=dana.direct)


def test_lead_names_somebody_of_outreach_who_is_then_asked(slack, city, post, people):
    event = plan(city)
    with city.begin() as session:
        events.remove_hand(
            session, workspace=1, event=event, role="outreach_lead",
            person=known(city, "MARCUS").person,
        )  # fmt: skip
    grace, samuel = people["Grace"], people["Samuel"]
    grace.types("/event conflict", in_=grace.direct)
    grace.clicks("Ask outreach", in_=grace.direct)
    grace.chooses("Lee", of="Outreach worker or supervisor")
    assert "Choose an outreach worker" in grace.submits()
    grace.chooses("Samuel", of="Outreach worker or supervisor")
    grace.submits()
    post()

    samuel.sees("Conflict check", in_=samuel.direct)


def test_outreach_is_asked_a_week_and_a_day_before_whatever_was_answered(vigil, post, city, slack):
    from dataclasses import replace

    def asked():
        with city.read() as session:
            return session.query(Delivery).filter_by(person="U0MARCUS").count()

    checking.ask_when_due(city, 1)
    assert asked() == 0
    for days in (7, 6, 1, 0):
        later = replace(city, now=lambda days=days: START - timedelta(days=days, hours=1))
        checking.ask_when_due(later, 1)
        checking.ask_when_due(later, 1)
    assert asked() == 2


def test_an_open_event_scores_near_shootings_by_cells(slack, city):
    from storage.tables import RankedCell

    with city.read() as session:
        top = session.query(RankedCell).order_by(RankedCell.rank).first().cell
    event = plan(city, type=EventType.BLOCK_PARTY, cell=top)
    counted = {one.factor: one for one in newest(city, event).levels.full.factors}

    assert counted[Factor.HOTSPOT].points == 4
    assert counted[Factor.RECENT_SHOOTING].known
    assert "ago" in counted[Factor.RECENT_SHOOTING].reason
    without = plan(city, type=EventType.BLOCK_PARTY)
    gaps = newest(city, without).levels.full.gaps
    assert {Factor.HOTSPOT, Factor.RECENT_SHOOTING} <= set(gaps)


def test_threat_is_the_first_thing_that_comes(vigil, people, city, slack):
    checking.answer(city, known(city, "MARCUS"), vigil, Conflict.CREDIBLE)
    post_promised(slack, city)
    grace = people["Grace"]
    grace.sees("holds a specific threat", in_=grace.direct)


def test_scoring_again_with_nothing_changed_keeps_one_score(vigil, city):
    service.rescore_all(city, 1)
    service.rescore_all(city, 1)
    with city.read() as session:
        assert scores.count(session, workspace=1, event=vigil) == 1
    assert VIGIL.place
