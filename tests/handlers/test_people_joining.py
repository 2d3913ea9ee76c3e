"""Taking a seat, and the words of others that it waits for."""

import pytest

from knowledge.access import Duties, Role
from storage import audit, changes, partners, people
from storage.tables import Person
from tests.conftest import NOW
from tests.deliveries import post_promised
from tests.handlers.rules import check_dialog, check_message

NO, YES = "No", "Yes"
PRESS = "No, and I am with the press or in elected office"


@pytest.fixture
def tools(city, slack):
    return city


@pytest.fixture
def deliver(slack, tools):
    def post():
        while post_promised(slack, tools):
            pass

    return post


@pytest.fixture
def walter(slack):
    return slack.person("Walter")


@pytest.fixture
def coalition(slack):
    return slack.channel("coalition")


def fill(actor, organisation, duties=NO, *, pledge=True):
    actor.chooses(organisation, of="people_organisation")
    actor.chooses(duties, of="people_duties")
    if pledge:
        actor.chooses(["I pledge this"], of="people_pledge")


def join(actor, room, organisation="Mercy Hospital", duties=NO):
    actor.types("/coalition join", in_=room)
    check_dialog(actor.dialog.body)
    fill(actor, organisation, duties)
    return actor.submits()


def row(tools, handle):
    with tools.read() as session:
        return people.by_slack_user(session, workspace=1, slack_user=f"U0{handle}")


def lines(tools):
    with tools.read() as session:
        return [one.act for one in audit.entries(session, workspace=1)]


def test_seat_is_asked_for_and_the_coordinator_confirms_it_with_one_tap(
    walter, ana, coalition, deliver, tools
):
    join(walter, coalition)
    assert "It waits for a coordinator" in walter.screen
    assert row(tools, "WALTER").partner_id is None
    deliver()

    assert "@walter for Mercy Hospital" in ana.direct.text
    seen = ana.clicks("Confirm", in_=ana.direct)
    assert "That is done" in seen
    deliver()

    seated = row(tools, "WALTER")
    assert (seated.role, seated.partner_id is not None) == (Role.MEMBER, True)
    assert seated.welcomed_at == NOW
    assert "What is stored" in walter.direct.text
    assert "`/coalition forget`" in walter.direct.text or "/coalition forget" in walter.direct.text
    assert {"seat.proposed", "seat.confirmed", "seat.done"} <= set(lines(tools))


def test_no_to_duties_counts_once_coordinator_and_supervisor_confirmed(
    walter, ana, slack, coalition, deliver, tools
):
    samuel = slack.person("Samuel")
    join(walter, coalition)
    deliver()

    ana.clicks("Confirm", in_=ana.direct)
    assert row(tools, "WALTER").duties == Duties.UNANSWERED
    samuel.clicks("Confirm", in_=samuel.direct)

    assert row(tools, "WALTER").duties == Duties.NONE


def test_yes_to_duties_counts_at_once_and_the_seat_still_waits(walter, coalition, tools):
    seen = join(walter, coalition, "Riverside Police", YES)

    assert "waits for a coordinator" in walter.screen + seen
    assert row(tools, "WALTER").duties == Duties.LAW_ENFORCEMENT
    with tools.read() as session:
        waiting = changes.waiting(session, workspace=1)
    assert [one.kind for one in waiting] == ["seat"]


def test_visitor_may_not_confirm_and_the_person_themself_neither(
    walter, ana, coalition, deliver, tools
):
    join(walter, coalition)
    with tools.read() as session:
        (seat, duties) = sorted(
            changes.waiting(session, workspace=1), key=lambda one: one.kind != "seat"
        )
    assert seat.open_needs == ("coordinator",)
    assert duties.open_needs == ("coordinator", "outreach")
    assert "coalition people" not in walter.screen


def test_organisation_that_is_not_listed_is_added_once_it_is_confirmed(
    walter, ana, coalition, deliver, tools
):
    walter.types("/coalition join", in_=coalition)
    fill(walter, "My organization is not listed")
    walter.submits()
    check_dialog(walter.dialog.body)
    walter.fills("What is your organization called?", "  Hope   *Street* <!channel> ")
    walter.chooses("Faith and fraternal", of="What does it belong to?")
    walter.submits()
    with tools.read() as session:
        assert "Hope" not in str(partners.names(session, workspace=1))
    deliver()

    asked = ana.direct.text
    assert "new in the list" in asked
    assert "<!channel>" in asked or "!channel" in asked
    assert "*Street*" not in str(ana.direct.last_message.blocks)
    assert "&lt;!channel&gt;" in str(ana.direct.last_message.blocks)
    ana.clicks("Confirm", in_=ana.direct)

    with tools.read() as session:
        assert "Hope *Street* <!channel>" in dict(partners.names(session, workspace=1)).values()
    assert row(tools, "WALTER").partner_id is not None


