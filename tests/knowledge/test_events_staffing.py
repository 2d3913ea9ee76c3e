"""How many people an event needs, worked by hand."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.events import staffing
from knowledge.events.arrangements import Arrangements
from knowledge.events.kinds import EventType
from knowledge.events.profile import Profile
from knowledge.events.staffing import Counts, Local, Post, Status
from knowledge.sources import sources

START = datetime(2026, 12, 1, 23, tzinfo=UTC)


def needed(kind=EventType.OTHER, attendance=None, **known):
    found = staffing.needed(Profile(kind, START, attendance=attendance), **known)
    return {one.post: one for one in found}


@pytest.mark.parametrize(
    ("people", "rule", "managers"),
    [
        (249, None, 0),
        (250, None, 2),
        (500, None, 2),
        (501, None, 3),
        (1_200, None, 5),
        (499, 500, 0),
        (500, 500, 2),
        (999, 1_000, 0),
        (1_000, 1_000, 4),
        (5_000, 0, 0),
    ],
)
def test_crowd_managers_are_one_for_250_from_where_the_local_rule_begins(people, rule, managers):
    assert staffing.crowd_managers(people, crowd_from=rule) == managers


def test_local_rule_overrides_the_strictest_and_is_named():
    assert "local rule yet" in needed(attendance=300)[Post.CROWD_MANAGERS].note
    assert Post.CROWD_MANAGERS not in needed(attendance=300, local=Local(crowd_from=500))
    ruled = needed(attendance=1_200, local=Local(crowd_from=1_000))[Post.CROWD_MANAGERS]
    assert (ruled.least, ruled.status) == (5, Status.CODE)
    assert "from 1,000 people" in ruled.note


def test_march_of_1200_needs_12_to_24_marshals():
    found = needed(EventType.MARCH, 1_200)[Post.MARSHALS]

    assert (found.least, found.most, found.status) == (12, 24, Status.PRACTICE)
    assert staffing.marshals(101) == (2, 3)


@pytest.mark.parametrize(
    ("people", "aiders"),
    [(40, 2), (1_000, 2), (1_001, 3), (3_000, 6), (3_001, 7), (10_000, 13), (10_001, None)],
)
def test_first_aiders_follow_the_table_and_end_with_it(people, aiders):
    assert staffing.first_aiders(people) == aiders


@pytest.mark.parametrize(
    ("kind", "people", "says"),
    [
        (EventType.BLOCK_PARTY, 2_499, "first aid is advised"),
        (EventType.BLOCK_PARTY, 2_500, "ambulance is advised"),
        (EventType.YOUTH_TOURNAMENT, 60, "A station with EMTs; somebody"),
        (EventType.SCHOOL_EVENT, 2_500, "required for sport"),
        (EventType.MARCH, 15_500, "physician"),
    ],
)
def test_medical_cover_follows_the_county_matrix(kind, people, says):
    assert says in staffing.medical_cover(kind, people)


def test_medical_plan_is_spoken_of_from_2500_people():
    assert Post.MEDICAL_PLAN not in needed(attendance=2_499)
    assert needed(attendance=2_500)[Post.MEDICAL_PLAN].status is Status.LOCAL


def test_youth_are_never_with_one_adult_alone():
    assert staffing.youth_adults(8, 0) == 2
    assert staffing.youth_adults(17, 21) == 3 + 3


def test_accessible_seats_are_two_in_a_hundred_rounded_up():
    assert [staffing.accessible_seats(seats) for seats in (1, 50, 51, 1_000)] == [1, 1, 2, 20]


def test_support_at_a_vigil_grows_with_it_and_is_a_proposal():
    assert [
        needed(EventType.VIGIL, people)[Post.TRAUMA_SUPPORT].least for people in (40, 200, 201)
    ] == [2, 2, 3]
    assert needed(EventType.VIGIL)[Post.TRAUMA_SUPPORT].least == 2
    assert needed(EventType.COMMUNITY_MEETING, 900)[Post.TRAUMA_SUPPORT].least == 2
    assert needed(EventType.VIGIL, 40)[Post.TRAUMA_SUPPORT].status is Status.PROPOSAL
    assert Post.TRAUMA_SUPPORT not in needed(EventType.BLOCK_PARTY, 900)


def test_outreach_stands_in_pairs_at_each_approach():
    found = needed(counts=Counts(approaches=3))[Post.OUTREACH_PAIRS]

    assert (found.least, found.status, found.sources) == (6, Status.PROPOSAL, ())


def test_counts_give_adults_and_seats():
    found = needed(counts=Counts(younger=9, older=5, seats=120))

    assert found[Post.YOUTH_ADULTS].least == 3
    assert found[Post.ACCESSIBLE_SEATS].least == 3


def test_nothing_is_worked_out_of_what_nobody_knows():
    assert needed() == {}


def test_exit_and_holding_capacity_by_hand():
    assert staffing.exit_capacity(3, 8) == 1_968
    assert staffing.exit_capacity(3, 8, older=True) == 1_800
    assert staffing.holding_capacity(900) == 1_800
    assert Arrangements(area=900, width=3, minutes=8).capacity == 1_800
    assert Arrangements(area=2_000, width=3, minutes=8).capacity == 1_968


def test_police_are_never_worked_out():
    assert not [post for post in Post if "police" in post or "officer" in post]


@given(
    kind=st.sampled_from(EventType),
    people=st.integers(0, 50_000),
    crowd_from=st.none() | st.sampled_from((0, 250, 500, 1_000)),
)
def test_every_number_has_its_status_and_sources_with_titles(kind, people, crowd_from):
    for one in needed(kind, people, local=Local(crowd_from)).values():
        assert 0 <= one.least <= one.most
        assert set(one.sources) <= set(sources())
        assert one.note
        assert bool(one.sources) != (one.status is Status.PROPOSAL)
