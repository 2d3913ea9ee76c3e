"""`/hotspots` through Bolt and a real HTTP Slack, over the sample city."""

from dataclasses import replace
from datetime import timedelta

import pytest
from slack_bolt import Ack
from slack_sdk.errors import SlackApiError

from handlers import maps, uploads
from handlers.hotspots import dialog, message, pickers, service
from handlers.hotspots.request import SnapshotRequest, UnsurePlaceError
from handlers.listeners import build_app
from handlers.uploads import UnusableError, upload
from knowledge.hotspots.snapshot import Attribution, Wanted
from knowledge.sample_city import TITLE
from sandbox.testing import InlineExecutor, inline
from tests.conftest import NOW
from tests.handlers import examples
from tests.handlers.rules import check_dialog, check_message


def posts(slack, channel):
    return [post for post in slack.calls("chat.postMessage") if post["channel"] == channel.id]


def test_answer_goes_to_the_askers_messages_and_a_private_line_points_there(lee, room, slack):
    seen = lee.types("/hotspots 90d", in_=room)

    assert "Drawing everywhere · 24 Aug – 21 Nov 2026 · all shootings." in seen
    assert "It will be in your messages with me." in seen
    assert "is in your messages with me: open it." in seen
    lee.sees("people shot", in_=lee.direct)
    assert not posts(slack, room)
    (post,) = posts(slack, lee.direct)
    check_message(post["text"], post["blocks"])
    assert any(block["type"] == "image" for block in post["blocks"])


def test_alias_does_the_same(lee, room):
    lee.types("/map 90d", in_=room)

    lee.sees("people shot", in_=lee.direct)


def test_text_beside_the_blocks_carries_the_same_facts(lee, room, slack):
    lee.types("/hotspots 90d", in_=room)

    (post,) = posts(slack, lee.direct)
    shown = [
        block["text"]["text"] for block in post["blocks"] if block["type"] in ("section", "header")
    ]
    for line in "\n".join(shown).splitlines():
        assert line.replace("*", "") in post["text"]
    assert "SYNTHETIC" in post["text"]


def test_everybody_is_told_that_the_city_is_made_up(lee, room):
    lee.types("/hotspots", in_=room)

    lee.sees("SYNTHETIC – a made-up city", in_=lee.direct)
    assert TITLE


def test_a_named_place_is_found_whatever_the_order(lee, room):
    seen = lee.types("/hotspots 12 months south common fatal", in_=room)

    assert "Drawing South Common · 22 Nov 2025 – 21 Nov 2026 · fatal shootings" in seen


def test_bad_usage_is_the_answer_to_the_command_and_nothing_is_posted(lee, room, slack):
    seen = lee.types("/hotspots 90d 30d", in_=room)

    assert "two windows" in seen
    assert "vs last year" in seen
    assert not slack.calls("chat.postMessage")


def test_a_place_that_is_only_like_one_is_offered_as_a_button_that_works(lee, room):
    seen = lee.types("/hotspots eastbound gate 90d", in_=room)
    assert "Is it this one?" in seen

    seen = lee.clicks("Eastgate", in_=room)

    assert "Eastgate · 24 Aug – 21 Nov 2026" in seen
    lee.sees("people shot", in_=lee.direct)


def test_unsure_place_asks_with_one_button_each(lee, room, monkeypatch):
    def unsure(tools, *, member, words):
        choices = [(one[0], one[1]) for one in service.place_choices(tools, workspace=1)][1:3]
        request = SnapshotRequest.of(words, workspace=member.workspace)
        raise UnsurePlaceError("Which place do you mean?", request=request, candidates=choices)

    monkeypatch.setattr(service, "resolve", unsure)
    seen = lee.types("/hotspots somewhere 90d", in_=room)
    first = seen.split("[")[1].split("]")[0]
    assert "Which place do you mean?" in seen

    seen = lee.clicks(first, in_=room)

    assert f"coalition (only visible to you): {first} · " in seen
    assert "is in your messages with me: open it." in seen
    found = lee.message("people shot", in_=lee.direct)
    assert "Share with 6 people in #hotspots" in str(found.blocks)


