"""`/hotspots` through Bolt and a real HTTP Slack, over the sample city."""

import pytest
from slack_sdk.errors import SlackApiError

from handlers import maps, uploads
from handlers.hotspots import service
from handlers.hotspots.request import SnapshotRequest, UnsurePlaceError
from handlers.uploads import UnusableError, upload
from knowledge.sample_city import TITLE
from tests.handlers.examples import break_link, posts
from tests.handlers.rules import check_message


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


@pytest.mark.parametrize("how", ["internal_error", "broken", "dropped"])
def test_answer_without_a_link_is_pointed_to_all_the_same(lee, room, slack, how):
    break_link(slack, how)

    seen = lee.types("/hotspots 90d", in_=room)

    assert "all shootings is in your messages with me." in seen
    assert "Something went wrong" not in seen


def test_asked_in_direct_messages_the_answer_is_there_without_a_pointer(lee, slack):
    seen = lee.types("hotspots 90d", in_=lee.direct)

    assert "people shot" in seen
    assert "is in your messages with me" not in seen
    assert "[Share to a channel…]" in seen


def test_command_in_direct_messages_does_the_same(lee):
    seen = lee.types("/hotspots 90d", in_=lee.direct)

    assert "people shot" in seen
    assert "is in your messages with me" not in seen


def test_slack_errors_other_than_pictures_are_not_swallowed(lee, room, slack, monkeypatch):
    def fail(*_args, **_more):
        raise SlackApiError("no", {"error": "ratelimited"})

    monkeypatch.setattr("handlers.hotspots.posting._post_once", fail)

    assert "Something went wrong" in lee.types("/hotspots 90d", in_=room)
