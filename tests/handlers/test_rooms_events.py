"""The bot comes into a channel, somebody joins one, or one ends."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from handlers.rooms import ENDS, message
from knowledge.rooms import Kind
from sandbox.delivery import events
from sandbox.state.people import Person as Account
from storage import channels, people
from storage.tables import Channel, Delivery, Person
from tests.conftest import NOW
from tests.deliveries import post_promised
from tests.handlers.examples import posts
from tests.handlers.rules import check_message

#: Words that would tell somebody beside the phone what it is about.
TELLING = ("outreach", "law", "police", "joined", "channel", "Dana", "#")


def test_on_coming_in_it_says_who_is_there_what_it_may_post_and_what_it_reads(slack, city):
    general = slack.channel("general")

    slack.invite("bot", general, by="Priya")

    (hello,) = posts(slack, general)
    check_message(hello["text"], hello["blocks"])
    assert hello["text"].startswith(
        "Hello. 9 people, among them 1 police, 1 visitor, are here. So I post only what visitors "
        "may see here, such as hotspot maps."
    )
    assert "I read only what mentions me, is sent to me or follows my commands" in hello["text"]
    assert kept(city)[general.id].owner == person(city, "PRIYA").id


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("Samuel", "Marcus"), "2 people are here. All of them may see what I post"),
        (("Samuel", "Lee"), "2 people are here. So I post what the coalition shares here, and"),
        (("Samuel", "Dana"), "2 people, among them 1 police, are here. So I post what the coa"),
        (("Noor",), "1 visitor is here. So I post only what visitors"),
    ],
)
def test_what_it_may_post_follows_from_who_is_there(slack, names, said):
    general = slack.channel("general")
    general.channel.members[:] = [slack.person(name).id for name in names]

    slack.invite("bot", general)

    assert said in posts(slack, general)[0]["text"]


def test_whose_standing_is_in_question_is_not_said_to_everybody(slack, city):
    with city.begin() as session:
        people.by_slack_user(session, workspace=1, slack_user="U0LEE").suspended_at = NOW
        people.by_slack_user(session, workspace=1, slack_user="U0ROSA").duties = "unanswered"
    general = slack.channel("general")

    slack.invite("bot", general)

    assert "suspended" not in posts(slack, general)[0]["text"]
    assert "duties" not in posts(slack, general)[0]["text"]


def test_before_the_setup_it_says_how_to_begin_and_keeps_who_invited_it(city, start):
    slack = start(city, opened=False)
    general = slack.channel("general")

    slack.invite("bot", general, by="Walter")

    assert "not set up yet" in posts(slack, general)[0]["text"]
    assert kept(city)[general.id].owner == person(city, "WALTER").id


def test_somebody_of_another_workspace_who_invites_it_answers_for_nothing(slack, city):
    general = slack.channel("general")

    slack.invite("bot", general, by="Jonah")

    assert kept(city)[general.id].owner is None
    assert person(city, "JONAH") is None


def test_coming_back_opens_the_channel_again_and_keeps_its_owner_and_purpose(slack, city):
    outreach = use(slack, city, "outreach", "outreach", owner="SAMUEL")
    slack.remove("bot", outreach)
    assert kept(city)[outreach.id].closed_at == NOW

    slack.invite("bot", outreach, by="Marcus")

    row = kept(city)[outreach.id]
    assert (row.closed_at, row.purpose) == (None, "outreach")
    assert row.owner == person(city, "SAMUEL").id


def test_owner_of_an_outreach_channel_hears_once_and_the_lock_screen_shows_nothing(slack, city):
    outreach = use(slack, city, "outreach", "outreach", owner="SAMUEL")
    before = len(posts(slack, outreach))

    slack.invite("Dana", outreach)
    slack.remove("Dana", outreach)
    slack.invite("Dana", outreach)
    post_promised(slack, city)
    post_promised(slack, city)

    samuel = slack.person("Samuel")
    (told,) = posts(slack, samuel.direct)
    assert told["text"] == "You have 1 thing on your list"
    assert not any(word in told["text"] for word in TELLING)
    assert "Somebody with law-enforcement duties joined #outreach." in samuel.direct.text
    assert "While they are there I post nothing of outreach in it." in samuel.direct.text
    assert "Dana" not in samuel.direct.text
    assert len(posts(slack, outreach)) == before


def test_visitor_in_a_channel_of_the_coalition_is_told_too(slack, city):
    hotspots = use(slack, city, "hotspots", "general", owner="PRIYA")

    slack.invite("Noor", hotspots)
    post_promised(slack, city)

    assert "A visitor joined #hotspots." in slack.person("Priya").direct.text
    assert "I post only what they may see" in slack.person("Priya").direct.text


def test_ten_visitors_are_one_message(slack, city):
    hotspots = use(slack, city, "hotspots", "general", owner="PRIYA")
    for number in range(10):
        name = f"U0GUEST{number}"
        slack.hub.state.people[name] = Account(name, name.lower(), f"Guest {number}")
        slack.invite(name, hotspots)

    assert len(promised(city)) == 1


def test_next_day_police_are_told_again_and_visitors_not_before_the_next_month(city, start):
    clock = [NOW]
    slack = start(replace(city, now=lambda: clock[0]))
    hotspots = use(slack, city, "families", "outreach", owner="SAMUEL")
    told = []
    for days in (0, 1, 14):
        clock[0] = NOW + timedelta(days=days)
        for name in ("Dana", "Noor"):
            slack.remove(name, hotspots)
            slack.invite(name, hotspots)
        told.append(len(promised(city)))

    assert told == [2, 3, 5]


@pytest.mark.parametrize(
    ("purpose", "name"),
    [("general", "Samuel"), ("general", "Dana"), ("digest", "Noor"), ("press", "Walter")],
)
def test_who_narrows_nothing_is_not_told(slack, city, purpose, name):
    vecinos = use(slack, city, "outreach", purpose, owner="ANA")
    slack.remove(name, vecinos)

    slack.invite(name, vecinos)

    assert not promised(city)


def test_bot_that_joins_is_nobody(slack, city):
    outreach = use(slack, city, "outreach", "outreach", owner="SAMUEL")
    slack.hub.state.people["U0BRIDGE"] = Account("U0BRIDGE", "bridge", "Bridge", bot_id="B2")

    slack.invite("U0BRIDGE", outreach)

    assert not promised(city)


def test_channel_that_the_coalition_does_not_use_is_nobodys_business(slack, city, room):
    slack.invite("Noor", room)

    assert not promised(city)
    assert not kept(city)


def test_without_an_owner_who_is_seated_the_coordinators_hear(slack, city):
    outreach = use(slack, city, "outreach", "outreach", owner=None)

    slack.invite("Dana", outreach)

    assert [one.person for one in promised(city)] == ["U0ANA"]


def test_owner_who_is_suspended_or_a_visitor_is_passed_over(slack, city):
    outreach = use(slack, city, "outreach", "outreach", owner="SAMUEL")
    with city.begin() as session:
        people.by_slack_user(session, workspace=1, slack_user="U0SAMUEL").suspended_at = NOW

    slack.invite("Dana", outreach)

    assert [one.person for one in promised(city)] == ["U0ANA"]


def test_who_answers_for_a_channel_is_not_told_of_themselves(slack, city):
    outreach = use(slack, city, "outreach", "outreach", owner="DANA")

    slack.invite("Dana", outreach)

    assert [one.person for one in promised(city)] == ["U0ANA"]


@pytest.mark.parametrize("name", ENDS)
def test_channel_that_ends_is_closed_and_its_owner_hears_once(slack, city, name):
    hotspots = use(slack, city, "hotspots", "general", owner="PRIYA")

    for _time in range(2):
        events.tell(slack.hub, {"type": name, "channel": hotspots.id, "event_ts": "1.0"})
    post_promised(slack, city)
    post_promised(slack, city)

    assert kept(city)[hotspots.id].closed_at == NOW
    (told,) = posts(slack, slack.person("Priya").direct)
    assert f"<#{hotspots.id}>" in told["text"]
    assert "/invite" in told["text"]


@pytest.mark.parametrize("opened", [True, False])
def test_end_of_a_channel_that_is_not_used_passes_without_a_word(city, start, opened):
    slack = start(city, opened=opened)

    events.tell(slack.hub, {"type": "channel_archive", "channel": "C0X", "event_ts": "1.0"})

    assert not kept(city)
    assert not promised(city)


def test_renamed_channel_needs_nothing_because_no_name_is_kept(slack, city):
    outreach = use(slack, city, "outreach", "outreach", owner="SAMUEL")
    outreach.channel.name = "street-team"

    slack.invite("Dana", outreach)
    post_promised(slack, city)

    assert "joined #street-team." in slack.person("Samuel").direct.text


def test_what_fails_while_somebody_joins_is_said_to_nobody(slack, city):
    outreach = use(slack, city, "outreach", "outreach", owner="SAMUEL")
    slack.faults.fail("conversations.info", "internal_error")

    slack.invite("Dana", outreach)

    assert "Something went wrong" not in slack.person("Dana").screen
    assert not promised(city)


@pytest.mark.parametrize("purpose", ["", "general", "outreach", "digest"])
@pytest.mark.parametrize("joined", Kind)
def test_every_notice_of_a_joiner_reads_whole_and_fits(joined, purpose):
    told = message.narrowed("C1", joined, purpose=purpose)

    check_message(told.text, told.blocks)
    shown = str(told.blocks)
    assert "<#C1>" in shown
    assert "While they are there" in shown
    if purpose == "outreach":
        assert not any(word in told.text for word in TELLING)


def test_another_workspaces_channels_are_not_touched(city):
    with city.begin() as session:
        session.add(Channel(workspace_id=1, channel="C1", purpose="general"))

    with city.begin() as session:
        assert channels.used(session, workspace=2, channel="C1") is None
        assert channels.close(session, workspace=2, channel="C1", now=NOW) is None
        assert channels.close(session, workspace=1, channel="C1", now=NOW) is not None
        assert channels.close(session, workspace=1, channel="C1", now=NOW) is None


def use(slack, tools, name, purpose, *, owner):
    room = slack.channel(name)
    mine = person(tools, owner).id if owner else None
    with tools.begin() as session:
        session.add(Channel(workspace_id=1, channel=room.id, purpose=purpose, owner=mine))
    return room


def kept(tools):
    with tools.read() as session:
        return {row.channel: row for row in session.scalars(select(Channel))}


def person(tools, handle):
    with tools.read() as session:
        wanted = select(Person).where(Person.slack_user == f"U0{handle}")
        return session.scalars(wanted).first()


def promised(tools):
    with tools.read() as session:
        return list(session.scalars(select(Delivery)))