def test_unknown_place_with_nothing_near_says_what_works(lee, room):
    assert "I do not know that place" in lee.types("/hotspots xyzzyqwert", in_=room)


def test_without_data_the_answer_says_what_to_import(sqlite_engine, make_tools, start):
    slack = start(make_tools(sqlite_engine))
    lee = slack.person("Lee")

    seen = lee.types("/hotspots", in_=slack.channel("hotspots"))

    assert "coalition import incidents FILE" in seen


def test_a_failure_after_the_ack_is_told_with_a_reference(lee, room, monkeypatch):
    def fail(*_args, **_more):
        raise RuntimeError("kensington is secret")

    monkeypatch.setattr("handlers.hotspots.posting.take_snapshot", fail)
    seen = lee.types("/hotspots 90d", in_=room)

    assert "Drawing" in seen
    assert "Something went wrong on my side, and it is logged as" in seen
    assert "secret" not in seen


def test_when_the_map_cannot_be_drawn_the_numbers_still_come(lee, room, slack, monkeypatch):
    def fail(*_args, **_more):
        raise RuntimeError

    monkeypatch.setattr(maps, "draw", fail)
    lee.types("/hotspots 90d", in_=room)

    lee.sees("The map could not be shown this time. The numbers are all here.", in_=lee.direct)
    lee.sees("people shot", in_=lee.direct)
    assert not slack.calls("files.completeUploadExternal")


def test_when_nothing_is_imported_to_draw_on_there_is_simply_no_map(lee, room, monkeypatch):
    monkeypatch.setattr(maps, "draw", lambda *_args, **_more: None)
    lee.types("/hotspots 90d", in_=room)

    lee.sees("people shot", in_=lee.direct)
    lee.does_not_see("The map could not be shown", in_=lee.direct)


def test_without_the_scope_to_upload_the_answer_says_what_is_missing(lee, room, slack):
    object.__setattr__(slack.hub.manifest, "scopes", slack.hub.manifest.scopes - {"files:write"})
    slack.expects_refusal("missing_scope")

    lee.types("/hotspots 90d", in_=room)

    lee.sees("This app lacks the permission files:write in Slack.", in_=lee.direct)
    lee.sees("manifest.json", in_=lee.direct)
    lee.sees("people shot", in_=lee.direct)


def test_without_the_scope_to_look_at_channels_the_answer_still_comes(lee, room, slack):
    object.__setattr__(slack.hub.manifest, "scopes", slack.hub.manifest.scopes - {"channels:read"})
    slack.expects_refusal("missing_scope")
    slack.expects_refusal("missing_scope")

    lee.types("/hotspots 90d", in_=room)
    assert "people shot" in lee.screen
    lee.clicks("Share to a channel…", in_=lee.direct)
    lee.chooses("hotspots", of="Channel")

    assert "This app lacks the permission channels:read" in lee.submits()
    assert "manifest.json" in lee.dialog.body["blocks"][0]["text"]["text"]


def test_when_slack_is_not_ready_to_show_the_map_the_numbers_still_come(city, start, monkeypatch):
    monkeypatch.setattr(uploads, "PAUSES", ())
    slack = start(city, file_delay=60.0)
    lee = slack.person("Lee")

    lee.types("/hotspots 90d", in_=slack.channel("hotspots"))

    lee.sees("The map could not be shown this time.", in_=lee.direct)


def test_a_picture_that_slack_refuses_is_left_out(lee, room, slack, monkeypatch):
    monkeypatch.setattr("handlers.hotspots.posting.upload", lambda *_a, **_m: "F0UNKNOWN")
    slack.expects_refusal("invalid_blocks")

    lee.types("/hotspots 90d", in_=room)

    lee.sees("The map could not be shown this time.", in_=lee.direct)


