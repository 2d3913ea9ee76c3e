"""Messages through slack_sdk's own client: threads, schedules, streams, and what is refused."""

from datetime import timedelta

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.api.scheduling import post_due
from sandbox.testing import Workspace
from tests.sandbox.corpus import load, patched
from tests.sandbox.rich_manifest import RICH


@pytest.fixture
def manifest():
    return RICH


@pytest.fixture
def client(slack):
    return WebClient(token=slack.bot_token, base_url=slack.base_url)


@pytest.fixture
def room(slack):
    return slack.channel("hotspots")


@pytest.fixture
def error(slack):
    """Make a call that must be refused, and return Slack's name for why."""

    def call(function, **args):
        with pytest.raises(SlackApiError) as caught:
            function(**args)
        name = caught.value.response["error"]
        slack.expects_refusal(name)
        return name

    return call


def in_(slack, **later):
    return int((slack.hub.clock.now() + timedelta(**later)).timestamp())


def test_a_reply_can_be_shown_to_the_channel_too(client, room):
    first = client.chat_postMessage(channel=room.id, text="first")["ts"]
    client.chat_postMessage(channel=room.id, text="quiet", thread_ts=first)
    loud = client.chat_postMessage(
        channel=room.id, text="loud", thread_ts=first, reply_broadcast=True
    )

    told = client.conversations_history(channel=room.id)["messages"]

    assert [each["text"] for each in told] == ["loud", "first"]
    assert loud["message"]["subtype"] == "thread_broadcast"


def test_only_a_message_that_begins_a_thread_is_replied_to(client, room, error):
    first = client.chat_postMessage(channel=room.id, text="first")["ts"]
    reply = client.chat_postMessage(channel=room.id, text="reply", thread_ts=first)["ts"]

    for ts in ("1.000000", reply):
        assert (
            error(client.chat_postMessage, channel=room.id, text="x", thread_ts=ts)
            == "cannot_reply_to_message"
        )


def test_a_link_to_a_reply_names_its_thread(client, room, error):
    first = client.chat_postMessage(channel=room.id, text="first")["ts"]
    reply = client.chat_postMessage(channel=room.id, text="reply", thread_ts=first)["ts"]

    link = client.chat_getPermalink(channel=room.id, message_ts=reply)["permalink"]

    assert link.endswith(f"?thread_ts={first}&cid={room.id}")
    assert error(client.chat_getPermalink, channel=room.id, message_ts="1.0") == (
        "message_not_found"
    )


def test_a_post_says_what_is_wrong_and_where(slack, client, room):
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(
            channel=room.id, text="x", blocks=[{"type": "header", "text": "Title"}]
        )
    slack.expects_refusal("invalid_blocks")

    assert caught.value.response["response_metadata"]["messages"] == [
        "[ERROR] must provide an object [json-pointer:/blocks/0/text]"
    ]
    assert caught.value.response["errors"] == [
        "must provide an object [json-pointer:/blocks/0/text]"
    ]


@pytest.mark.parametrize(
    "name", ["chat_postMessage", "chat_postEphemeral", "chat_update", "chat_scheduleMessage"]
)
def test_every_way_to_send_a_message_is_judged(slack, client, room, error, name):
    ts = client.chat_postMessage(channel=room.id, text="x")["ts"]
    more = {
        "chat_postEphemeral": {"user": slack.person("Ana").id},
        "chat_update": {"ts": ts},
        "chat_scheduleMessage": {"post_at": in_(slack, days=1)},
    }.get(name, {})
    send = getattr(client, name)
    broken = [{"type": "alert", "text": {"type": "plain_text", "text": "no"}}]

    assert error(send, channel=room.id, text="x", blocks=broken, **more) == "invalid_blocks"
    assert error(send, channel=room.id, markdown_text="x", text="y", **more) == (
        "markdown_text_conflict"
    )
    method = name.replace("_", ".", 1)
    body = {"channel": room.id, "text": "", **more}
    assert error(client.api_call, api_method=method, json=body) == "no_text"
    assert error(send, channel=room.id, markdown_text="x" * 12_001, **more) == "msg_too_long"


def test_a_post_is_cut_where_an_update_is_refused(client, room, error):
    ts = client.chat_postMessage(channel=room.id, text="x" * 40_001)["ts"]

    assert len(room.last_message.text) == 40_000
    assert error(client.chat_update, channel=room.id, ts=ts, text="x" * 4001) == "msg_too_long"


def test_an_update_keeps_blocks_unless_new_ones_are_given(client, room):
    blocks = [{"type": "divider"}]
    ts = client.chat_postMessage(channel=room.id, text="a", blocks=blocks)["ts"]

    client.chat_update(channel=room.id, ts=ts, text="b")
    assert room.last_message.blocks == blocks

    client.chat_update(channel=room.id, ts=ts, text="c", blocks=[])
    assert room.last_message.blocks == []


