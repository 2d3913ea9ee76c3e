"""Sharing a snapshot: who is there, once, and what cannot be."""

from dataclasses import replace
from datetime import timedelta

import pytest
from slack_bolt import Ack

from handlers import maps
from handlers.hotspots import posting
from handlers.listeners import build_app
from knowledge.errors import RefusedError
from sandbox.testing import InlineExecutor, inline
from storage import people
from tests.conftest import NOW
from tests.handlers.examples import break_link, posts
from tests.handlers.rules import check_dialog, check_message


def test_share_says_who_is_in_the_room_and_posts_the_same_without_buttons(lee, room, slack):
    lee.types("/hotspots 90d", in_=room)
    (mine,) = posts(slack, lee.direct)

    asked = lee.clicks("Share with 6 people in #hotspots (1 police)", in_=lee.direct)
    assert (
        "6 people, among them 1 police, are in #hotspots and will see the map and numbers" in asked
    )
    assert not posts(slack, room)
    seen = lee.confirms()

    (shared,) = posts(slack, room)
    check_message(shared["text"], shared["blocks"])
    assert f"<@{lee.id}>" in shared["text"]
    assert not any(block["type"] == "actions" for block in shared["blocks"])
    assert [one for one in shared["blocks"] if one["type"] == "section"] == [
        one for one in mine["blocks"] if one["type"] == "section"
    ]
    assert "Shared in" in seen


def test_share_tells_everybody_by_kind_on_the_button_and_in_the_question(lee, slack):
    everybody = slack.channel("coalition")
    lee.types("/hotspots 90d", in_=everybody)

    asked = lee.clicks("Share with 9 people in #coalition (1 police, 1 visitor)", in_=lee.direct)
    assert "9 people, among them 1 police, 1 visitor, are in #coalition and will see" in asked
    assert "Shared in" in lee.confirms()

    assert len(posts(slack, everybody)) == 1


def test_share_from_direct_messages_tells_it_before_the_second_yes(lee, slack):
    lee.types("hotspots 90d", in_=lee.direct)
    lee.clicks("Share to a channel…", in_=lee.direct)
    lee.chooses("with-northbank", of="Channel")

    seen = lee.submits()

    assert "4 people, among them 1 visitor, are in #with-northbank and will see" in seen
    assert "Some of them are from another organization." in seen


def test_share_where_somebody_may_not_see_it_is_refused_and_says_whom_it_concerns(
    lee, room, slack, city
):
    suspend(city, "MARCUS")
    lee.types("/hotspots 90d", in_=room)

    lee.clicks("Share with 6 people in #hotspots (1 police, 1 suspended)", in_=lee.direct)
    seen = lee.confirms()

    assert "Not posted: of the 6 people in #hotspots, 1 suspended may not see this." in seen
    assert "Marcus" not in seen
    assert not posts(slack, room)


def test_dialog_refuses_such_a_channel_before_it_asks(lee, room, slack, city):
    suspend(city, "MARCUS")
    lee.types("hotspots 90d", in_=lee.direct)
    lee.clicks("Share to a channel…", in_=lee.direct)
    lee.chooses("hotspots", of="Channel")

    assert "1 suspended may not see this" in lee.submits()
    check_dialog(lee.dialog.body)
    lee.chooses("coalition", of="Channel")
    assert "1 suspended may not see this" in lee.submits()
    lee.chooses("vecinos", of="Channel")
    assert "are in #vecinos and will see" in lee.submits()


def test_who_joins_while_the_map_is_drawn_is_seen_before_it_is_posted(
    lee, room, slack, city, monkeypatch
):
    suspend(city, "GRACE")
    lee.types("/hotspots 90d", in_=room)
    lee.clicks("Share with 6 people in #hotspots (1 police)", in_=lee.direct)
    draw = maps.draw

    def joined_meanwhile(*given, **named):
        slack.invite("Grace", room)
        return draw(*given, **named)

    monkeypatch.setattr(maps, "draw", joined_meanwhile)

    assert "of the 7 people in #hotspots, 1 suspended may not see this" in lee.confirms()
    assert not posts(slack, room)


def test_channel_of_another_workspace_is_refused_as_one_that_nobody_sees(lee, room, slack):
    lee.types("/hotspots 90d", in_=room)
    lee.clicks("Share with 6 people in #hotspots (1 police)", in_=lee.direct)
    slack.faults.fail("conversations.info", "channel_not_found")

    assert "I cannot see that channel." in lee.confirms()
    assert not posts(slack, room)