def test_upload_waits_until_the_file_can_be_shown_and_not_for_ever(slack):
    class Client:
        looks = 0

        def files_upload_v2(self, **_more):
            return {"files": [{"id": "F1"}]}

        def files_info(self, *, file):
            self.looks += 1
            return {"file": {"mimetype": "image/png" if self.looks == 3 else ""}}

    slept = []
    assert upload(Client(), b"png", name="map.png", alt="x", sleep=slept.append) == "F1"
    assert slept == list(uploads.PAUSES[:2])

    never = Client()
    never.looks = 10
    with pytest.raises(UnusableError):
        upload(never, b"png", name="map.png", alt="x", sleep=slept.append)


def test_share_says_who_is_in_the_room_and_posts_the_same_without_buttons(lee, room, slack):
    lee.types("/hotspots 90d", in_=room)
    (mine,) = posts(slack, lee.direct)

    asked = lee.clicks("Share with 6 people in #hotspots", in_=lee.direct)
    assert "6 people are in #hotspots and will see the map and numbers" in asked
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


def test_share_that_is_declined_posts_nothing(lee, room, slack):
    lee.types("/hotspots 90d", in_=room)

    lee.clicks("Share with 6 people in #hotspots", in_=lee.direct)
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
    lee.clicks("Share with 6 people in #hotspots", in_=lee.direct)
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
    lee.clicks("Share with 6 people in #hotspots", in_=lee.direct)

    assert "I may not post in #hotspots." in lee.confirms()


def break_link(slack, how):
    if how == "dropped":
        slack.faults.drop("chat.getPermalink")
    else:
        slack.faults.fail("chat.getPermalink", how, status=500 if how == "broken" else 0)


@pytest.mark.parametrize("how", ["internal_error", "broken", "dropped"])
def test_answer_without_a_link_is_pointed_to_all_the_same(lee, room, slack, how):
    break_link(slack, how)

    seen = lee.types("/hotspots 90d", in_=room)

    assert "all shootings is in your messages with me." in seen
    assert "Something went wrong" not in seen


@pytest.mark.parametrize("how", ["internal_error", "broken", "dropped"])
def test_share_without_a_link_is_told_as_done(lee, room, slack, how):
    lee.types("/hotspots 90d", in_=room)
    lee.clicks("Share with 6 people in #hotspots", in_=lee.direct)
    break_link(slack, how)

    seen = lee.confirms()

    assert "Shared in #hotspots." in seen
    assert "Something went wrong" not in seen


def test_share_to_which_slack_gave_no_answer_asks_to_look_first(lee, room, slack):
    lee.types("/hotspots 90d", in_=room)
    lee.clicks("Share with 6 people in #hotspots", in_=lee.direct)
    slack.faults.drop("chat.postMessage")

    assert "Slack did not answer, so look in #hotspots" in lee.confirms()
    lee.clicks("Share with 6 people in #hotspots", in_=lee.direct)
    assert "a few minutes ago" in lee.confirms()
    assert len([one for one in room.messages if "Shared by" in one.text]) == 1


def press_share(lee):
    lee.clicks("Share with 6 people in #hotspots", in_=lee.direct)
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
    monkeypatch.setattr(dialog, "look", lambda *_a: answered.append(acks[-1]) or None)
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

    assert "6 people are in #hotspots" in lee.screen
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


def test_table_that_fails_says_so_where_it_was_awaited(lee, room, monkeypatch):
    lee.types("/hotspots 90d", in_=room)

    def fail(*_args, **_more):
        raise RuntimeError

    monkeypatch.setattr(service, "take_snapshot", fail)

    seen = lee.clicks("Table", in_=lee.direct)

    assert "Something went wrong on my side" in seen
    assert "Something went wrong" in str(lee.dialog.body)
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

    assert "6 people are in #hotspots and will see" in lee.submits()
    assert not posts(slack, room)
    seen = lee.submits()

    assert "Shared in" in seen
    assert len(posts(slack, room)) == 1
    assert lee.dialog is None