def test_without_the_pledge_or_a_name_the_dialog_says_so(walter, coalition):
    walter.types("/coalition join", in_=coalition)
    fill(walter, "My organization is not listed", pledge=False)
    walter.submits()
    assert walter.dialog is not None
    walter.chooses(["I pledge this"], of="people_pledge")
    walter.submits()
    walter.fills("What is your organization called?", " x ")
    walter.chooses("Youth", of="What does it belong to?")

    assert "Write the name of your organization" in walter.submits()


def test_guest_stays_a_visitor_until_a_second_person_agrees(slack, ana, deliver, tools):
    noor, lee = slack.person("Noor"), slack.person("Lee")
    join(noor, slack.channel("press"), "Mercy Hospital")
    deliver()

    assert "so one more member confirms" in ana.direct.text
    ana.clicks("Confirm", in_=ana.direct)
    assert row(tools, "NOOR").partner_id is None
    lee.types("/coalition people", in_=slack.channel("coalition"))
    lee.clicks("Confirm", in_=lee.direct)

    assert row(tools, "NOOR").role == Role.MEMBER


def test_press_stays_a_visitor_by_default(walter, coalition, tools):
    join(walter, coalition, duties=PRESS)

    with tools.read() as session:
        seat = next(one for one in changes.waiting(session, workspace=1) if one.kind == "seat")
    assert seat.needs == ("coordinator", "member")


def test_two_coordinators_at_once_have_one_effect_and_the_second_is_told(
    walter, ana, slack, coalition, deliver, tools
):
    priya = slack.person("Priya")
    with tools.begin() as session:
        people.by_slack_user(session, workspace=1, slack_user="U0PRIYA").role = "coordinator"
    join(walter, coalition, "Riverside Police", YES)
    deliver()

    assert "That is done" in ana.clicks("Confirm", in_=ana.direct)
    assert "Somebody confirmed this already" in priya.clicks("Confirm", in_=priya.direct)

    assert lines(tools).count("seat.done") == 1


def test_confirming_after_the_person_asked_to_be_forgotten_changes_nothing(
    walter, ana, coalition, deliver, tools
):
    join(walter, coalition)
    deliver()
    with tools.begin() as session:
        session.delete(session.get_one(Person, (1, row(tools, "WALTER").id)))

    assert "asked to be forgotten" in ana.clicks("Confirm", in_=ana.direct)


def test_organisation_renamed_meanwhile_is_shown_by_its_new_name(
    walter, ana, coalition, deliver, tools
):
    join(walter, coalition)
    deliver()
    with tools.begin() as session:
        found = people.organisation_named(session, workspace=1, name="mercy  hospital")
        partners.change(
            session, workspace=1, partner=found, wanted={"name": "Grace Hospital"}, by="x", now=NOW
        )

    assert "for Grace Hospital" in ana.clicks("Confirm", in_=ana.direct)


def test_declined_seat_is_told_and_can_be_asked_for_again(walter, ana, coalition, deliver, tools):
    join(walter, coalition)
    deliver()
    ana.clicks("Decline", in_=ana.direct)
    assert "declined" in ana.confirms()
    deliver()

    assert "This was declined" in walter.direct.text
    assert row(tools, "WALTER").partner_id is None
    join(walter, coalition)
    with tools.read() as session:
        assert len(changes.waiting(session, workspace=1)) == 2


def test_by_message_the_dialog_is_one_tap_away(walter):
    walter.types("join", in_=walter.direct)
    walter.clicks("Take a seat", in_=walter.direct)

    check_dialog(walter.dialog.body)


def test_who_is_suspended_cannot_join_and_is_told_why(walter, coalition, tools):
    with tools.begin() as session:
        made = people.ensure(session, workspace=1, slack_user="U0WALTER", now=NOW)
        made.suspended_at = NOW

    assert "Your access is suspended" in walter.types("/coalition join", in_=coalition)


def test_failure_after_the_dialog_closed_is_told(walter, coalition, monkeypatch):
    from handlers.people import joining

    def fail(*_args, **_more):
        raise RuntimeError

    monkeypatch.setattr(joining, "join", fail)
    walter.types("/coalition join", in_=coalition)
    fill(walter, "Mercy Hospital")
    walter.submits()

    assert "Something went wrong on my side" in walter.direct.text


def test_what_coordinators_are_asked_fits_slack(walter, ana, coalition, deliver):
    join(walter, coalition)
    deliver()

    asked = ana.direct.last_message
    check_message(asked.text, asked.blocks)
