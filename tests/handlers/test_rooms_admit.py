"""Who is in a room decides what is posted there: its least-permitted member."""

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers.blocks import Message, section
from handlers.rooms import accounts, admit, post_to_channel, update_in_channel
from handlers.rooms.reading import PAGE, PAGES
from knowledge.access import Permission
from knowledge.errors import RefusedError
from knowledge.rooms import Audience
from sandbox.state.people import Person as Account
from storage import people
from storage.tables import Workspace
from tests.conftest import NOW
from tests.handlers.examples import posts

P = Permission


@pytest.fixture
def client(slack):
    return WebClient(token=slack.bot_token, base_url=slack.base_url)


@pytest.fixture
def let_in(client, city):
    def ask(room, needs):
        return admit(client, city, workspace=1, channel=room.id, needs=needs)

    return ask


def test_audience_tells_everybody_by_kind_and_leaves_this_bot_out(let_in, slack):
    assert let_in(slack.channel("hotspots"), P.HOTSPOTS_READ).audience == Audience(6, police=1)
    assert let_in(slack.channel("press"), P.HOTSPOTS_READ).audience == Audience(2, visitors=1)
    assert let_in(slack.channel("vecinos"), P.HOTSPOTS_READ).audience == Audience(3, visitors=1)
    mixed = let_in(slack.channel("coalition"), P.HOTSPOTS_READ)
    assert mixed.who == "9 people, among them 1 police, 1 visitor"
    assert mixed.people == 9


def test_refusal_says_whom_it_concerns_in_numbers_and_what_to_do_and_names_nobody(let_in, slack):
    with pytest.raises(RefusedError) as told:
        let_in(slack.channel("coalition"), P.PLAN_READ)
    assert str(told.value) == (
        "Not posted: of the 9 people in #coalition, 1 visitor may not see this. Choose a channel "
        "without them, or send it to people one by one."
    )

    with pytest.raises(RefusedError, match=r"1 police") as told:
        let_in(slack.channel("hotspots"), P.OUTREACH_READ)
    assert "Dana" not in str(told.value)
    assert "<@" not in str(told.value)


def test_members_who_are_barred_by_nothing_but_their_role_are_counted_too(let_in, slack):
    with pytest.raises(RefusedError, match=r"of the 4 people in #outreach, 2 may not see this"):
        let_in(slack.channel("outreach"), P.OUTREACH_READ)


def test_before_the_setup_only_maps_may_go_to_a_channel(city, start):
    slack = start(city, opened=False)
    room, client = slack.channel("hotspots"), client_of(slack)

    found = admit(client, city, workspace=1, channel=room.id, needs=P.HOTSPOTS_READ)

    assert found.who == "6 people"
    for needs in set(Permission) - {P.HOTSPOTS_READ, P.HELP_READ, P.SELF_MANAGE}:
        with pytest.raises(RefusedError, match="not set up yet"):
            admit(client, city, workspace=1, channel=room.id, needs=needs)


def test_one_suspended_member_keeps_everything_out(let_in, slack, room, city):
    with city.begin() as session:
        people.by_slack_user(session, workspace=1, slack_user="U0LEE").suspended_at = NOW

    with pytest.raises(RefusedError, match="1 suspended may not see this"):
        let_in(room, P.HOTSPOTS_READ)


def test_bots_and_closed_accounts_read_nothing(let_in, slack, room):
    for name, more in (("U0OTHERBOT", {"bot_id": "B1"}), ("U0GONE", {"is_closed": True})):
        slack.hub.state.people[name] = Account(name, name.lower(), name, **more)
        room.channel.members.append(name)

    assert let_in(room, P.PLAN_READ).people == 6


def test_who_left_slack_counts_only_if_their_account_was_opened_again(let_in, slack, room, city):
    with city.begin() as session:
        people.by_slack_user(session, workspace=1, slack_user="U0LEE").left_at = NOW
    slack.person("Lee").person.is_closed = True
    assert let_in(room, P.PLAN_READ).people == 5

    slack.person("Lee").person.is_closed = False
    with pytest.raises(RefusedError, match="1 suspended"):
        let_in(room, P.PLAN_READ)


def test_slack_is_asked_about_an_account_once_in_some_minutes(let_in, slack, room):
    slack.invite("Walter", room)
    for _time in range(3):
        let_in(room, P.HOTSPOTS_READ)

    asked = [one["user"] for one in slack.calls("users.info")]
    assert sorted(asked) == sorted([slack.bot_user_id, "U0WALTER"])


def test_stranger_is_a_visitor_even_if_somebody_gave_them_a_seat(let_in, slack, city):
    shared = slack.channel("with-northbank")
    with city.begin() as session:
        ana = people.by_slack_user(session, workspace=1, slack_user="U0ANA")
        jonah = people.ensure(session, workspace=1, slack_user="U0JONAH", now=NOW)
        jonah.partner_id, jonah.role, jonah.duties = ana.partner_id, "member", "none"
        jonah.pledged_at = NOW

    assert let_in(shared, P.HOTSPOTS_READ).audience == Audience(4, visitors=1)
    with pytest.raises(RefusedError, match="1 visitor"):
        let_in(shared, P.PLAN_READ)


