"""The "I can" board as people ask, press, thank and take back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.board import service
from knowledge.board.need import State
from storage import board, people
from storage.tables import Delivery, Need
from tests.conftest import NOW
from tests.deliveries import post_promised
from tests.handlers.examples import posts
from tests.handlers.rules import check_dialog, check_message

VAN = "/coalition board van Saturday 2–5"


@pytest.fixture
def room(slack):
    """A channel of members only, police among them; the bot is in it."""
    return slack.channel("hotspots")


def ask(lee, room, text=VAN):
    lee.types(text, in_=room)
    return lee.clicks("Post it", in_=room)


def needs(tools):
    with tools.read() as session:
        rows = session.query(Need).order_by(Need.id).all()
        return [board.by_id(session, workspace=1, need=row.id) for row in rows]


def test_asker_sees_what_is_posted_and_who_sees_it_before_anything_is(lee, slack, room):
    seen = lee.types(VAN, in_=room)

    assert "This goes to #hotspots (6 people, among them 1 police)." in seen
    assert "“van Saturday 2–5”" in seen
    assert "It is open until Sat 28 Nov 2026, 5 pm, then it closes by itself." in seen
    assert not posts(slack, room)
    assert "Posted in #hotspots" in lee.clicks("Post it", in_=room)
    (posted,) = posts(slack, room)
    check_message(posted["text"], posted["blocks"])
    assert posted["text"] == "Who can? van Saturday 2–5"
    assert "Asked by" in str(posted["blocks"])


def test_second_press_of_post_posts_nothing(lee, slack, room, city):
    ask(lee, room)

    assert "posted already" in lee.clicks("Post it", in_=room)
    assert len(posts(slack, room)) == 1


def test_one_takes_it_and_everybody_is_told_their_part(lee, ana, slack, room, city):
    ask(lee, room)

    seen = ana.clicks("I can", in_=room)

    assert "Thank you! It is yours." in seen
    assert "Covered by someone. Thank you!" in seen
    assert "I can" not in lee.message("van Saturday", in_=room).text
    post_promised(slack, city)
    assert "@ana can. Write to them" in lee.sees("@ana can", in_=lee.direct)
    mine = ana.sees("You said you can", in_=ana.direct)
    assert "Settle where and when with @lee, who asked in #hotspots." in mine
    assert "Sat 28 Nov 2026, 5 pm" in mine
    told = [post["text"] for post in slack.calls("chat.postMessage") if post["channel"][0] == "D"]
    assert set(told) == {"You have 1 thing on your list"}


def test_who_comes_a_moment_late_is_told_kindly_who_was_faster(lee, ana, slack, room, city):
    ask(lee, room)
    with city.begin() as session:  # she presses on another screen at the same moment
        her = people.by_slack_user(session, workspace=1, slack_user=ana.id).id
        (need,) = needs(city)
        board.take(session, workspace=1, need=need.id, by=her, now=NOW)

    seen = slack.person("Rosa").clicks("I can", in_=room)

    assert "@ana was a moment faster, so it is covered." in seen
    assert needs(city)[0].taken_by == her


def test_asker_cannot_take_their_own_and_may_withdraw_it(lee, slack, room, city):
    ask(lee, room)

    assert "You asked for this yourself" in lee.clicks("I can", in_=room)
    assert "Withdraw it?" in lee.clicks("Withdraw", in_=room)
    assert "It is off the board." in lee.confirms()
    assert needs(city)[0].state is State.WITHDRAWN
    lee.sees("Not needed any more. Thank you.", in_=room)


def test_taker_of_what_is_withdrawn_is_told(lee, ana, slack, room, city):
    ask(lee, room)
    ana.clicks("I can", in_=room)
    post_promised(slack, city)
    lee.clicks("Withdraw", in_=lee.direct)
    lee.confirms()

    post_promised(slack, city)

    assert "not needed any more. Thank you for saying you can!" in ana.screen


def test_who_cannot_after_all_opens_it_again(lee, ana, slack, room, city):
    ask(lee, room)
    ana.clicks("I can", in_=room)
    post_promised(slack, city)

    assert "It is open again" in ana.clicks("I can't after all", in_=ana.direct)
    post_promised(slack, city)

    assert "can't after all. Your need is open again." in lee.screen
    rosa = slack.person("Rosa")
    assert "It is yours" in rosa.clicks("I can", in_=room)
    assert "not needed any more, or its time is over" in ana.clicks(
        "I can't after all", in_=ana.direct
    )


def test_only_who_agrees_is_thanked_by_name(lee, ana, slack, room, city):
    ask(lee, room)
    ana.clicks("I can", in_=room)
    post_promised(slack, city)
    assert "Thank you" not in lee.types("/coalition board", in_=lee.direct)

    assert "we thank you by name" in ana.clicks("Yes, thank me", in_=ana.direct)
    assert "@ana: van Saturday 2–5" in lee.types("/coalition board", in_=lee.direct)
    ana.clicks("Rather not", in_=ana.direct)
    with city.read() as session:
        assert board.thanks(session, workspace=1, since=NOW) == ()


def test_board_lists_what_is_open_and_what_i_said_i_can(lee, ana, slack, room, city):
    assert "Nothing is needed just now." in ana.types("/coalition board", in_=room)
    ask(lee, room)
    ask(lee, room, "/coalition board interpreter tomorrow")

    seen = ana.types("/coalition board", in_=room)

    assert "2 things are needed" in seen
    assert seen.index("interpreter") < seen.index("van")
    assert "Asked by @lee in #hotspots" in seen
    ana.clicks("I can", in_=ana.direct)
    seen = ana.types("/coalition board", in_=room)
    assert "1 thing is needed" in seen
    assert "You said you can" in seen
    assert "Withdraw" in lee.types("/coalition board", in_=room)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("ride for 215-555-0142", "phone"),
        ("write ana@example.org", "email address"),
        ("ride, born 3/4/2009", "date of birth"),
    ],
)
def test_what_names_somebody_is_refused_with_the_reason(lee, slack, room, city, line, why):
    seen = lee.types(f"/coalition board {line}", in_=room)

    assert why in seen
    assert "never for whom" in seen
    assert needs(city) == []


def test_what_may_name_somebody_needs_a_deliberate_press(lee, slack, room):
    seen = lee.types("/coalition board ride for Jamal Brown Saturday", in_=room)

    assert "It may hold somebody's name." in seen
    assert "Post anyway" in seen
    assert "[Post it]" not in seen
    lee.clicks("Change it", in_=room)
    lee.fills("What is needed, and when?", "ride Saturday")
    seen = lee.submits()
    assert "name" not in seen
    lee.submits()
    (posted,) = posts(slack, room)
    assert posted["text"] == "Who can? ride Saturday"


def test_what_was_changed_cannot_be_posted_in_its_old_words(lee, slack, room, city):
    lee.types(VAN, in_=room)
    lee.clicks("Change it", in_=room)
    lee.fills("What is needed, and when?", "bus Saturday")
    lee.submits()
    lee.closes()

    assert "was written anew" in lee.clicks("Post it", in_=room)
    assert not posts(slack, room)


def test_line_that_is_none_is_told_at_its_field(lee, slack, room):
    lee.types("/coalition board", in_=lee.direct)
    lee.clicks("Ask for something", in_=lee.direct)
    check_dialog(lee.dialog.body)
    lee.fills("What is needed, and when?", "call 215-555-0142")
    lee.chooses("hotspots", of="Channel")

    assert "phone" in lee.submits()
    lee.fills("What is needed, and when?", "van today 9am-10am")
    assert "over already" in lee.submits()
    lee.fills("What is needed, and when?", "van tomorrow")
    assert "(6 people, among them 1 police)" in lee.submits()
    check_dialog(lee.dialog.body)
    assert "Posted in #hotspots" in lee.submits()


def test_by_direct_message_the_channel_is_asked_for(lee, slack, room):
    assert "In which channel" in lee.types("board van Saturday 2–5", in_=lee.direct)
    lee.clicks("Choose a channel", in_=lee.direct)
    lee.chooses("general", of="Channel")
    assert "I am not in #general" in lee.submits()
    lee.chooses("hotspots", of="Channel")
    lee.submits()
    lee.submits()

    assert len(posts(slack, room)) == 1


def test_room_with_a_visitor_gets_nothing(ana, slack, city):
    vecinos = slack.channel("vecinos")

    assert "1 visitor may not see this" in ana.types(VAN, in_=vecinos)
    assert not posts(slack, vecinos)


def test_visitor_who_joined_cannot_take_it_and_is_told_why(lee, ana, slack, room, city):
    ask(lee, room)
    walter = slack.person("Walter")
    slack.invite("Walter", room)

    assert "You are a visitor here" in walter.clicks("I can", in_=room)
    assert needs(city)[0].state is State.OPEN
    ana.clicks("I can", in_=room)
    assert "This need is not shown here any more" in walter.screen
    walter.does_not_see("van Saturday", in_=room)


def test_words_are_words_whatever_they_hold(lee, slack, room, city):
    seen = ask(lee, room, "/coalition board *van* <!channel> `x` سيارة Saturday 2–5")

    assert "Posted in" in seen
    (posted,) = posts(slack, room)
    assert "<!channel>" not in posted["text"]
    assert posted["blocks"][1]["text"]["type"] == "plain_text"
    assert (
        "\u2068*van* <!channel> `x` سيارة Saturday 2–5\u2069" in posted["blocks"][1]["text"]["text"]
    )
    assert "∗van∗" in lee.types("/coalition board", in_=room)


def test_press_after_its_time_is_told_kindly_and_mends_the_post(lee, ana, slack, room, city, start):
    ask(lee, room)
    (need,) = needs(city)
    with city.begin() as session:
        session.get(Need, need.id).until = NOW

    seen = ana.clicks("I can", in_=room)

    assert "not needed any more, or its time is over" in seen
    assert "No longer open." in seen
    assert needs(city)[0].taken_by is None


def test_what_nobody_took_closes_and_its_asker_hears_of_it(lee, slack, room, city):
    ask(lee, room)
    after = replace(city, now=lambda: NOW + timedelta(days=7))

    service.close(after, 1)
    service.close(after, 1)
    post_promised(slack, after)

    assert needs(city)[0].state is State.CLOSED
    assert "Nobody could take this in time." in lee.screen
    lee.clicks("Ask again", in_=lee.direct)
    lee.fills("What is needed, and when?", "van Saturday 2–5")
    assert "sees it too" in lee.submits()
    lee.closes()
    lee.types("/coalition board", in_=room)
    assert "No longer open." in lee.sees("No longer open.", in_=room)
    assert needs(city)[0].ts == ""


def test_nobody_is_told_at_night(lee, slack, room, city):
    ask(lee, room, "/coalition board interpreter tonight")
    night = NOW + timedelta(hours=13)  # one in the morning there

    service.close(replace(city, now=lambda: night), 1)

    with city.read() as session:
        (row,) = session.query(Delivery).all()
    assert row.due == NOW + timedelta(hours=20)


def test_post_that_was_deleted_or_channel_archived_costs_nobody_the_need(
    lee, ana, slack, room, city
):
    ask(lee, room)
    ask(lee, room, "/coalition board bus Saturday")
    slack.faults.fail("chat.update", "message_not_found")
    assert "It is yours" in ana.clicks("I can", in_=room)
    room.channel.archived = True
    ana.types("/coalition board", in_=ana.direct)

    assert "It is yours" in ana.clicks("I can", in_=ana.direct)
    assert [one.state for one in needs(city)] == [State.TAKEN] * 2
    assert [one.ts for one in needs(city)] == ["", ""]


def test_post_that_fails_can_be_tried_again(lee, slack, room, city):
    lee.types(VAN, in_=room)
    slack.faults.fail("chat.postMessage", "internal_error")

    assert "Something went wrong on my side" in lee.clicks("Post it", in_=room)
    assert needs(city)[0].state is State.DRAFT
    assert "Posted in" in lee.clicks("Post it", in_=room)


def test_post_without_an_answer_asks_to_look_first_and_its_button_works(
    lee, ana, slack, room, city
):
    lee.types(VAN, in_=room)
    slack.faults.drop("chat.postMessage")

    assert "Slack did not answer, so look in #hotspots" in lee.clicks("Post it", in_=room)
    assert needs(city)[0].ts == ""
    assert "Covered by someone" in ana.clicks("I can", in_=room)
    assert needs(city)[0].ts != ""


def test_asker_who_left_is_said_to_the_taker(lee, ana, slack, room, city):
    ask(lee, room)
    with city.begin() as session:
        session.delete(people.by_slack_user(session, workspace=1, slack_user=lee.id))
    ana.clicks("I can", in_=room)

    post_promised(slack, city)

    assert "Who asked has left. Ask in #hotspots" in ana.screen


def test_taker_who_left_makes_it_open_to_be_asked_again(lee, ana, slack, room, city):
    ask(lee, room)
    ana.clicks("I can", in_=room)
    service.close(city, 1)
    assert needs(city)[0].state is State.TAKEN
    with city.begin() as session:
        people.by_slack_user(session, workspace=1, slack_user=ana.id).left_at = NOW

    service.close(city, 1)
    post_promised(slack, city)
    post_promised(slack, city)  # one a second in each conversation

    assert "has left the coalition, so this is not covered any more" in lee.screen
    lee.clicks("Ask again", in_=lee.direct)
    assert "van Saturday 2–5" in str(lee.dialog.body)


def test_words_of_who_is_forgotten_leave_the_post_too(lee, ana, slack, room, city):
    ask(lee, room)
    with city.begin() as session:
        row = session.query(Need).one()
        row.text, row.state = "", "withdrawn"

    ana.types("/coalition board", in_=ana.direct)

    ana.sees("Not needed any more. Thank you.", in_=room)
    ana.does_not_see("van", in_=room)


def test_bot_that_was_taken_out_of_the_channel_is_told_before_posting(lee, slack, room):
    lee.types(VAN, in_=room)
    slack.remove("bot", room)

    assert "I am not in #hotspots" in lee.clicks("Post it", in_=room)


def test_visitor_is_refused_the_board(slack):
    walter = slack.person("Walter")

    assert "You are a visitor here" in walter.types(VAN, in_=walter.direct)
