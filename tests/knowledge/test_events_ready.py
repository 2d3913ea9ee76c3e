from dataclasses import replace
from datetime import UTC, datetime

import pytest

from knowledge.events.decisions import (
    Cover,
    Decision,
    Needed,
    Signature,
    missing,
    needed,
    said,
    wanting,
    wished,
)
from knowledge.events.kept import Kept
from knowledge.events.kinds import EventRole, Tier
from knowledge.events.readiness import Open, Ready, readiness, ready
from knowledge.events.readiness import said as told
from knowledge.events.tasks import State, Task

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
ANA, BEN = "a" * 16, "b" * 16
LEAD = Signature(ANA, 1, lead=True, inside=True)


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
    assert readiness(some(1, 3)).reason == "1 of 4"


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
    assert readiness(judged(screen, waiting)).reason == "1 of 1"
    signed = replace(waiting, state=State.DONE, done_by=ANA)
    assert ready(judged(signed), Tier.HIGH) == Open((), ("C06",))


def test_without_items_readiness_is_not_known():
    assert readiness([]).points is None


@pytest.mark.parametrize("state", [State.DONE, State.NOT_APPLICABLE, State.NO_LONGER_NEEDED])
def test_ready_when_every_critical_item_is_settled(state):
    found = ready([task(state=state), task("C06", State.OPEN, critical=False)], Tier.MODERATE)

    assert found == Ready()
    assert told(found).startswith("Ready")


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


@pytest.mark.parametrize("decision", [Decision.READY, Decision.CHANGED, Decision.POSTPONED])
def test_to_be_ready_to_change_or_to_postpone_takes_the_lead_alone(decision):
    asked = needed(decision, Tier.VERY_HIGH)

    assert asked == Needed()
    assert missing(asked, [LEAD]) == ()
    assert missing(asked, []) == ("The event lead has to sign.",)


@pytest.mark.parametrize("tier", [Tier.LOW, Tier.MODERATE])
def test_going_ahead_takes_the_lead_and_one_other(tier):
    asked = needed(Decision.COVERED, tier)

    assert missing(asked, [LEAD]) == ("1 more person has to sign.",)
    assert missing(asked, [LEAD, LEAD]) == ("1 more person has to sign.",)
    assert missing(asked, [LEAD, Signature(BEN)]) == ()
    assert missing(asked, [Signature(BEN)]) == ("The event lead has to sign.",)


@pytest.mark.parametrize("tier", [Tier.HIGH, Tier.VERY_HIGH])
def test_from_level_3_going_ahead_takes_two_partners(tier):
    asked = needed(Decision.COVERED, tier)

    assert asked == Needed(2, partners=True)
    assert missing(asked, [LEAD, Signature(BEN, 2)]) == (
        "Somebody of 1 more partner organization has to sign.",
    )
    assert missing(asked, [LEAD, Signature(BEN, 2), Signature("c" * 16, 2)])
    assert missing(asked, [LEAD, Signature(BEN, 2), Signature("c" * 16, None)])
    assert missing(asked, [LEAD, Signature(BEN, 2), Signature("c" * 16, 3)]) == ()


@pytest.mark.parametrize(
    ("shown", "full", "more"),
    [
        (Tier.LOW, Tier.MODERATE, 0),
        (Tier.MODERATE, Tier.HIGH, 2),
        (Tier.LOW, Tier.VERY_HIGH, 2),
        (Tier.HIGH, Tier.VERY_HIGH, 0),
        (Tier.HIGH, Tier.LOW, 0),
    ],
)
def test_two_partners_inside_are_wished_for_where_the_full_level_alone_asks(shown, full, more):
    assert wished(shown, full).others == more


def test_only_partners_who_may_know_count_for_what_is_wished():
    asked = wished(Tier.LOW, Tier.HIGH)
    outside = [LEAD, Signature(BEN, 2), Signature("c" * 16, 3)]
    one, other = (replace(who, inside=True) for who in outside[1:])

    assert wanting(asked, outside) == 2
    assert wanting(asked, [LEAD, one, replace(other, partner=2)]) == 1
    assert wanting(asked, [LEAD, one, replace(other, partner=None)]) == 1
    assert wanting(asked, [LEAD, one, other]) == 0
    assert wanting(Needed(), [LEAD]) == 0


@pytest.mark.parametrize(
    "cover", [Cover(), Cover(("C05",), "by hand"), Cover((), "two\nlines"), Cover(("C05", "V02"))]
)
def test_what_is_covered_is_read_as_it_was_kept(cover):
    assert Cover.unpacked(cover.packed()) == cover


@pytest.mark.parametrize("decision", Decision)
def test_every_decision_has_its_words(decision):
    assert said(decision)