def test_room_that_cannot_be_read_costs_only_its_button(lee, room, slack):
    slack.faults.fail("conversations.members", "internal_error")

    lee.types("/hotspots 90d", in_=room)

    assert "Share to a channel…" in lee.screen
    assert "Something went wrong" not in lee.screen


def suspend(tools, handle):
    with tools.begin() as session:
        people.by_slack_user(session, workspace=1, slack_user=f"U0{handle}").suspended_at = NOW


def test_share_that_is_declined_posts_nothing(lee, room, slack):
    lee.types("/hotspots 90d", in_=room)

    lee.clicks("Share with 6 people in #hotspots (1 police)", in_=lee.direct)
    lee.declines()

    assert not posts(slack, room)


def test_share_into_a_channel_without_the_bot_says_how_to_invite_it(lee, slack):
    general = slack.channel("general")
    lee.types("/hotspots 90d", in_=general)
    assert "is in your messages with me" in lee.screen

    lee.clicks("Share with 9 people in #general", in_=lee.direct)
    seen = lee.confirms()

    assert "I am not in #general. Type /invite" in seen
    assert not posts(slack, general)


def test_archived_channel_is_told_before_anything_is_drawn(lee, room, slack, monkeypatch):
    lee.types("/hotspots 90d", in_=room)
    lee.clicks("Share with 6 people in #hotspots (1 police)", in_=lee.direct)
    room.channel.archived = True
    monkeypatch.setattr(maps, "draw", lambda *_a, **_m: pytest.fail("drawn for nothing"))

    seen = lee.confirms()

    assert "#hotspots is archived, so nobody can post there." in seen
    assert not posts(slack, room)


def test_archived_channel_cannot_be_chosen_and_the_dialog_says_why(lee, room, slack):
    lee.types("hotspots 90d", in_=lee.direct)
    lee.clicks("Share to a channel…", in_=lee.direct)
    lee.chooses("hotspots", of="Channel")
    room.channel.archived = True

    assert "#hotspots is archived" in lee.submits()


def test_channel_where_apps_may_not_post_is_told_with_what_to_do(lee, room, slack):
    lee.types("/hotspots 90d", in_=room)
    slack.faults.fail("chat.postMessage", "restricted_action")
    lee.clicks("Share with 6 people in #hotspots (1 police)", in_=lee.direct)

    assert "I may not post in #hotspots." in lee.confirms()


@pytest.mark.parametrize("how", ["internal_error", "broken", "dropped"])
def test_share_without_a_link_is_told_as_done(lee, room, slack, how):
    lee.types("/hotspots 90d", in_=room)
    lee.clicks("Share with 6 people in #hotspots (1 police)", in_=lee.direct)
    break_link(slack, how)

    seen = lee.confirms()

    assert "Shared in #hotspots." in seen
    assert "Something went wrong" not in seen


def test_share_to_which_slack_gave_no_answer_asks_to_look_first(lee, room, slack):
    lee.types("/hotspots 90d", in_=room)
    lee.clicks("Share with 6 people in #hotspots (1 police)", in_=lee.direct)
    slack.faults.drop("chat.postMessage")

    assert "Slack did not answer, so look in #hotspots" in lee.confirms()
    lee.clicks("Share with 6 people in #hotspots (1 police)", in_=lee.direct)
    assert "a few minutes ago" in lee.confirms()
    assert len([one for one in room.messages if "Shared by" in one.text]) == 1


def press_share(lee):
    lee.clicks("Share with 6 people in #hotspots (1 police)", in_=lee.direct)
    return lee.confirms()


def test_second_press_of_share_does_not_post_twice(lee, room, slack):
    lee.types("/hotspots 90d", in_=room)

    assert "Shared in" in press_share(lee)
    seen = press_share(lee)

    assert "You shared this in #hotspots a few minutes ago" in seen
    assert len(posts(slack, room)) == 1