def test_another_name_needs_its_own_scope_and_as_user_is_gone(client, room, error):
    assert error(client.chat_postMessage, channel=room.id, text="x", username="Other") == (
        "missing_scope"
    )
    assert error(client.chat_postMessage, channel=room.id, text="x", as_user=True) == (
        "as_user_not_supported"
    )


def test_metadata_has_a_form(client, room, error):
    for metadata in ({"event_type": "x"}, {"event_payload": {}}, [1]):
        assert error(client.chat_postMessage, channel=room.id, text="x", metadata=metadata) == (
            "invalid_metadata_format"
        )


def test_what_a_person_types_is_told_as_rich_text(slack, client, room):
    ana = slack.person("Ana")
    ana.types("Hi @marcus, see *this*: https://x or `code` & more :wave:", in_=room)

    [message] = client.conversations_history(channel=room.id)["messages"]
    [block] = message["blocks"]
    [section] = block["elements"]

    assert block["type"] == "rich_text"
    assert [piece["type"] for piece in section["elements"]][:4] == ["text", "user", "text", "text"]
    assert {"type": "text", "text": "this", "style": {"bold": True}} in section["elements"]
    assert {"type": "text", "text": "code", "style": {"code": True}} in section["elements"]
    assert section["elements"][-1] == {"type": "emoji", "name": "wave"}
    assert any(piece.get("text") == " & more " for piece in section["elements"])


def test_a_scheduled_message_is_posted_when_it_is_due(slack, client, room):
    at = in_(slack, hours=2)
    made = client.chat_scheduleMessage(channel=room.id, text="later", post_at=at)

    [listed] = client.chat_scheduledMessages_list(channel=room.id)["scheduled_messages"]
    slack.hub.clock.advance(hours=1)
    assert room.messages == []
    slack.hub.clock.advance(hours=2)

    assert listed["id"] == made["scheduled_message_id"]
    assert room.last_message.text == "later"
    assert client.chat_scheduledMessages_list()["scheduled_messages"] == []


def test_a_scheduled_message_with_metadata_never_posts(slack, client, room):
    metadata = {"event_type": "e", "event_payload": {}}
    client.chat_scheduleMessage(
        channel=room.id, text="later", post_at=in_(slack, hours=2), metadata=metadata
    )

    assert post_due(slack.hub, slack.hub.clock.now() + timedelta(hours=3)) == []
    assert room.messages == []


def test_a_scheduled_message_is_taken_back_unless_it_is_going_out(slack, client, room, error):
    soon = client.chat_scheduleMessage(channel=room.id, text="soon", post_at=in_(slack, seconds=50))
    made = client.chat_scheduleMessage(channel=room.id, text="later", post_at=in_(slack, hours=2))

    for identifier in (soon["scheduled_message_id"], "Q0"):
        assert (
            error(
                client.chat_deleteScheduledMessage,
                channel=room.id,
                scheduled_message_id=identifier,
            )
            == "invalid_scheduled_message_id"
        )
    client.chat_deleteScheduledMessage(
        channel=room.id, scheduled_message_id=made["scheduled_message_id"]
    )

    assert len(client.chat_scheduledMessages_list()["scheduled_messages"]) == 1


def test_a_schedule_has_its_bounds(slack, client, room, error):
    schedule = client.chat_scheduleMessage

    assert error(schedule, channel=room.id, text="x", post_at=in_(slack, days=-1)) == "time_in_past"
    assert error(schedule, channel=room.id, text="x", post_at=in_(slack, days=121)) == (
        "time_too_far"
    )
    assert error(schedule, channel=room.id, text="x", post_at="noon") == "invalid_time"
    at = in_(slack, days=2)
    for n in range(30):
        schedule(channel=room.id, text="x", post_at=at + n)
    assert error(schedule, channel=room.id, text="x", post_at=at) == "restricted_too_many"
    schedule(channel=room.id, text="x", post_at=at + 330)
    assert error(client.chat_scheduledMessages_list, channel="C0") == "invalid_channel"


def test_a_schedule_survives_a_restart(tmp_path):
    with Workspace(RICH, home=tmp_path) as slack:
        client = WebClient(token=slack.bot_token, base_url=slack.base_url)
        room = slack.channel("hotspots")
        client.chat_scheduleMessage(channel=room.id, text="later", post_at=in_(slack, hours=2))

    with Workspace(RICH, home=tmp_path) as slack:
        slack.hub.clock.advance(hours=3)
        assert slack.channel("hotspots").last_message.text == "later"


def test_an_answer_is_streamed(slack, client):
    ana = slack.person("Ana")
    ana.types("what is near?", in_=ana.direct)
    thread = ana.direct.last_message.ts
    stream = client.chat_stream(channel=ana.direct.id, thread_ts=thread, buffer_size=1)

    stream.append(markdown_text="Two ")
    stream.append(markdown_text="places.")
    message = ana.direct.last_message
    assert (message.streaming, message.text) == (True, "Two places.")
    stream.stop(blocks=load("good")["messages"]["feedback"]["blocks"])

    message = ana.direct.last_message
    assert message.streaming is False
    assert [block["type"] for block in message.blocks] == ["markdown", "context_actions"]


