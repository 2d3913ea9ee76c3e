"""`/coalition mydata` and `/coalition forget`, and who left Slack."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.blocks import Message
from handlers.deliveries.service import enqueue
from handlers.mydata import job
from knowledge.access import Permission, Role
from knowledge.deliveries import Kind
from knowledge.mydata import STAYS
from sandbox.delivery import events
from storage import actions, audit, people
from storage.tables import Need
from tests.conftest import NOW
from tests.deliveries import post_promised


def row(city, user="U0LEE"):
    with city.read() as session:
        return people.by_slack_user(session, workspace=1, slack_user=user)


@pytest.fixture
def busy(city, slack):
    """Lee has an action item, asked for something, and a message waits for them."""
    me = row(city).id
    with city.begin() as session:
        actions.add(session, workspace=1, text="Call the school", by=me, now=NOW, owner=me)
        session.add(Need(workspace_id=1, text="A van", asked_by=me, channel="C1", created_at=NOW))
        enqueue(
            session, workspace=1, parts=("nudge", 1), kind=Kind.NUDGE,
            needs=Permission.ACTIONS_USE, message=Message("Your item is late"), now=NOW,
            person="U0LEE",
        )  # fmt: skip
    return me


def test_what_is_held_comes_in_words_to_their_messages(lee, room, busy):
    lee.types("/coalition mydata", in_=room)

    seen = lee.sees("What I hold about you", in_=lee.direct)
    assert "organization: Riverside Schools" in seen
    assert "role: member" in seen
    assert "law-enforcement duties, as two people confirmed: none" in seen
    assert "Call the school" in seen
    assert busy not in seen
    lee.does_not_see("Call the school", in_=room)


def test_files_come_to_their_messages_only(lee, slack, busy, city):
    lee.types("mydata", in_=lee.direct)
    lee.clicks("Send me the files", in_=lee.direct)

    sent = [one for message in lee.direct.messages for one in message.files]
    kept = [slack.hub.state.files[one] for one in sent]
    assert [one.name for one in kept] == ["my-data.txt", "my-data.json"]
    assert all(one.channels == [lee.direct.id] for one in kept)
    text, packed = (slack.hub.state.journal.bytes_of(one.id).decode() for one in kept)
    assert "Action items that you have or had\n- Call the school" in text
    assert json.loads(packed)["actions"][0]["text"] == "Call the school"
    assert busy not in text + packed
    with city.read() as session:
        assert audit.entries(session, workspace=1)[-1].act == "mydata.exported"


def test_somebody_of_whom_nothing_is_known_hears_that(slack):
    walter = slack.person("Walter")
    walter.types("mydata", in_=walter.direct)

    walter.sees("I hold nothing about you.", in_=walter.direct)


@pytest.mark.parametrize("name", ["Dana", "Marcus", "Samuel", "Priya", "Noor"])
def test_everybody_may_see_what_is_held_about_them(slack, name):
    actor = slack.person(name)
    actor.types("mydata", in_=actor.direct)

    actor.sees("hold", in_=actor.direct)


def test_who_is_suspended_still_sees_it(lee, city):
    with city.begin() as session:
        people.by_slack_user(session, workspace=1, slack_user="U0LEE").suspended_at = NOW
    lee.types("mydata", in_=lee.direct)

    lee.sees("What I hold about you", in_=lee.direct)


def test_forgetting_lifts_no_suspension_and_keeps_nothing_else(lee, city):
    with city.begin() as session:
        lees = people.by_slack_user(session, workspace=1, slack_user="U0LEE")
        lees.suspended_at, before = NOW, lees.id
    assert "stays on record under a new random code" in lee.types("/coalition forget")

    lee.clicks("Forget me")
    lee.confirms()

    left = row(city, "U0LEE")
    assert left.id != before
    assert (left.suspended_at, left.role, left.partner_id) == (NOW, "visitor", None)
    assert (left.duties, left.pledged_at, left.trained_on) == ("unanswered", None, None)
    assert "suspended" in lee.types("/find food")


def test_police_learn_nothing_of_outreach_from_it(slack, city):
    dana = slack.person("Dana")
    with city.begin() as session:
        audit.write(
            session, workspace=1, at=NOW, actor=row(city, "U0SAMUEL").id, act="notice.read",
            subject=row(city, "U0DANA").id, outreach=True,
        )  # fmt: skip
    dana.types("mydata", in_=dana.direct)

    dana.sees("What I hold about you", in_=dana.direct)
    dana.does_not_see("notice read", in_=dana.direct)


def test_forget_asks_first_and_says_what_stays(lee, room, busy, city):
    lee.types("/coalition forget", in_=room)

    seen = lee.sees("What stays:", in_=lee.direct)
    assert "counts" in seen
    lee.clicks("Forget me", in_=lee.direct)
    lee.declines()
    assert row(city) is not None


def test_who_is_forgotten_leads_nowhere_and_the_chain_verifies(lee, busy, city, slack, ana):
    lee.types("forget", in_=lee.direct)
    assert "cannot be undone" in lee.clicks("Forget me", in_=lee.direct)
    seen = lee.confirms()

    assert "You are forgotten here." in seen
    assert "1 open action item is on a coordinator's list now." in seen
    assert row(city) is None
    with city.read() as session:
        lines = audit.entries(session, workspace=1, concerning=[busy])
        assert [entry.act for entry in lines] == ["person.forgotten"]
        assert audit.broken_at(session, workspace=1) is None
        assert [one.owner for one in actions.left_behind(session, workspace=1)] == [busy]
        assert session.query(Need.state).scalar() == "withdrawn"
    post_promised(slack, city)
    assert "1 action item has no owner now" in ana.direct.text
    assert "Your item is late" not in lee.direct.text


def test_who_is_forgotten_is_a_visitor_and_a_second_press_does_no_harm(lee, city):
    lee.types("forget", in_=lee.direct)
    lee.clicks("Forget me", in_=lee.direct)
    lee.confirms()
    lee.clicks("Forget me", in_=lee.direct)
    lee.confirms()

    with city.read() as session:
        member = people.member(session, workspace=1, slack_user="U0LEE")
        assert (member.person, member.seat) == ("", Role.VISITOR)
        assert audit.verify(session, workspace=1).lines == 1


def test_the_last_coordinator_names_another_first(ana, city):
    ana.types("forget", in_=ana.direct)

    ana.sees("You are the only coordinator", in_=ana.direct)
    assert row(city, "U0ANA") is not None


def test_one_of_two_coordinators_may_go(ana, city):
    with city.begin() as session:
        people.by_slack_user(session, workspace=1, slack_user="U0LEE").role = "coordinator"
    ana.types("forget", in_=ana.direct)
    ana.clicks("Forget me", in_=ana.direct)
    ana.confirms()

    assert row(city, "U0ANA") is None


def test_the_last_coordinator_is_held_at_the_press_too(ana, city):
    with city.begin() as session:
        people.by_slack_user(session, workspace=1, slack_user="U0LEE").role = "coordinator"
    ana.types("forget", in_=ana.direct)
    with city.begin() as session:
        people.by_slack_user(session, workspace=1, slack_user="U0LEE").role = "member"
    ana.clicks("Forget me", in_=ana.direct)

    assert "You are the only coordinator" in ana.confirms()
    assert row(city, "U0ANA") is not None


def change_account(slack, user, *, deleted):
    person = {"id": user, "team_id": slack.team_id, "deleted": deleted}
    events.tell(
        slack.hub,
        {"type": "user_change", "user": person, "event_ts": slack.clock.timestamp()},
    )
    slack.settles()


def look(city, at):
    job.forget_who_left(replace(city, now=lambda: at), 1)


def test_who_leaves_slack_is_forgotten_after_a_while(slack, city, busy):
    change_account(slack, "U0LEE", deleted=True)
    assert row(city).left_at == NOW

    look(city, NOW + STAYS)
    assert row(city) is not None
    look(city, NOW + STAYS + timedelta(seconds=1))
    assert row(city) is None
    with city.read() as session:
        assert audit.broken_at(session, workspace=1) is None


def test_who_comes_back_within_it_is_not_forgotten(slack, city):
    change_account(slack, "U0LEE", deleted=True)
    change_account(slack, "U0LEE", deleted=False)

    assert row(city).left_at is None
    look(city, NOW + STAYS * 2)
    assert row(city) is not None


def test_a_failure_while_the_files_are_sent_is_told(lee, slack, busy):
    lee.types("mydata", in_=lee.direct)
    slack.faults.fail("files.completeUploadExternal", "internal_error")

    assert "Something went wrong on my side" in lee.clicks("Send me the files", in_=lee.direct)