def test_change_offers_the_question_as_it_stands_and_answers_the_new_one(lee, room, slack):
    lee.types("/hotspots south common 90d", in_=room)

    lee.clicks("Change", in_=lee.direct)
    check_dialog(lee.dialog.body)
    lee.chooses("Eastgate", of="Place")
    lee.chooses("The last 12 months", of="When")
    lee.chooses("fatal shootings", of="Kind")
    lee.chooses("The days just before", of="Compared with")
    seen = lee.submits()

    assert "Drawing Eastgate · 22 Nov 2025 – 21 Nov 2026 · fatal shootings · compared with" in seen
    assert "Share with 6 people in #hotspots" in seen
    assert lee.dialog is None


def test_change_to_dates_needs_both_and_shows_which_to_mend(lee, room):
    lee.types("/hotspots 90d", in_=room)
    lee.clicks("Change", in_=lee.direct)
    lee.chooses("These dates:", of="When")

    assert "Pick both days" in lee.submits()
    lee.fills("From", "2026-06-01")
    lee.fills("Until, that day included", "2026-05-01")
    assert "ends before it begins" in lee.submits()
    lee.fills("Until, that day included", "2026-08-31")

    assert "Drawing everywhere · 1 Jun – 31 Aug 2026" in lee.submits()


def test_dates_and_a_comparison_that_were_typed_are_kept_by_the_dialog(lee, room):
    lee.types("/hotspots june 2025 vs june 2024", in_=room)
    lee.clicks("Change", in_=lee.direct)

    seen = lee.submits()

    assert "1 Jun – 30 Jun 2025 · all shootings · compared with 1 Jun – 30 Jun 2024" in seen


def test_a_place_that_has_vanished_is_said_at_its_field(lee, room, monkeypatch):
    lee.types("/hotspots 90d", in_=room)
    lee.clicks("Change", in_=lee.direct)
    lee.chooses("Eastgate", of="Place")
    monkeypatch.setattr(service, "place_choices", lambda *_a, **_m: [])

    seen = lee.submits()

    assert "That place is not in the data any more. Pick another one." in seen
    assert list(lee.dialog.errors) == [pickers.PLACE]


def test_a_place_that_cannot_be_picked_does_not_become_everywhere():
    gone = pickers.dialog_for(examples.REQUEST, [], today=NOW.date(), data="{}")
    everywhere = examples.REQUEST.model_copy(update={"place_id": None, "place_name": None})
    whole = pickers.dialog_for(everywhere, [], today=NOW.date(), data="{}")

    assert "initial_option" not in gone["blocks"][0]["element"]
    assert whole["blocks"][0]["element"]["initial_option"]["value"] == "0"


def test_what_is_wrong_in_the_dialog_is_said_at_the_field_to_mend(lee, room):
    lee.types("/hotspots 90d", in_=room)
    lee.clicks("Change", in_=lee.direct)

    def wrong():
        lee.submits()
        return list(lee.dialog.errors)

    lee.chooses("The last 3 years", of="When")
    lee.chooses("The same days last year", of="Compared with")
    assert wrong() == [pickers.VERSUS]
    lee.chooses("These dates:", of="When")
    assert wrong() == [pickers.FROM]
    lee.fills("From", "2026-06-01")
    assert wrong() == [pickers.UNTIL]
    lee.fills("Until, that day included", "2026-05-01")
    assert wrong() == [pickers.UNTIL]


def test_days_that_are_picked_are_never_silently_left_out(lee, room):
    lee.types("/hotspots 90d", in_=room)
    lee.clicks("Change", in_=lee.direct)
    lee.fills("From", "2026-06-01")
    lee.fills("Until, that day included", "2026-08-31")

    assert "choose “These dates:” here" in lee.submits()
    lee.chooses("These dates:", of="When")
    assert "1 Jun – 31 Aug 2026" in lee.submits()
    lee.clicks("Change", in_=lee.direct)
    lee.chooses("The last 30 days", of="When")
    assert "23 Oct – 21 Nov 2026" in lee.submits()


def test_table_shows_the_numbers_privately(lee, room, slack):
    lee.types("/hotspots 90d", in_=room)
    before = len(slack.calls("chat.postMessage"))

    seen = lee.clicks("Table", in_=lee.direct)

    check_dialog(lee.dialog.body)
    assert "South Common" in seen
    assert seen.count(" incidents\n") > 5
    assert len(slack.calls("chat.postMessage")) == before


