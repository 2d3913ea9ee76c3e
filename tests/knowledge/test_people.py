"""Who confirms what: the rules that keep a change from resting on one person."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.access import Duties, Role
from knowledge.people import confirming, proposing, suspending, training
from knowledge.people.change import Change, Kind, Need
from knowledge.people.circle import Circle, Seat
from tests.conftest import NOW


def seat(person, role=Role.MEMBER, duties=Duties.NONE, partner=1, *, outreach=False, active=True):
    return Seat(person, role, duties, partner, outreach=outreach, active=active)


ANA = seat("ana", Role.COORDINATOR)
GUS = seat("gus", Role.COORDINATOR, partner=9)
SAMUEL = seat("samuel", Role.SUPERVISOR, partner=2, outreach=True)
RUTH = seat("ruth", Role.SUPERVISOR, partner=2, outreach=True)
MARCUS = seat("marcus", Role.WORKER, partner=2, outreach=True)
PRIYA = seat("priya", partner=3)
LEE = seat("lee", partner=4)
DANA = seat("dana", duties=Duties.LAW_ENFORCEMENT, partner=5)
NEW = seat("new", Role.VISITOR, Duties.UNANSWERED, partner=None, active=False)


def change(kind, before, after, *, subject, by, circle, confirmed=None):
    needs = confirming.needs_for(
        kind, before, after, subject=subject.person, proposer=by.person, circle=circle
    )
    said = confirming.opening(
        kind, needs, subject=subject.person, proposer=by.person, circle=circle
    )
    return Change(
        1, kind, subject.person, before, after, by.person, NOW, needs, said | (confirmed or {})
    )


def role(before, after, **more):
    return change(confirming.kind_of(before, after), {"role": before}, {"role": after}, **more)


def duties(after, **more):
    return change(Kind.DUTIES, {"duties": Duties.UNANSWERED}, {"duties": after}, **more)


def who(one, circle):
    return set(confirming.able(one, circle))


def circle(*seats):
    return Circle(seats)


def test_seat_is_confirmed_by_a_coordinator():
    here = circle(ANA, SAMUEL, PRIYA, NEW)
    asked = change(Kind.SEAT, {}, {"limited": False}, subject=NEW, by=NEW, circle=here)

    assert who(asked, here) == {"ana"}


def test_guest_is_raised_by_a_coordinator_and_one_more():
    here = circle(ANA, SAMUEL, PRIYA, DANA, NEW)
    asked = change(Kind.SEAT, {}, {"limited": True}, subject=NEW, by=NEW, circle=here)

    assert asked.open_needs == (Need.COORDINATOR, Need.MEMBER)
    assert who(asked, here) == {"ana", "samuel", "priya"}


def test_yes_to_duties_needs_nobody():
    here = circle(ANA, SAMUEL, NEW)

    assert duties(Duties.LAW_ENFORCEMENT, subject=NEW, by=NEW, circle=here).needs == ()


@pytest.mark.parametrize("said", [Duties.NONE, Duties.PUBLIC])
def test_no_to_duties_needs_a_coordinator_and_an_outreach_supervisor(said):
    here = circle(ANA, GUS, SAMUEL, MARCUS, PRIYA, NEW)

    assert who(duties(said, subject=NEW, by=NEW, circle=here), here) == {"ana", "gus", "samuel"}


def test_while_there_is_no_supervisor_somebody_else_of_the_outreach_partner_confirms():
    here = circle(ANA, GUS, MARCUS, PRIYA, NEW)
    asked = duties(Duties.NONE, subject=NEW, by=NEW, circle=here)

    assert who(asked, here) == {"ana", "gus", "marcus"}
    assert confirming.next_need(asked, "marcus", here) is Need.OUTREACH


def test_where_outreach_has_nobody_a_second_coordinator_confirms_and_never_the_same_one():
    here = circle(ANA, GUS, PRIYA, NEW)
    asked = duties(Duties.NONE, subject=NEW, by=NEW, circle=here)
    half = duties(Duties.NONE, subject=NEW, by=NEW, circle=here, confirmed={"coordinator": "ana"})

    assert confirming.next_need(asked, "ana", here) is Need.COORDINATOR
    assert confirming.next_need(half, "ana", here) is None
    assert confirming.next_need(half, "gus", here) is Need.OUTREACH


def test_a_lone_coordinator_cannot_confirm_duties_by_themselves():
    here = circle(ANA, PRIYA, NEW)
    half = duties(Duties.NONE, subject=NEW, by=NEW, circle=here, confirmed={"coordinator": "ana"})

    assert who(half, here) == set()


def test_duties_of_the_only_coordinator_are_confirmed_from_another_organisation():
    sister = seat("sister", partner=ANA.partner)
    here = circle(ANA, sister, SAMUEL, PRIYA)
    asked = duties(Duties.NONE, subject=ANA, by=ANA, circle=here)

    assert who(asked, here) == {"samuel", "priya"}


def test_supervisor_whose_own_answer_is_not_confirmed_speaks_where_nobody_else_could():
    unsure = seat("samuel", Role.SUPERVISOR, Duties.UNANSWERED, partner=2, outreach=True)
    here, alone = circle(ANA, unsure, MARCUS, NEW), circle(ANA, unsure, NEW)

    asked = duties(Duties.NONE, subject=NEW, by=NEW, circle=here)

    assert who(asked, here) == {"ana", "marcus"}
    assert who(asked, alone) == {"ana", "samuel"}


def test_empty_chair_is_not_filled_on_the_word_of_somebody_unconfirmed_where_others_could():
    unsure = seat("unsure", duties=Duties.UNANSWERED, partner=6)
    taking = seat("taking", duties=Duties.UNANSWERED, partner=7)
    here, young = circle(PRIYA, unsure, taking), circle(unsure, taking)

    def asked(circle):
        return role(Role.MEMBER, Role.COORDINATOR, subject=taking, by=taking, circle=circle)

    assert who(asked(here), here) == {"priya"}
    assert who(asked(young), young) == {"unsure"}


def test_empty_chair_in_one_organisation_is_confirmed_within_it():
    sister = seat("sister", partner=PRIYA.partner)
    here, more = circle(PRIYA, sister, DANA), circle(PRIYA, sister, LEE)

    def asked(circle):
        return role(Role.MEMBER, Role.COORDINATOR, subject=PRIYA, by=PRIYA, circle=circle)

    assert who(asked(here), here) == {"sister"}
    assert who(asked(more), more) == {"lee"}


def test_word_of_somebody_who_was_suspended_since_does_not_count():
    here = circle(ANA, SAMUEL, RUTH, PRIYA)
    asked = role(Role.MEMBER, Role.WORKER, subject=PRIYA, by=SAMUEL, circle=here)
    now = circle(ANA, replace(SAMUEL, active=False), RUTH, PRIYA)

    assert asked.open_needs == (Need.EITHER,)
    assert confirming.as_it_stands(asked, now).open_needs == (Need.OUTREACH, Need.EITHER)
    assert who(asked, now) == {"ruth", "ana"}
    assert confirming.next_need(asked, "ruth", now) is Need.OUTREACH


def test_coordinator_who_proposes_duties_speaks_once_and_outreach_still_has_to():
    here = circle(ANA, GUS, SAMUEL, PRIYA)
    asked = duties(Duties.NONE, subject=PRIYA, by=ANA, circle=here)

    assert asked.open_needs == (Need.OUTREACH,)
    assert who(asked, here) == {"samuel"}


def test_first_supervisor_is_named_by_outreach_and_confirmed_by_a_coordinator():
    candidate = seat("samuel", partner=2, outreach=True)
    here = circle(ANA, candidate, MARCUS, PRIYA)
    asked = role(Role.MEMBER, Role.SUPERVISOR, subject=candidate, by=MARCUS, circle=here)

    assert proposing.refused(MARCUS, candidate, Role.SUPERVISOR, circle=here) is None
    assert who(asked, here) == {"ana"}


@pytest.mark.parametrize("new", [Role.WORKER, Role.SUPERVISOR])
def test_coordinator_never_gives_an_outreach_role(new):
    for here in (circle(ANA, GUS, PRIYA, MARCUS), circle(ANA, SAMUEL, PRIYA)):
        assert proposing.refused(ANA, PRIYA, new, circle=here)


def test_worker_is_proposed_by_a_supervisor_and_confirmed_by_another_or_a_coordinator():
    here = circle(ANA, SAMUEL, RUTH, MARCUS, PRIYA)
    asked = role(Role.MEMBER, Role.WORKER, subject=PRIYA, by=SAMUEL, circle=here)

    assert proposing.refused(SAMUEL, PRIYA, Role.WORKER, circle=here) is None
    assert who(asked, here) == {"ana", "ruth"}


def test_first_supervisor_who_names_themselves_needs_another_of_outreach_too():
    candidate = seat("samuel", partner=2, outreach=True)
    here = circle(ANA, candidate, MARCUS)
    asked = role(Role.MEMBER, Role.SUPERVISOR, subject=candidate, by=candidate, circle=here)

    assert asked.open_needs == (Need.OUTREACH, Need.COORDINATOR)
    assert who(asked, here) == {"marcus", "ana"}


@pytest.mark.parametrize("new", [Role.WORKER, Role.SUPERVISOR, Role.COORDINATOR])
def test_law_enforcement_gets_neither_outreach_nor_the_coordinators_seat_and_hears_why(new):
    here = circle(ANA, SAMUEL, DANA)

    for proposer in (ANA, SAMUEL):
        why = proposing.refused(proposer, DANA, new, circle=here)
        assert "shooting notices" in why


def test_outreach_role_is_taken_back_only_with_outreach():
    here = circle(ANA, GUS, SAMUEL, MARCUS)
    asked = role(Role.WORKER, Role.MEMBER, subject=MARCUS, by=ANA, circle=here)

    assert who(asked, here) == {"samuel"}


def test_coordinators_seat_gives_no_way_into_outreach():
    here = circle(ANA, GUS, SAMUEL)

    assert confirming.kind_of(Role.COORDINATOR, Role.SUPERVISOR) is Kind.ROLE
    assert proposing.refused(ANA, ANA, Role.SUPERVISOR, circle=here)
    assert proposing.refused(GUS, ANA, Role.SUPERVISOR, circle=here)


def test_deputy_is_named_by_a_coordinator_and_confirmed_by_one_more():
    here = circle(ANA, SAMUEL, PRIYA, LEE, DANA)
    asked = role(Role.MEMBER, Role.COORDINATOR, subject=PRIYA, by=ANA, circle=here)

    assert who(asked, here) == {"samuel", "lee"}


def test_empty_chair_is_taken_over_with_the_word_of_another_organisation():
    gone = seat("ana", Role.COORDINATOR, active=False)
    sister = seat("sister", partner=PRIYA.partner)
    here = circle(gone, PRIYA, sister, LEE, DANA)
    asked = role(Role.MEMBER, Role.COORDINATOR, subject=PRIYA, by=PRIYA, circle=here)

    assert proposing.refused(PRIYA, PRIYA, Role.COORDINATOR, circle=here) is None
    assert who(asked, here) == {"lee"}


def test_chair_that_is_held_cannot_be_taken_over_nor_by_law_enforcement():
    assert proposing.refused(PRIYA, PRIYA, Role.COORDINATOR, circle=circle(ANA, PRIYA))
    assert proposing.refused(DANA, DANA, Role.COORDINATOR, circle=circle(PRIYA, DANA))


def test_supervisor_suspends_anyone_and_a_coordinator_anyone_but_a_supervisor():
    for other in (ANA, RUTH, MARCUS, PRIYA, DANA, NEW):
        assert suspending.refused(SAMUEL, other) is None
    assert suspending.refused(ANA, PRIYA) is None
    assert "Only another outreach supervisor" in suspending.refused(ANA, SAMUEL)
    assert suspending.refused(PRIYA, LEE)
    assert suspending.refused(SAMUEL, SAMUEL)


def test_training_holds_a_year_and_is_said_thirty_days_before():
    day = date(2026, 2, 28)

    assert training.renewal(day) == date(2027, 2, 28)
    assert training.renewal(date(2024, 2, 29)) == date(2025, 2, 28)
    assert training.standing(None, day) is training.Standing.NONE
    assert training.standing(day, date(2027, 1, 28)) is training.Standing.HOLDS
    assert training.standing(day, date(2027, 1, 29)) is training.Standing.SOON
    assert training.standing(day, date(2027, 2, 28)) is training.Standing.SOON
    assert training.standing(day, date(2027, 2, 28) + timedelta(1)) is training.Standing.OVER


SEATS = st.builds(
    seat,
    st.sampled_from([f"p{n}" for n in range(8)]),
    st.sampled_from(list(Role)),
    st.sampled_from(list(Duties)),
    st.integers(1, 4),
    outreach=st.booleans(),
    active=st.booleans(),
)
CIRCLES = st.lists(SEATS, min_size=2, max_size=8, unique_by=lambda one: one.person)


@given(CIRCLES, st.sampled_from(list(Role)), st.sampled_from(list(Kind)), st.data())
def test_whatever_the_circle_nobody_confirms_twice_nor_their_own(seats, new, kind, data):
    here = Circle(tuple(seats))
    subject, by = data.draw(st.sampled_from(seats)), data.draw(st.sampled_from(seats))
    before = {"role": subject.role, "duties": subject.duties}
    after = {"role": new, "duties": Duties.NONE, "limited": True}
    asked = change(kind, before, after, subject=subject, by=by, circle=here)
    while asked.open_needs and who(asked, here):
        speaker = confirming.able(asked, here)[0]
        need = confirming.next_need(asked, speaker, here)
        assert speaker not in {subject.person, by.person, *asked.confirmed.values()}
        assert here.find(speaker).duties is not Duties.LAW_ENFORCEMENT
        said = {**asked.confirmed, need.value: speaker}
        asked = Change(1, kind, asked.subject, before, after, by.person, NOW, asked.needs, said)
    assert len(set(asked.confirmed.values())) == len(asked.confirmed)
    if kind.personal:
        assert subject.person not in asked.confirmed.values()


@given(CIRCLES, st.data())
def test_whatever_the_circle_no_coordinator_alone_opens_outreach_to_anyone(seats, data):
    here = Circle(tuple(seats))
    subject = data.draw(st.sampled_from(seats))
    for new in (Role.WORKER, Role.SUPERVISOR):
        for by in seats:
            if proposing.refused(by, subject, new, circle=here) is None:
                asked = role(subject.role, new, subject=subject, by=by, circle=here)
                assert asked.open_needs
                assert by.supervises or by.outreach
                assert subject.duties is not Duties.LAW_ENFORCEMENT
