"""Who is in a room, in words; what may be posted there is in tests/handlers/test_access.py."""

import pytest

from knowledge.access import Duties, Member, Permission, Role
from knowledge.rooms import Audience, Kind, kind, needed, widest


def seated(role=Role.MEMBER, duties=Duties.NONE, **more):
    return Member(1, "U1", "p1", role, duties, partner=7, sector="youth", pledged=True, **more)


VISITOR = Member(1, "U2")
POLICE = seated(duties=Duties.LAW_ENFORCEMENT)


def test_words_are_those_of_the_share_question():
    assert Audience(46, police=1, visitors=2).words == (
        "46 people, among them 1 police, 2 visitors"
    )


@pytest.mark.parametrize(
    ("audience", "words", "subject"),
    [
        (Audience(0), "0 people", "0 people"),
        (Audience(1), "1 person", "1 person"),
        (Audience(1, visitors=1), "1 visitor", "1 visitor"),
        (Audience(2, visitors=2), "2 visitors", "2 visitors"),
        (Audience(2, 1, 1), "2 people, among them 1 police, 1 visitor",
         "2 people, among them 1 police, 1 visitor,"),
        (Audience(4, 0, 0, 1, 2), "4 people, among them 1 with unconfirmed duties, 2 suspended",
         "4 people, among them 1 with unconfirmed duties, 2 suspended,"),
    ],
)  # fmt: skip
def test_people_are_told_by_kind(audience, words, subject):
    assert audience.words == words
    assert audience.subject == subject


@pytest.mark.parametrize(
    ("member", "found"),
    [
        (seated(), None),
        (seated(Role.SUPERVISOR, Duties.PUBLIC), None),
        (POLICE, Kind.POLICE),
        (Member(1, "U3", "p3", duties=Duties.LAW_ENFORCEMENT), Kind.POLICE),
        (VISITOR, Kind.VISITOR),
        (seated(Role.VISITOR), Kind.VISITOR),
        (Member(1, "U4", "p4", Role.MEMBER, Duties.NONE, partner=7), Kind.VISITOR),
        (seated(duties=Duties.UNANSWERED), Kind.UNCONFIRMED),
        (seated(duties=Duties.LAW_ENFORCEMENT, suspended=True), Kind.SUSPENDED),
    ],
)
def test_each_person_is_of_the_first_kind_that_fits(member, found):
    assert kind(member) is found


def test_audience_counts_everybody_once():
    members = [seated(), POLICE, VISITOR, seated(duties=Duties.UNANSWERED), seated(suspended=True)]

    assert Audience.of(members) == Audience(5, 1, 1, 1, 1)


def test_before_the_setup_nobody_is_called_a_visitor():
    assert Audience.of([Member(1, "U1", opened=False)]).words == "1 person"


def test_what_a_purpose_needs_is_the_plan_unless_it_says_otherwise():
    assert needed("outreach") is Permission.OUTREACH_READ
    assert needed("digest") is needed("press") is Permission.HOTSPOTS_READ
    assert needed("general") is needed("") is Permission.PLAN_READ


@pytest.mark.parametrize(
    ("members", "most"),
    [
        ([seated(Role.WORKER), seated(Role.SUPERVISOR)], Permission.OUTREACH_READ),
        ([seated(Role.WORKER), seated(Role.COORDINATOR)], Permission.PLAN_READ),
        ([seated(Role.WORKER), POLICE], Permission.PLAN_READ),
        ([seated(Role.WORKER), VISITOR], Permission.HOTSPOTS_READ),
        ([seated(suspended=True)], None),
    ],
)
def test_widest_is_what_the_least_permitted_may_see(members, most):
    assert widest(members) is most
