"""Mentions, messages and clicked examples do whatever commands do."""


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
    assert "[/hotspots last 12 months fatal]" in seen

    seen = lee.clicks("/hotspots last 12 months fatal", in_=lee.direct)

    assert "Drawing Whole area · 22 Nov 2025 – 21 Nov 2026 · fatal shootings" in seen
    assert "people killed" in seen


def test_channel_talk_without_a_mention_is_not_answered(lee, room, slack):
    lee.types("hotspots 90d", in_=room)

    assert not slack.calls("chat.postEphemeral")
    assert not slack.calls("chat.postMessage")