def test_table_says_all_that_the_answer_says(lee, room):
    lee.types("/hotspots eastgate 3 days", in_=room)

    seen = lee.clicks("Table", in_=lee.direct)

    assert "so this shows" in seen
    assert "of the next three months" in seen
    assert "What is not known" in seen
    assert "places, never people" in seen
    assert "Synthetic data: a made-up city" in seen


def test_how_to_read_says_places_never_people(lee, room):
    lee.types("/hotspots 90d", in_=room)

    assert "places, never people" in lee.clicks("How to read this", in_=lee.direct)
    check_dialog(lee.dialog.body)


def test_asked_in_direct_messages_the_answer_is_there_without_a_pointer(lee, slack):
    seen = lee.types("hotspots 90d", in_=lee.direct)

    assert "people shot" in seen
    assert "is in your messages with me" not in seen
    assert "[Share to a channel…]" in seen


def test_command_in_direct_messages_does_the_same(lee):
    seen = lee.types("/hotspots 90d", in_=lee.direct)

    assert "people shot" in seen
    assert "is in your messages with me" not in seen


def test_places_with_markup_in_their_name_stay_text():
    built = message.answer(examples.SNAPSHOT, examples.REQUEST, picture=None)

    assert "Fairhill &amp; Hart &lt;Lane&gt;" in built.text
    assert "Hart <Lane>" not in str(built.blocks)


def test_slack_errors_other_than_pictures_are_not_swallowed(lee, room, slack, monkeypatch):
    def fail(*_args, **_more):
        raise SlackApiError("no", {"error": "ratelimited"})

    monkeypatch.setattr("handlers.hotspots.posting._post_once", fail)

    assert "Something went wrong" in lee.types("/hotspots 90d", in_=room)


def lines_of(snapshot):
    built = message.answer(snapshot, examples.REQUEST, picture=None)
    return [
        (block["type"], text["text"])
        for block in built.blocks
        if block["type"] in ("section", "context")
        for text in ([block["text"]] if block["type"] == "section" else block["elements"])
    ]


def test_each_place_has_its_count_in_large_and_the_rest_small_below():
    lines = lines_of(examples.SNAPSHOT)

    at = lines.index(("section", "*Kensington* · 7 incidents"))
    assert lines[at + 1] == ("context", "9 in the 90 days before\nMore often on Friday evenings")
    assert lines[at + 2] == ("section", "*Fairhill &amp; Hart &lt;Lane&gt;* · 5 incidents")


def test_one_place_that_was_asked_for_is_not_listed_under_itself():
    one = replace(examples.SNAPSHOT, places=examples.SNAPSHOT.places[:1])
    built = message.answer(one, examples.REQUEST, picture=None)

    assert "carried the most" not in built.text
    assert ("section", "More often on Friday evenings.") in lines_of(one)
    assert "More often on Friday evenings." in built.text


def test_when_is_said_once_where_it_is_the_same_everywhere():
    same = tuple(one.when_is("more often on Fridays") for one in examples.SNAPSHOT.places)
    built = message.answer(replace(examples.SNAPSHOT, places=same), examples.REQUEST, picture=None)

    assert str(built.blocks).lower().count("more often on fridays") == 1
    assert "All of these places: more often on Fridays." in built.text
    assert "9 in the 90 days before" in built.text


def test_homicides_are_told_as_people_killed_only():
    snapshot = replace(
        examples.SNAPSHOT, reading=replace(examples.SNAPSHOT.reading, wanted=Wanted.HOMICIDES)
    )
    built = message.answer(snapshot, examples.REQUEST, picture=None)

    assert "12 incidents · 3 people killed" in built.text
    assert "people shot" not in built.text + str(built.blocks)


def test_everybody_whose_data_it_is_is_named():
    sources = tuple(Attribution("t", f"Publisher {n}", synthetic=False) for n in range(9))
    built = message.answer(
        replace(examples.SNAPSHOT, sources=sources), examples.REQUEST, picture=None
    )

    assert built.text.endswith(" · ".join(f"Publisher {n}" for n in range(9)))
