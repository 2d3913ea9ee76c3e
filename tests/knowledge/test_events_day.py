"""The day of an event: the crowd, the sky, the roll call, by hand-worked values."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.events import crowd, day, lightning
from knowledge.events.crowd import Count, Mark
from knowledge.events.day import Entry, EntryKind, Quick, Step, standing
from knowledge.events.event import HELPER, Event, Hand, Stage, State
from knowledge.events.kinds import EventRole, EventType
from knowledge.events.profile import Profile

START = datetime(2026, 11, 22, 18, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def event(**more):
    profile = Profile(EventType.BLOCK_PARTY, START, attendance=160)
    made = Event(
        id=1, type=profile.type, title="Block party", profile=profile, start=START, end=None,
        stage=Stage.MEMBERS, state=State.PLANNED, tier=None, tier_shown=None, address="",
        channel="", pinned_ts="", created_by="p1", version=1, family_yes=False, remembered="",
    )  # fmt: skip
    return replace(made, **more)


def entry(kind, after, **more):
    at = START + after * MINUTE
    return Entry(id=f"{kind}{after}{more}", kind=kind, by="p1", at=at, **more)


@pytest.mark.parametrize(
    ("people", "mark"),
    [(0, 0), (119, 0), (120, 75), (143, 75), (144, 90), (159, 90), (160, 100), (500, 100)],
)
def test_rules_hold_from_75_90_and_100_percent_of_160_people(people, mark):
    assert Count(people, START, 160).mark == mark


def test_nothing_is_rounded_up_to_a_rule_that_is_not_reached():
    assert Count(899, START, 1_000).mark is Mark.WATCH
    assert Count(900, START, 1_000).mark is Mark.HOLD


def test_without_a_capacity_no_rule_holds_and_it_is_asked_for():
    count = Count(80, START)

    assert (count.mark, count.percent) == (None, None)
    assert "How many may be there is not known" in crowd.told(count.mark)


@given(st.integers(0, 10_000), st.integers(0, 500), st.integers(1, 5_000))
def test_more_people_never_lower_the_rule(people, more, most):
    assert Count(people + more, START, most).mark >= Count(people, START, most).mark


def test_the_smaller_of_what_the_place_holds_and_the_plan_is_made_for_counts():
    assert crowd.capacity(holding=300, planned=160) == 160
    assert crowd.capacity(holding=120, planned=160) == 120
    assert crowd.capacity(holding=0, planned=160) == 160
    assert crowd.capacity() is None


def test_nearly_full_it_is_counted_every_15_minutes_else_every_30():
    assert Count(10, START, 100).next_at == START + 30 * MINUTE
    assert Count(75, START, 100).next_at == START + 15 * MINUTE
    assert Count(75, START).next_at == START + 30 * MINUTE


def test_every_rule_says_what_to_do():
    assert len({crowd.told(one) for one in (None, *Mark)}) == 5


def test_people_go_out_30_minutes_after_the_last_flash_and_not_a_second_sooner():
    sky = lightning.sky([START])

    assert not sky.clear(START + 30 * MINUTE - timedelta(seconds=1))
    assert sky.clear(START + 30 * MINUTE)
    assert sky.minutes_left(START + timedelta(seconds=1)) == 30


def test_each_flash_starts_the_30_minutes_again():
    sky = lightning.sky([START, START + 29 * MINUTE])

    assert sky.clear_at == START + 59 * MINUTE
    assert not sky.clear(START + 30 * MINUTE)


def test_flash_that_is_entered_late_does_not_turn_the_clock_back():
    assert lightning.sky([START + 10 * MINUTE, START]).clear_at == START + 40 * MINUTE


def test_without_a_flash_the_sky_is_clear():
    assert lightning.sky([]).clear(START)
    assert lightning.sky([]).minutes_left(START) == 0


LOG = [
    entry(EntryKind.HERE, 1, text="a"),
    entry(EntryKind.HERE, 2, text="b"),
    entry(EntryKind.NOT_HERE, 3, text="b"),
    entry(EntryKind.COUNT, 4, number=90),
    entry(EntryKind.COUNT, 34, number=100),
    entry(EntryKind.CAPACITY, 34, number=120),
    entry(EntryKind.FLASH, 40),
    entry(EntryKind.STEP, 50, text=Step.SAY_END.value),
]


def test_day_stands_as_its_log_says():
    now = standing(event(), LOG)

    assert (now.here, now.missing) == ({"a"}, {"b"})
    assert now.count == Count(100, START + 34 * MINUTE, 120)
    assert now.sky.clear_at == START + 70 * MINUTE
    assert (now.done, now.closed_at) == ({Step.SAY_END}, None)


@given(st.randoms(use_true_random=False))
def test_day_stands_the_same_whatever_the_order_in_which_lines_arrive(random: Random):
    mixed = random.sample(LOG, len(LOG))

    assert standing(event(), mixed) == standing(event(), LOG)


def test_day_is_over_when_everybody_had_gone_first():
    closed = [entry(EntryKind.CLOSED, 90), entry(EntryKind.CLOSED, 95)]

    assert standing(event(), closed).closed_at == START + 90 * MINUTE


def test_day_begins_24_hours_before_and_ends_24_hours_after_the_end():
    known = event(end=START + 120 * MINUTE)

    assert not day.on(known, START - timedelta(hours=24, seconds=1))
    assert day.on(known, START - timedelta(hours=24))
    assert day.on(known, START + timedelta(hours=25, minutes=59))
    assert not day.on(known, START + timedelta(hours=26))


def test_one_person_on_two_posts_is_one_line_of_the_roll_call():
    lead = Hand(EventRole.EVENT_LEAD, "p1")

    assert day.post(lead) == day.post(Hand(HELPER, "p1"))
    assert day.post(Hand("medical_lead", "", 3)) != day.post(Hand("crowd_lead", "", 3))


def test_every_button_has_words():
    assert len({day.quick(one) for one in Quick}) == len(Quick)
    assert len({day.step(one) for one in Step}) == len(Step)


def test_what_is_said_in_confidence_is_not_of_the_days_log():
    private = {EntryKind.CHECK_IN, EntryKind.PROPOSAL, EntryKind.STAND, EntryKind.DEBRIEF}

    assert not any(one.of_the_day for one in private)
