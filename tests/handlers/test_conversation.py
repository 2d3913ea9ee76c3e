"""Mentions, messages and clicked examples do whatever commands do."""

import pytest


def mention(slack):
    return f"@{slack.hub.bot.name}"


def test_mention_does_what_the_command_does(lee, room, slack):
    seen = lee.types(f"{mention(slack)} hotspots south common 90d", in_=room)

    assert "Drawing South Common · 24 Aug – 21 Nov 2026" in seen
    lee.sees("people shot", in_=lee.direct)
    lee.sees("is in your messages with me: open it.", in_=room)


def test_mention_in_a_thread_is_answered_in_the_thread(lee, room, slack):
    began = lee.types("what do we know?", in_=room) and lee.message("what do we know?", in_=room)

    lee.types(f"{mention(slack)} hotspots 90d", in_=room, thread=began.ts)

    assert {line["thread_ts"] for line in slack.calls("chat.postEphemeral")} == {began.ts}
    lee.sees("people shot", in_=lee.direct)


def test_message_does_what_the_command_does_with_or_without_the_slash(lee):
    assert "people shot" in lee.types("map 90d", in_=lee.direct)
    assert "coalition help" in lee.types("coalition help", in_=lee.direct)


def test_mistake_in_a_message_is_answered_there(lee):
    assert "two windows" in lee.types("hotspots 90d 30d", in_=lee.direct)


def test_a_greeting_is_answered_with_examples_that_work_when_clicked(lee):
    seen = lee.types("hello there", in_=lee.direct)
    assert "This is what I can do" in seen
    assert "[/hotspots]" in seen

    seen = lee.clicks("/hotspots", in_=lee.direct)

    assert "Drawing everywhere" in seen
    assert "people shot" in seen


@pytest.mark.parametrize(
    "said", ["HotSpots 90d", "/HOTSPOTS 90d", ": hotspots 90d", "Coalition map 90d", "- map 90d"]
)
def test_mention_is_understood_in_any_case_and_with_marks_around(lee, room, slack, said):
    assert "Drawing everywhere" in lee.types(f"{mention(slack)} {said}", in_=room)


@pytest.mark.parametrize("said", ["help", "HELP", "coalition help", "?", "what is going on", ""])
def test_mention_with_help_or_anything_else_gets_help(lee, room, slack, said):
    seen = lee.types(f"{mention(slack)} {said}", in_=room)

    assert "This is what I can do" in seen
    assert "[/hotspots]" in seen


def test_help_about_one_command_is_about_that_one(lee):
    seen = lee.types("help hotspots", in_=lee.direct)

    assert "/hotspots [place] [window] [kind] [vs window]" in seen
    assert "/coalition data" not in seen


def test_channel_talk_without_a_mention_is_not_answered(lee, room, slack):
    lee.types("hotspots 90d", in_=room)

    assert not slack.calls("chat.postEphemeral")
    assert not slack.calls("chat.postMessage")
