"""Answers of the setup that open outreach wait for the word of outreach."""

import pytest

from knowledge.setup.questions import Question
from storage import audit, channels, people, settings
from tests.conftest import NOW
from tests.deliveries import post_promised

WORKSPACE = 1


def answer(city, question, value, by="x"):
    with city.begin() as session:
        settings.answer(
            session, workspace=WORKSPACE, question=question, value=value, by=by, now=NOW
        )


def allowed(city):
    with city.read() as session:
        return settings.outreach_allowed(session, workspace=WORKSPACE)


def of_outreach(city):
    with city.read() as session:
        used = settings.channels(session, workspace=WORKSPACE, purpose="outreach")
        return [one.channel for one in used]


def say_who_owns(ana, whose="A nonprofit or community group"):
    ana.types("/coalition setup owner")
    ana.chooses(whose, of="Who owns this Slack?")
    return ana.submits()


@pytest.fixture
def public(city, slack):
    answer(city, Question.OWNER, "public")


@pytest.fixture
def room(city, slack):
    channel = slack.channel("outreach").id
    answer(city, Question.CHANNELS, {"outreach": [channel]})
    return channel


def test_owner_that_lets_outreach_be_logged_waits_for_a_supervisor(public, ana, slack, city):
    assert "That waits for outreach" in say_who_owns(ana)
    assert not allowed(city)

    post_promised(slack, city)
    samuel = slack.person("Samuel")
    assert "Outreach can be logged here then" in samuel.sees("Owner of this Slack")
    assert "That is done" in samuel.clicks("Confirm")

    assert allowed(city)
    with city.read() as session:
        acts = [one.act for one in audit.entries(session, workspace=WORKSPACE)]
    assert {"setting.proposed", "setting.confirmed", "setting.done"} <= set(acts)


def test_owner_stays_where_the_supervisor_declines(public, ana, slack, city):
    say_who_owns(ana)
    post_promised(slack, city)
    samuel = slack.person("Samuel")
    samuel.sees("Owner of this Slack")

    samuel.clicks("Decline")
    samuel.confirms()

    assert not allowed(city)


def test_owner_that_closes_outreach_counts_at_once(ana, city, slack):
    answer(city, Question.OWNER, "nonprofit")

    assert "waits for outreach" not in say_who_owns(ana, "Police, sheriff or prosecutor")

    assert not allowed(city)


def test_word_for_what_was_answered_otherwise_meanwhile_opens_nothing(public, ana, slack, city):
    say_who_owns(ana)
    post_promised(slack, city)
    answer(city, Question.OWNER, "police")
    samuel = slack.person("Samuel")
    samuel.sees("Owner of this Slack")

    assert "changed meanwhile" in samuel.clicks("Confirm")

    assert not allowed(city)


def test_channel_stays_outreachs_until_a_supervisor_lets_it_go(room, ana, slack, city):
    ana.types("/coalition setup channels")
    ana.chooses([], of="Outreach staff only")
    ana.chooses(["coalition"], of="Everybody at the table")
    assert "That waits for outreach" in ana.submits()
    assert of_outreach(city) == [room]

    post_promised(slack, city)
    samuel = slack.person("Samuel")
    samuel.sees("would be outreach’s no longer")
    samuel.clicks("Confirm")

    assert of_outreach(city) == []


def test_channel_that_is_outreachs_as_well_counts_at_once(room, ana, slack, city):
    ana.types("/coalition setup channels")
    ana.chooses(["coalition"], of="Everybody at the table")

    assert "waits for outreach" not in ana.submits()

    assert of_outreach(city) == [room]


def test_members_do_not_see_what_would_open_outreach(public, ana, slack):
    say_who_owns(ana)

    assert "Owner of this Slack" not in slack.person("Dana").types("/coalition people")
    assert "Owner of this Slack" not in slack.person("Lee").types("/coalition people")


def test_channel_of_outreach_stays_outreachs_where_it_is_named_for_everybody_too(
    room, ana, slack, city
):
    ana.types("/coalition setup channels")
    ana.chooses(["outreach"], of="Everybody at the table")
    ana.submits()

    assert of_outreach(city) == [room]


def test_suspending_everybody_of_outreach_opens_nothing_on_one_persons_word(
    public, ana, slack, city
):
    with city.begin() as session:
        now = city.now()
        users = {"U0SAMUEL": "left_at", "U0MARCUS": "suspended_at"}
        for user, field in users.items():
            setattr(people.by_slack_user(session, workspace=WORKSPACE, slack_user=user), field, now)

    assert "That waits for outreach" in say_who_owns(ana)

    assert not allowed(city)


def test_channel_that_the_bot_was_taken_out_of_is_outreachs_when_it_comes_back(
    room, ana, slack, city
):
    with city.begin() as session:
        channels.close(session, workspace=WORKSPACE, channel=room, now=NOW)
    ana.types("/coalition setup channels")
    ana.chooses(["coalition", "outreach"], of="Everybody at the table")
    ana.submits()

    with city.begin() as session:
        back = channels.remember(session, workspace=WORKSPACE, channel=room, owner=None)
    assert back.purpose == "outreach"