def test_words_after_a_streamed_block_are_said_once(slack, client):
    ana = slack.person("Ana")
    ana.types("what is near?", in_=ana.direct)
    room = ana.direct
    written = {"type": "blocks", "blocks": [{"type": "markdown", "text": "One."}]}
    ts = client.chat_startStream(channel=room.id, thread_ts=room.last_message.ts, chunks=[written])[
        "ts"
    ]
    for words in (" Two.", " Three."):
        client.chat_appendStream(channel=room.id, ts=ts, markdown_text=words)
    client.chat_stopStream(channel=room.id, ts=ts)

    assert [each["text"] for each in room.last_message.blocks] == ["One. Two. Three."]


def test_steps_of_a_stream_are_shown_by_their_last_word(slack, client):
    ana = slack.person("Ana")
    ana.types("what is near?", in_=ana.direct)
    room = ana.direct
    step = {"type": "task_update", "id": "t", "title": "Look", "status": "in_progress"}
    ts = client.chat_startStream(
        channel=room.id, thread_ts=room.last_message.ts, task_display_mode="plan", chunks=[step]
    )["ts"]
    client.chat_appendStream(
        channel=room.id,
        ts=ts,
        chunks=[
            step | {"status": "complete", "details": "all of it"},
            {"type": "plan_update", "title": "Plan"},
            {"type": "blocks", "blocks": [{"type": "divider"}]},
        ],
    )
    client.chat_stopStream(channel=room.id, ts=ts)

    [plan, divider] = room.last_message.blocks
    assert (plan["title"], plan["tasks"][0]["status"]) == ("Plan", "complete")
    assert divider == {"type": "divider"}


def test_a_stream_is_refused_what_slack_refuses(slack, client, room, error):
    team, ana = slack.team_id, slack.person("Ana")
    first = client.chat_postMessage(channel=room.id, text="first")["ts"]
    here = {"channel": room.id, "thread_ts": first}
    start = client.chat_startStream

    assert error(start, **here) == "missing_recipient_user_id"
    assert error(start, **here, recipient_user_id=ana.id) == "missing_recipient_team_id"
    reader = {"recipient_user_id": ana.id, "recipient_team_id": team}
    assert error(start, **here, **(reader | {"recipient_user_id": "U0"})) == "user_not_found"
    assert error(start, **here, **(reader | {"recipient_team_id": "T0"})) == "team_not_found"
    ts = start(**here, **reader)["ts"]
    assert error(client.chat_appendStream, channel=room.id, ts=ts, chunks=[]) == "no_text"
    assert error(client.chat_appendStream, channel=room.id, ts=first, markdown_text="x") == (
        "message_not_in_streaming_state"
    )
    assert error(client.chat_appendStream, channel=room.id, ts=ts, chunks=[{"type": "song"}]) == (
        "invalid_chunks"
    )
    fifty = {"type": "blocks", "blocks": [{"type": "divider"}] * 50}
    client.chat_appendStream(channel=room.id, ts=ts, chunks=[fifty])
    assert (
        error(
            client.chat_appendStream,
            channel=room.id,
            ts=ts,
            chunks=[{"type": "blocks", "blocks": [{"type": "divider"}]}],
        )
        == "msg_blocks_too_many"
    )
    assert error(client.chat_update, channel=room.id, ts=ts, text="x") == "streaming_state_conflict"
    ana.types("mine", in_=room)
    assert (
        error(
            client.chat_appendStream,
            channel=room.id,
            ts=room.last_message.ts,
            markdown_text="x",
        )
        == "message_not_owned_by_app"
    )
    client.chat_stopStream(channel=room.id, ts=ts)
    assert error(client.chat_stopStream, channel=room.id, ts=ts) == (
        "message_not_in_streaming_state"
    )


def test_blocks_can_be_tried_without_sending_them(slack, client, error):
    good = load("good")
    client.blocks_validate(blocks=good["messages"]["buttons"]["blocks"])
    client.blocks_validate(message=good["messages"]["a text"])
    client.blocks_validate(view=good["dialogs"]["whole"])
    client.blocks_validate(view=good["homes"]["empty"])
    broken = patched(good["dialogs"]["whole"], {"drop": ["/submit"]})

    assert error(client.blocks_validate, view=broken) == "invalid_arguments"
    assert error(client.blocks_validate, blocks=[{"type": "shout"}]) == "invalid_blocks"
    assert error(client.blocks_validate) == "invalid_arguments"
    assert client.api_test(foo="bar")["args"] == {"foo": "bar"}
    assert error(client.api_test, error="my_error") == "my_error"