def test_channel_of_three_thousand_is_read_whole_and_asks_after_few(let_in, slack, room):
    crowd(slack, room, 3_000)

    found = let_in(room, P.HOTSPOTS_READ)

    assert found.audience.police == 1
    assert found.audience.visitors == 3_000
    assert len(asked(slack)) == accounts.MOST
    assert len(slack.calls("conversations.members")) == 7
    with pytest.raises(RefusedError, match="3000 visitors may not see this"):
        let_in(room, P.PLAN_READ)


def test_room_that_is_too_large_to_read_is_refused_and_never_guessed(let_in, slack, room):
    crowd(slack, room, PAGE * PAGES)

    with pytest.raises(RefusedError, match="could not see everybody who is in #hotspots"):
        let_in(room, P.HOTSPOTS_READ)


@pytest.mark.parametrize("method", ["conversations.members", "users.info"])
def test_nothing_is_posted_when_slack_does_not_tell_who_is_there(slack, room, client, city, method):
    slack.faults.fail(method, "internal_error")

    with pytest.raises(SlackApiError):
        say(client, city, room, P.HELP_READ)

    assert not posts(slack, room)


def test_list_of_which_a_later_page_fails_is_not_used(slack, room, city, monkeypatch):
    monkeypatch.setattr("handlers.rooms.reading.PAGE", 2)
    client = FailsLater(token=slack.bot_token, base_url=slack.base_url)

    with pytest.raises(SlackApiError):
        say(client, city, room, P.HELP_READ)

    assert len(slack.calls("conversations.members")) == 1
    assert not posts(slack, room)


def test_account_that_slack_hides_is_a_visitor(let_in, slack, room):
    slack.invite("Walter", room)
    slack.faults.fail("users.info", "user_not_visible", times=2)

    assert let_in(room, P.HOTSPOTS_READ).audience == Audience(8, police=1, visitors=2)


@pytest.mark.parametrize("name", ["general", "C0NOWHERE"])
def test_channel_where_the_bot_is_not_is_refused_with_what_to_do(client, city, slack, name):
    channel = slack.channel(name).id if name == "general" else name
    if name != "general":
        slack.expects_refusal("channel_not_found")

    with pytest.raises(RefusedError, match="Type `/invite @`"):
        admit(client, city, workspace=1, channel=channel, needs=P.HELP_READ)


def test_other_workspaces_seats_count_for_nothing(client, city, slack, room):
    with city.begin() as session:
        other = Workspace(created_at=NOW, opened_at=NOW, name="Northbank")
        session.add(other)
        session.flush()
        number = other.id

    with pytest.raises(RefusedError, match="6 visitors"):
        admit(client, city, workspace=number, channel=room.id, needs=P.PLAN_READ)


def test_edit_of_a_post_passes_the_same_check(client, city, slack, room):
    ts = say(client, city, room, P.PLAN_READ)
    update(client, city, room, ts, P.PLAN_READ, "Later")
    assert room.last_message.text == "Later"

    slack.invite("Noor", room)
    with pytest.raises(RefusedError, match="1 visitor may not see this"):
        update(client, city, room, ts, P.PLAN_READ, "Later still")

    assert room.last_message.text == "Later"


@pytest.mark.parametrize("error", ["restricted_action", "is_archived"])
def test_slacks_own_refusals_of_a_post_are_told_with_what_to_do(client, city, slack, room, error):
    slack.faults.fail("chat.postMessage", error)

    with pytest.raises(RefusedError, match=r"I may not post in #hotspots\. Ask its owners"):
        say(client, city, room, P.HELP_READ)


def test_other_errors_of_slack_stay_what_they_are(client, city, slack, room):
    slack.faults.fail("chat.postMessage", "msg_blocks_too_long")

    with pytest.raises(SlackApiError):
        say(client, city, room, P.HELP_READ)


def say(client, tools, room, needs):
    told = Message("Hello", [section("Hello")])
    return post_to_channel(client, tools, workspace=1, channel=room.id, needs=needs, message=told)


def update(client, tools, room, ts, needs, text):
    told = Message(text, [section(text)])
    where = {"workspace": 1, "channel": room.id, "ts": ts}
    update_in_channel(client, tools, **where, needs=needs, message=told)


class FailsLater(WebClient):
    """Reads the first page of a list and no other."""

    def conversations_members(self, *, cursor="", **more):
        if cursor:
            raise SlackApiError("no", {"error": "fetch_members_failed"})
        return super().conversations_members(**more)


def crowd(slack, room, many):
    """Let many unknown people stand before everybody else in a channel but the bot."""
    names = [f"U0CROWD{number}" for number in range(many)]
    for name in names:
        slack.hub.state.people[name] = Account(name, name.lower(), name)
    room.channel.members[:] = [slack.bot_user_id, *names, *room.channel.members[:-1]]


def asked(slack):
    return [one["user"] for one in slack.calls("users.info")]


def client_of(slack):
    return WebClient(token=slack.bot_token, base_url=slack.base_url)