@pytest.mark.parametrize("minutes", [1, 4.9])
def test_minutes_later_it_is_still_the_same_press(city, start, minutes):
    clock = [NOW]
    slack = start(replace(city, now=lambda: clock[0]))
    lee, room = slack.person("Lee"), slack.channel("hotspots")
    lee.types("/hotspots 90d", in_=room)
    for begun in range(0, 300, 50):
        clock[0] = NOW + timedelta(hours=begun, seconds=begun)
        before = len(posts(slack, room))
        press_share(lee)
        clock[0] += timedelta(minutes=minutes)
        press_share(lee)

        assert len(posts(slack, room)) == before + 1


def test_share_works_again_later_and_from_another_answer(city, start):
    clock = [NOW]
    slack = start(replace(city, now=lambda: clock[0]))
    lee, room = slack.person("Lee"), slack.channel("hotspots")
    lee.types("/hotspots 90d", in_=room)
    press_share(lee)

    clock[0] += timedelta(minutes=11)
    press_share(lee)
    assert len(posts(slack, room)) == 2

    lee.types("/hotspots 30d", in_=room)
    press_share(lee)
    assert len(posts(slack, room)) == 3


def test_share_that_was_refused_can_be_pressed_again_once_the_bot_is_there(lee, slack):
    general = slack.channel("general")
    lee.types("/hotspots 90d", in_=general)
    lee.clicks("Share with 9 people in #general", in_=lee.direct)
    assert "I am not in #general" in lee.confirms()

    slack.invite("bot", general)
    lee.clicks("Share with 9 people in #general", in_=lee.direct)

    assert "Shared in" in lee.confirms()


def test_dialog_is_answered_before_slack_is_asked_who_is_in_the_room(lee, room, slack, monkeypatch):
    answered = []

    def looked(*_a, **_m):
        answered.append(acks[-1])
        raise RefusedError("nobody is there")

    monkeypatch.setattr(posting, "admit", looked)
    acks = []
    lee.types("hotspots 90d", in_=lee.direct)
    lee.clicks("Share to a channel…", in_=lee.direct)
    lee.chooses("hotspots", of="Channel")
    real = Ack.__call__
    monkeypatch.setattr(Ack, "__call__", lambda self, **m: acks.append(m) or real(self, **m))

    lee.submits()

    (first,) = answered
    assert first["response_action"] == "update"
    assert "Looking who is in the room…" in str(first["view"]["blocks"])


def test_room_that_is_looked_at_later_fills_the_waiting_dialog(city, slack, lee, room):
    late = Late()
    app = build_app(slack.bot_token, slack.base_url, city, InlineExecutor(), late)
    slack.delivers_to(inline(app))
    lee.types("hotspots 90d", in_=lee.direct)
    late.catches_up()
    lee.clicks("Share to a channel…", in_=lee.direct)
    lee.chooses("hotspots", of="Channel")
    assert "Looking who is in the room…" in lee.submits()

    late.catches_up()

    assert "6 people, among them 1 police, are in #hotspots" in lee.screen
    lee.submits()
    late.catches_up()
    assert len(posts(slack, room)) == 1


def test_waiting_dialog_that_was_closed_is_left_alone(city, slack, lee, room):
    late = Late()
    app = build_app(slack.bot_token, slack.base_url, city, InlineExecutor(), late)
    slack.delivers_to(inline(app))
    lee.types("hotspots 90d", in_=lee.direct)
    late.catches_up()
    lee.clicks("Table", in_=lee.direct)
    lee.closes()
    slack.expects_refusal("not_found")

    late.catches_up()

    lee.does_not_see("Something went wrong", in_=lee.direct)


class Late(InlineExecutor):
    """Does its work when the test says so."""

    def __init__(self):
        self.waiting = []

    def submit(self, fn, /, *args, **kwargs):
        self.waiting.append(lambda: fn(*args, **kwargs))

    def catches_up(self):
        while self.waiting:
            self.waiting.pop(0)()


def test_share_from_direct_messages_asks_where_and_then_once_more(lee, room, slack):
    lee.types("hotspots 90d", in_=lee.direct)
    lee.clicks("Share to a channel…", in_=lee.direct)
    check_dialog(lee.dialog.body)
    lee.chooses("general", of="Channel")
    assert "I am not in #general" in lee.submits()
    lee.chooses("hotspots", of="Channel")

    assert "6 people, among them 1 police, are in #hotspots and will see" in lee.submits()
    assert not posts(slack, room)
    seen = lee.submits()

    assert "Shared in" in seen
    assert len(posts(slack, room)) == 1
    assert lee.dialog is None
