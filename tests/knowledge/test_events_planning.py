"""What an event needs, due when, in which order, and what never gets lost."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.events.items import adapted, items, items_for
from knowledge.events.kinds import EventRole, EventType, Phase, Tier, Venue
from knowledge.events.planning import Reason, plan, rebuilt, redated, replanned, said
from knowledge.events.profile import Profile

ZONE = ZoneInfo("America/New_York")
START = datetime(2026, 12, 1, 18, tzinfo=ZONE)
NOW = datetime(2026, 11, 28, 9, tzinfo=ZONE)
#: Less than three days ahead: one screen is the plan.
SOON = START - timedelta(hours=50)
#: More than sixty days ahead: every item has the time it is usually given.
EARLY = START - timedelta(days=70)


def profile(kind=EventType.VIGIL, attendance=120, venue=Venue.STREET, start=START):
    return Profile(kind, start, attendance=attendance, venue=venue)


def planned(kind=EventType.VIGIL, tier=Tier.HIGH, *, now=NOW, **known):
    return plan(profile(kind, **known), tier, now=now, items=items_for(kind))


def usual(phase, start=START):
    return start.astimezone(UTC) + phase.offset


def by_id(listed):
    return {one.id: one for one in listed}


def test_vigil_in_two_days_is_the_ten_things_and_the_rest_is_folded():
    listed = planned(now=SOON)

    assert [one.id for one in listed if not one.folded] == [
        "V01", "V02", "C05", "C08", "C15", "V04", "V10", "V11", "V14", "V15",
    ]  # fmt: skip
    assert len(listed) == 53 - 2  # crowd managers and capacity begin at 250 people
    assert {"C09", "C10"}.isdisjoint(by_id(listed))


def test_what_should_have_been_done_by_now_is_due_now():
    listed = by_id(planned())

    assert not any(one.folded for one in listed.values())
    assert listed["V01"].due == NOW
    assert listed["V01"].hurried
    assert listed["C02"].due == NOW
    assert listed["V10"].due == START - timedelta(hours=24)
    assert not listed["V10"].hurried
    assert listed["V11"].due == START
    assert listed["V15"].due == START + timedelta(hours=24)


def test_full_plan_is_dated_by_phase():
    listed = by_id(planned(EventType.MARCH, attendance=1200, venue=Venue.ROUTE, now=EARLY))

    assert not any(one.folded or one.hurried for one in listed.values())
    # 1,440 hours earlier: clocks in New York went back on 1 November, so it is 19:00 by them
    assert listed["M01"].due == datetime(2026, 10, 2, 19, tzinfo=ZONE)
    assert listed["M02"].due == datetime(2026, 11, 1, 18, tzinfo=ZONE)
    assert listed["M05"].due == datetime(2026, 11, 17, 18, tzinfo=ZONE)
    assert listed["M08"].due == datetime(2026, 11, 24, 18, tzinfo=ZONE)
    assert listed["M11"].due == datetime(2026, 11, 30, 18, tzinfo=ZONE)
    assert listed["M12"].due == START
    assert listed["M15"].due == datetime(2026, 12, 2, 18, tzinfo=ZONE)
    assert listed["C21"].role is EventRole.LAW_LIAISON


def test_due_time_is_told_in_the_zone_of_the_start_whatever_the_zone_of_now():
    listed = planned(now=EARLY.astimezone(UTC))

    assert {one.due.tzinfo for one in listed} == {ZONE}
    assert {one.due.tzinfo for one in planned(now=NOW.astimezone(UTC))} == {ZONE}


def test_soon_is_72_elapsed_hours_across_a_change_of_clocks():
    start = datetime(2026, 11, 2, 18, tzinfo=ZONE)
    now = datetime(2026, 10, 30, 18, tzinfo=ZONE)  # 73 hours earlier, though 72 by the clock

    assert not any(one.folded for one in planned(start=start, now=now))
    assert any(one.folded for one in planned(start=start, now=now + timedelta(hours=2)))


def test_critical_comes_first_where_many_are_due_at_once():
    hurried = [
        one for one in planned(attendance=None, now=START - timedelta(hours=80)) if one.hurried
    ]
    critical = [one.critical for one in hurried]

    assert critical == sorted(critical, reverse=True)
    assert [one.id for one in hurried[:3]] == ["V01", "V02", "C05"]


def test_unknown_includes_the_item_and_says_so():
    listed = by_id(planned(tier=None, attendance=None, venue=None, now=EARLY))

    assert len(listed) == 53
    assert {one.id for one in listed.values() if one.reason is Reason.NOT_KNOWN} == {
        "C09", "C10", "C17", "C23", "C29",
    }  # fmt: skip
    assert "not known yet" in said(listed["C10"].reason)


def test_conditions_leave_out_what_does_not_apply():
    low = by_id(planned(EventType.SCHOOL_EVENT, Tier.LOW, attendance=99, venue=Venue.INDOOR))
    high = by_id(planned(EventType.SCHOOL_EVENT, Tier.HIGH, attendance=300, venue=Venue.PARK))

    assert set(high) - set(low) == {"C09", "C10", "C17", "C23", "C29", "S05"}
    assert high["S05"].reason is Reason.APPLIES
    assert high["S01"].reason is Reason.ALWAYS


def test_forty_person_cookout_far_ahead_is_ten_things_with_their_own_dates():
    listed = planned(EventType.BLOCK_PARTY, Tier.LOW, attendance=40, now=EARLY)
    shown = [one for one in listed if not one.folded]

    assert len(shown) == 10
    assert shown[0].phase is Phase.T60
    assert shown[-1].phase is Phase.AFTER
    assert [one.due for one in shown] == sorted(one.due for one in shown)


@pytest.mark.parametrize("kind", EventType)
def test_small_plan_of_any_type_shows_at_most_ten(kind):
    for attendance in (None, 20, 250, 4_000):
        listed = planned(kind, Tier.VERY_HIGH, attendance=attendance, now=SOON)
        assert sum(not one.folded for one in listed) == 10


def test_item_stays_as_no_longer_needed_when_the_score_falls():
    before = planned(EventType.YOUTH_TOURNAMENT, Tier.HIGH, attendance=300, now=EARLY)
    after = planned(EventType.YOUTH_TOURNAMENT, Tier.LOW, attendance=150, now=EARLY)

    kept = rebuilt(before, after)

    assert set(by_id(kept)) == set(by_id(before))
    assert {one.id for one in kept if not one.needed} == {"C09", "C10", "Y07"}
    assert said(by_id(kept)["Y07"].reason) == "no longer needed"


def test_item_is_needed_again_when_the_score_rises_again():
    high = planned(EventType.YOUTH_TOURNAMENT, Tier.HIGH, now=EARLY)
    low = planned(EventType.YOUTH_TOURNAMENT, Tier.LOW, now=EARLY)

    again = by_id(rebuilt(rebuilt(high, low), high))

    assert again["Y07"].needed


def test_item_needed_again_after_its_time_is_due_at_once_and_not_long_late():
    kind, late = EventType.YOUTH_TOURNAMENT, START - timedelta(days=5)
    low = rebuilt(planned(kind, Tier.HIGH, now=EARLY), planned(kind, Tier.LOW, now=EARLY))

    again = by_id(rebuilt(low, planned(kind, Tier.HIGH, now=late)))

    assert again["Y07"].due == late
    assert again["C04"].due == usual(Phase.T30)


def test_late_item_stays_late_when_the_plan_is_made_again():
    before = planned(attendance=200, now=EARLY)
    later = planned(attendance=220, now=START - timedelta(days=10))

    kept = by_id(rebuilt(before, later))

    assert kept["C02"].due == usual(Phase.T60)


def test_what_was_open_is_not_folded_as_the_day_comes_closer():
    before = planned(attendance=200, now=EARLY)
    soon = planned(attendance=220, now=START - timedelta(days=1))

    assert not any(one.folded for one in rebuilt(before, soon))


def test_what_a_late_crowd_adds_to_a_full_plan_is_not_folded_either():
    before = planned(attendance=200, now=EARLY)
    grown = by_id(rebuilt(before, planned(attendance=300, now=SOON)))

    assert not grown["C10"].folded
    assert not grown["C09"].folded
    assert grown["C10"].due == SOON


def test_what_was_folded_opens_when_the_event_grows():
    before = planned(attendance=40, now=EARLY)
    grown = planned(attendance=400, now=EARLY)

    assert sum(one.folded for one in before) > 30
    assert not any(one.folded for one in rebuilt(before, grown))


def test_later_date_dates_every_item_again():
    before = planned(attendance=200, now=START - timedelta(days=10))
    moved = by_id(
        redated(
            before,
            was=START,
            start=START + timedelta(days=30),
            now=START - timedelta(days=9),
        )
    )

    assert moved["C04"].due == START
    assert not moved["C04"].hurried
    assert moved["C02"].due == START - timedelta(days=9)
    assert moved["C02"].hurried
    assert set(moved) == set(by_id(before))


def test_same_date_changes_no_due_time():
    before = planned(now=EARLY)

    assert redated(before, was=START, start=START, now=START) == before


def test_change_of_date_size_and_level_at_once_loses_nothing():
    before = planned(attendance=300, now=EARLY)
    start = START + timedelta(days=1)

    after = replanned(
        before,
        was=START,
        profile=profile(attendance=90, start=start),
        tier=Tier.LOW,
        now=EARLY,
        items=items_for(EventType.VIGIL),
    )

    assert set(by_id(after)) == set(by_id(before))
    assert [one.id for one in after if not one.needed] == ["C10", "C09", "C23", "C29"]
    assert [one.id for one in after][-4:] == ["C10", "C09", "C23", "C29"]
    assert all(one.due == usual(one.phase, start) for one in after)


def test_helpers_are_briefed_before_the_posts_of_the_day():
    day = [one.id for one in planned(now=EARLY) if one.phase is Phase.DAY]

    assert day == ["C27", "C28", "C30", "C31", "V11", "V14", "C29", "V12", "V13"]


def test_plan_has_what_a_coalition_added_and_not_what_it_retired():
    own = items()["C30"].model_copy(update={"id": "XX01"})
    changed = adapted(items_for(EventType.VIGIL), [own], retired={"V07"})

    listed = by_id(plan(profile(), Tier.HIGH, now=EARLY, items=changed))

    assert "XX01" in listed
    assert "V07" not in listed


MOMENTS = st.integers(-100, 2_000).map(lambda hours: START - timedelta(hours=hours))
PEOPLE = st.none() | st.integers(0, 10_000)
TIERS = st.none() | st.sampled_from(Tier)


@given(kind=st.sampled_from(EventType), attendance=PEOPLE, tier=TIERS, now=MOMENTS)
def test_nothing_is_due_before_now(kind, attendance, tier, now):
    listed = planned(kind, tier, attendance=attendance, now=now)

    assert all(one.due >= now for one in listed)
    assert all(one.due == usual(one.phase) or one.hurried for one in listed)


@given(
    kind=st.sampled_from(EventType),
    people=st.lists(st.integers(0, 10_000), min_size=2, max_size=2),
    tiers=st.lists(st.sampled_from(Tier), min_size=2, max_size=2),
    venue=st.none() | st.sampled_from(Venue),
    now=MOMENTS,
)
def test_more_people_or_a_higher_level_never_take_an_item_away(kind, people, tiers, venue, now):
    less, more = sorted(people)
    low, high = sorted(tiers, key=lambda tier: tier.level)

    before = planned(kind, low, attendance=less, venue=venue, now=now)
    after = planned(kind, high, attendance=more, venue=venue, now=now)

    assert set(by_id(before)) <= set(by_id(after))


@given(
    kind=st.sampled_from(EventType),
    steps=st.lists(st.tuples(PEOPLE, TIERS, MOMENTS), min_size=2, max_size=6),
)
def test_no_series_of_scores_ever_loses_an_item(kind, steps):
    listed, ever = (), set()
    for attendance, tier, now in steps:
        new = planned(kind, tier, attendance=attendance, now=now)
        listed, ever = rebuilt(listed, new), ever | set(by_id(new))
        assert set(by_id(listed)) == ever
        assert {one.id for one in listed if one.needed} == set(by_id(new))


@given(now=MOMENTS, days=st.integers(-60, 60))
def test_changed_date_leaves_nothing_due_before_now(now, days):
    before = planned(now=EARLY)
    moved = redated(before, was=START, start=START + timedelta(days=days or 1), now=now)

    assert all(one.due >= now for one in moved)
