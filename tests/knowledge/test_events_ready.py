from dataclasses import replace
from datetime import UTC, datetime

import pytest

from knowledge.events.decisions import Decision, Needed, Signature, missing, needed, said
from knowledge.events.factors import Factor
from knowledge.events.kept import Kept
from knowledge.events.kinds import EventRole, Tier
from knowledge.events.levels import levels
from knowledge.events.readiness import Open, Ready, readiness, ready
from knowledge.events.readiness import said as told
from knowledge.events.risk import THREAT, Answer
from knowledge.events.tasks import State, Task

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
ANA, BEN = "a" * 16, "b" * 16
LEAD = Signature(ANA, 1, lead=True, inside=True)
QUIET = {factor: Answer(0) for factor in Factor}


def task(id_="C05", state=State.DONE, *, critical=True, **known):
    return Task(id_, "Walk the site", EventRole.SAFETY_LEAD, critical, NOW, state, **known)


def some(open_, closed):
    return [task(state=State.OPEN)] * open_ + [task()] * closed


@pytest.mark.parametrize(
    ("open_", "closed", "points"),
    [(0, 5, 0), (1, 99, 1), (1, 9, 1), (11, 89, 2), (1, 3, 2), (26, 74, 3), (1, 1, 3), (2, 1, 4)],
)
def test_readiness_counts_the_share_of_critical_items_open(open_, closed, points):
    assert readiness(some(open_, closed)).points == points


def test_readiness_says_how_many_are_open():
    assert readiness(some(1, 3)).reason == "1 of 4 critical items open"


def test_items_that_are_not_critical_do_not_count():
    assert readiness([task(), task(state=State.OPEN, critical=False)]).points == 0


def test_what_waits_for_more_time_counts_once_it_is_done():
    screen = Kept("C05", NOW, critical=True, folded=False, role=EventRole.SAFETY_LEAD)
    waiting = replace(screen, item="C06", folded=True)

    def judged(*kept):
        return [one.judged("") for one in kept]

    done = replace(screen, state=State.DONE, done_by=ANA)
    assert readiness(judged(done, waiting)).points == 0
    assert ready(judged(done, waiting), Tier.MODERATE) == Ready()
    assert readiness(judged(screen, waiting)).reason == "1 of 1 critical items open"
    signed = replace(waiting, state=State.DONE, done_by=ANA)
    assert ready(judged(signed), Tier.HIGH) == Open((), ("C06",))


def test_without_items_readiness_is_not_known():
    assert readiness([]).points is None


@pytest.mark.parametrize("state", [State.DONE, State.NOT_APPLICABLE, State.NO_LONGER_NEEDED])
def test_ready_when_every_critical_item_is_settled(state):
    found = ready([task(state=state), task("C06", State.OPEN, critical=False)], Tier.MODERATE)

    assert found == Ready()
    assert told(found).startswith("Ready")


def test_what_is_not_known_is_said_and_stops_nothing():
    assert ready([task()], Tier.LOW, [Factor.HOTSPOT]) == Ready((Factor.HOTSPOT,))


def test_open_items_are_counted_and_people_decide():
    found = ready(
        [task("C05", State.OPEN), task("C07", State.OPEN), task("C08", State.OPEN)], Tier.LOW
    )

    assert isinstance(found, Open)
    assert found.things == ("C05", "C07", "C08")
    assert told(found) == "3 things are still open. You decide."


def test_one_open_item_is_one_thing():
    assert told(ready([task(state=State.OPEN)], Tier.LOW)) == "1 thing is still open. You decide."


@pytest.mark.parametrize(
    ("tier", "unsigned"), [(Tier.MODERATE, False), (Tier.HIGH, True), (Tier.VERY_HIGH, True)]
)
def test_from_level_3_a_critical_item_needs_a_second_person(tier, unsigned):
    assert task(settled_by=ANA).unsigned(tier) is unsigned
    assert not task(settled_by=ANA, signed_by=BEN).unsigned(tier)
    assert isinstance(ready([task(settled_by=ANA)], tier), Open) is unsigned


def test_what_is_no_longer_needed_or_not_critical_needs_no_signature():
    assert not task(state=State.NO_LONGER_NEEDED).unsigned(Tier.HIGH)
    assert not task(critical=False).unsigned(Tier.HIGH)


def test_an_item_is_late_after_its_time_while_open():
    later = NOW.replace(hour=13)

    assert task(state=State.OPEN).late(later)
    assert not task(state=State.OPEN).late(NOW)
    assert not task().late(later)


@pytest.mark.parametrize("decision", [Decision.READY, Decision.CHANGED, Decision.POSTPONED])
def test_to_be_ready_to_change_or_to_postpone_takes_the_lead_alone(decision):
    asked = needed(decision, levels(dict.fromkeys(Factor, Answer(4))))

    assert asked == Needed()
    assert missing(asked, [LEAD]) == ()
    assert missing(asked, []) == ("The event lead has to sign.",)


def test_going_ahead_takes_the_lead_and_one_other():
    asked = needed(Decision.COVERED, levels(QUIET))

    assert missing(asked, [LEAD]) == ("1 more person has to sign.",)
    assert missing(asked, [LEAD, LEAD]) == ("1 more person has to sign.",)
    assert missing(asked, [LEAD, Signature(BEN)]) == ()
    assert missing(asked, [Signature(BEN)]) == ("The event lead has to sign.",)


def test_from_level_3_going_ahead_takes_two_partners():
    asked = needed(Decision.COVERED, levels(QUIET | {Factor.AUDIENCE: Answer(4)}))

    assert asked == Needed(2, partners=True, open=2)
    assert missing(asked, [LEAD, Signature(BEN, 2)]) == (
        "Somebody of 1 more partner organization has to sign.",
    )
    assert missing(asked, [LEAD, Signature(BEN, 2), Signature("c" * 16, 2)])
    assert missing(asked, [LEAD, Signature(BEN, 2), Signature("c" * 16, None)])
    assert missing(asked, [LEAD, Signature(BEN, 2), Signature("c" * 16, 3)]) == ()


def test_where_the_conflict_answer_alone_asks_for_partners_they_are_inside():
    asked = needed(Decision.COVERED, levels(QUIET | {Factor.CONFLICT: THREAT}))
    outside = [LEAD, Signature(BEN, 2), Signature("c" * 16, 3)]

    assert asked == Needed(2, partners=True, inside=True, open=1)
    assert missing(asked, outside) == ("People of 2 more partner organizations have to sign.",)
    assert missing(asked, [LEAD, *(replace(one, inside=True) for one in outside[1:])]) == ()


@pytest.mark.parametrize("decision", Decision)
def test_every_decision_has_its_words(decision):
    assert said(decision)
