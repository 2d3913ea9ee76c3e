"""Numbers of a call list: one's own, sealed, gone with whoever gave it."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from knowledge.events.event import HELPER
from knowledge.events.kinds import EventRole, EventType
from knowledge.events.profile import Profile
from storage import events, mydata, resealing
from storage.events import phones
from storage.tables import EventHand
from tests.coalitions import open_coalition
from tests.conftest import NOW

PHONE, OTHER = "(215) 555-0142", "(215) 555-0177"
MARCH = Profile(EventType.MARCH, NOW + timedelta(days=10))


@pytest.fixture
def seated(tools, workspace):
    return open_coalition(tools, workspace)


@pytest.fixture
def march(tools, workspace, seated):
    """A march with Grace as its lead, Lee as safety lead and helper, and an organisation."""
    with tools.begin() as session:
        of = {"workspace": workspace, "now": NOW}
        made = events.add(session, **of, profile=MARCH, by=seated["GRACE"]).id
        for role in (EventRole.SAFETY_LEAD, HELPER):
            events.name_hand(session, **of, event=made, role=role, person=seated["LEE"])
        events.name_hand(session, **of, event=made, role=EventRole.MEDICAL_LEAD, partner=1)
    return made


@pytest.fixture
def give(tools, workspace, march):
    def given(person, phone):
        with tools.begin() as session:
            return phones.give(
                session, workspace=workspace, event=march, person=person, phone=phone
            )

    return given


@pytest.fixture
def given(tools, workspace, march):
    def read(of=None):
        with tools.read() as session:
            return phones.given(session, workspace=of or workspace, event=march)

    return read


def test_each_number_is_its_own_persons(give, given, seated):
    assert give(seated["GRACE"], PHONE)
    assert give(seated["LEE"], OTHER)
    assert given() == {seated["GRACE"]: PHONE, seated["LEE"]: OTHER}


def test_it_is_theirs_in_a_role_given_later_and_after_the_first_is_gone(
    tools, workspace, march, give, given, seated
):
    give(seated["LEE"], PHONE)
    of = {"workspace": workspace, "event": march, "person": seated["LEE"]}
    with tools.begin() as session:
        events.name_hand(session, **of, role=EventRole.CROWD_LEAD, now=NOW)
        for role in (EventRole.SAFETY_LEAD, HELPER):
            events.remove_hand(session, **of, role=role)
    assert given() == {seated["LEE"]: PHONE}


def test_it_is_changed_and_taken_out(give, given, seated):
    give(seated["LEE"], PHONE)
    give(seated["LEE"], OTHER)
    assert given() == {seated["LEE"]: OTHER}
    assert give(seated["LEE"], "")
    assert given() == {}


def test_who_is_not_on_the_plan_gives_none_and_nobody_gives_one_for_an_organisation(
    give, given, seated
):
    assert not give(seated["ANA"], PHONE)
    assert not give("", PHONE)
    assert given() == {}


def test_it_goes_with_who_is_taken_off_the_plan(tools, workspace, march, give, given, seated):
    give(seated["LEE"], PHONE)
    for role, left in ((HELPER, {seated["LEE"]: PHONE}), (EventRole.SAFETY_LEAD, {})):
        with tools.begin() as session:
            events.remove_hand(
                session, workspace=workspace, event=march, role=role, person=seated["LEE"]
            )
        assert given() == left


def test_it_lies_sealed_and_a_new_key_seals_it_anew(tools, give, march, seated):
    give(seated["GRACE"], PHONE)
    with tools.read() as session:
        raw = session.execute(text("SELECT phone FROM event_hands")).scalars().all()
        assert len([one for one in raw if one]) == 1
        assert PHONE not in str(raw)
    assert EventHand.__table__ in resealing.sealed_tables()


def test_every_number_of_an_event_is_taken_out_and_the_people_stay(
    tools, workspace, march, give, given, seated
):
    give(seated["GRACE"], PHONE)
    give(seated["LEE"], OTHER)
    with tools.begin() as session:
        assert phones.holding(session, workspace=workspace) == [march]
        assert phones.take_out(session, workspace=workspace, event=march)
        assert not phones.take_out(session, workspace=workspace, event=march)
        assert phones.holding(session, workspace=workspace) == []
        assert len(events.hands(session, workspace=workspace, event=march)) == 4
    assert given() == {}


def test_who_is_forgotten_leaves_no_number(tools, workspace, give, given, seated):
    give(seated["LEE"], PHONE)
    give(seated["GRACE"], OTHER)
    with tools.begin() as session:
        mydata.forget(
            session, workspace=workspace, person=seated["LEE"], slack_user="U0LEE", now=NOW
        )
    assert given() == {seated["GRACE"]: OTHER}


def test_another_workspace_reads_and_deletes_none(tools, workspace, march, give, given, seated):
    give(seated["GRACE"], PHONE)
    assert given(workspace + 1) == {}
    with tools.begin() as session:
        assert not phones.take_out(session, workspace=workspace + 1, event=march)
        assert not phones.forget(session, workspace=workspace + 1, person=seated["GRACE"])
    assert given() == {seated["GRACE"]: PHONE}
