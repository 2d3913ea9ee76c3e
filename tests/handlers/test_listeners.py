"""What guards every door: who, where, whether, once, and what is said when it fails."""

import json
from dataclasses import replace

import pytest
import structlog
from slack_bolt import App
from slack_bolt.request import BoltRequest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers import commands
from handlers.blocks import Message
from handlers.listeners import build_app, register
from handlers.surface import Action, Command, Dialog, Event, Feature
from knowledge.access import Permission
from knowledge.errors import UsageError
from sandbox.testing import InlineExecutor

SECRET = "who said this sentence"


def feature(door):
    return Feature(
        commands=(Command(("try",), "Tries.", Permission.HELP_READ, door),),
        actions=(Action("try.button", Permission.DATA_READ, door),),
        dialogs=(Dialog("try.dialog", Permission.HELP_READ, door),),
        events=(Event("app_mention", Permission.HELP_READ, door),),
    )


@pytest.fixture
def opened():
    """What was called, in order."""
    return []


@pytest.fixture
def answers(tools_of_slack, opened):
    """Dispatch to an app whose only feature has the given door."""
    slack, tools = tools_of_slack

    def make(door=opened.append):
        client = WebClient(token=slack.bot_token, base_url=slack.base_url)
        app = App(
            client=client, token_verification_enabled=False, listener_executor=InlineExecutor()
        )
        register(app, tools, [feature(door)], InlineExecutor())
        return lambda body: app.dispatch(BoltRequest(mode="socket_mode", body=body))

    return make


@pytest.fixture
def tools_of_slack(sqlite_engine, make_tools, start):
    tools = make_tools(sqlite_engine)
    return start(tools), tools


@pytest.fixture
def typed(tools_of_slack):
    slack, _tools = tools_of_slack

    def body(text="", **more):
        return {
            "command": "/try",
            "text": text,
            "team_id": slack.team_id,
            "user_id": slack.person("Lee").id,
            "channel_id": slack.channel("hotspots").id,
            "response_url": f"{slack.address}/respond/none",
            "trigger_id": "1.2",
        } | more

    return body


@pytest.fixture
def pressed(tools_of_slack):
    slack, _tools = tools_of_slack

    def body(by="Ana", **more):
        return {
            "type": "block_actions",
            "team": {"id": slack.team_id},
            "user": {"id": slack.person(by).id, "team_id": slack.team_id},
            "container": {"channel_id": slack.person(by).direct.id, "message_ts": "1.0"},
            "actions": [{"action_id": "try.button:1", "block_id": "b", "type": "button",
                         "value": "x"}],
            "trigger_id": "1.2",
        } | more  # fmt: skip

    return body


@pytest.fixture
def mentioned(tools_of_slack):
    slack, _tools = tools_of_slack

    def body(event_id="Ev1", **more):
        event = {
            "type": "app_mention",
            "user": slack.person("Lee").id,
            "channel": slack.channel("hotspots").id,
            "text": SECRET,
            "ts": "1.0",
        } | more
        return {
            "type": "event_callback", "event_id": event_id, "team_id": slack.team_id,
            "event": event,
        }  # fmt: skip

    return body


def test_door_learns_who_asks_and_where(answers, typed, opened, tools_of_slack):
    slack, _tools = tools_of_slack
    response = answers()(typed("some words"))

    assert response.status == 200
    (call,) = opened
    assert call.member.slack_user == slack.person("Lee").id
    assert (call.text, call.channel) == ("some words", slack.channel("hotspots").id)


def test_what_slack_escaped_is_put_back(answers, typed, opened):
    answers()(typed("b &amp; c &lt;d&gt;"))

    assert opened[0].text == "b & c <d>"


def test_a_person_of_an_unknown_workspace_is_turned_away(answers, typed, opened):
    response = answers()(typed(team_id="T0NOBODY"))

    assert "one coalition's own workspace" in response.body
    assert not opened


def test_a_person_of_another_workspace_is_turned_away(answers, pressed, opened, tools_of_slack):
    slack, _tools = tools_of_slack
    ana = slack.person("Ana")

    answers()(pressed(user={"id": ana.id, "team_id": "T0OTHER"}))

    assert not opened
    ana.sees("one coalition's own workspace", in_=ana.direct)


def test_a_button_is_refused_to_whoever_may_not(answers, pressed, opened, tools_of_slack):
    slack, _tools = tools_of_slack
    answer = answers()

    answer(pressed("Lee"))
    assert not opened
    slack.person("Lee").sees("for coordinators", in_=slack.person("Lee").direct)
    answer(pressed("Ana"))
    assert len(opened) == 1


def test_a_usage_error_is_the_answer_to_the_command(answers, typed):
    def door(call):
        raise UsageError("Write `this` & <that>.")

    response = answers(door)(typed())

    assert response.status == 200
    assert "Write `this` &amp; &lt;that&gt;." in response.body
    assert "ephemeral" in response.body


def test_any_other_error_is_acknowledged_and_told_with_a_reference(answers, typed):
    def door(call):
        raise RuntimeError(SECRET)

    with structlog.testing.capture_logs() as logs:
        response = answers(door)(typed(SECRET))

    (line,) = logs
    assert response.status == 200
    assert line["reference"] in response.body
    assert (line["door"], line["error"]) == ("/try", "RuntimeError")
    assert any("door:" in frame for frame in line["where"])
    assert SECRET not in response.body + str(logs)


@pytest.mark.parametrize(
    ("needed", "named"),
    [("files:write", "`files:write`"), ("a:b, c:d", "`a:b`, `c:d`"), (None, "a permission in")],
)
def test_a_scope_that_slack_misses_is_named_with_what_to_do(answers, typed, needed, named):
    def door(call):
        raise SlackApiError("no", {"error": "missing_scope", "needed": needed})

    with structlog.testing.capture_logs() as logs:
        response = answers(door)(typed())

    said = json.loads(response.body)["text"]
    assert named in said
    assert "manifest.json" in said
    assert "reinstalls" in said
    assert [line["kind"] for line in logs] == ["missing_scope"]


def test_a_scope_that_is_missing_later_is_named_too(answers, mentioned, tools_of_slack):
    slack, _tools = tools_of_slack

    def work():
        raise SlackApiError("no", {"error": "missing_scope", "needed": "im:write"})

    answers(lambda call: call.later(work))(mentioned())

    slack.person("Lee").sees("im:write", in_=slack.channel("hotspots"))


def test_an_error_that_cannot_be_told_is_logged_too(answers, mentioned, tools_of_slack):
    slack, _tools = tools_of_slack

    def door(call):
        raise RuntimeError(SECRET)

    slack.expects_refusal("channel_not_found")
    with structlog.testing.capture_logs() as logs:
        answers(door)(mentioned(channel="C0NOWHERE"))

    assert [line["error"] for line in logs] == ["RuntimeError", "SlackApiError"]
    assert logs[1]["kind"] == "channel_not_found"
    assert SECRET not in str(logs)


def test_a_door_that_says_nothing_is_acknowledged_all_the_same(answers, typed, pressed):
    assert answers()(typed()).status == 200
    assert answers()(pressed()).status == 200


def test_an_event_that_is_delivered_again_is_not_acted_on(answers, mentioned, opened):
    answer = answers()

    for event in ("Ev1", "Ev1", "Ev2"):
        answer(mentioned(event))

    assert len(opened) == 2


def test_a_database_that_fails_on_a_mention_is_told_and_nothing_is_done(
    tools_of_slack, mentioned, opened
):
    slack, tools = tools_of_slack

    def fail():
        raise RuntimeError("locked")

    client = WebClient(token=slack.bot_token, base_url=slack.base_url)
    app = App(client=client, token_verification_enabled=False, listener_executor=InlineExecutor())
    register(app, replace(tools, begin=fail), [feature(opened.append)], InlineExecutor())

    with structlog.testing.capture_logs() as logs:
        app.dispatch(BoltRequest(mode="socket_mode", body=mentioned()))

    assert not opened
    slack.person("Lee").sees(logs[0]["reference"], in_=slack.channel("hotspots"))


@pytest.mark.parametrize("more", [{"bot_id": "B1"}, {"subtype": "message_changed"}, {"user": ""}])
def test_what_no_person_said_is_not_acted_on(answers, mentioned, opened, more):
    answers()(mentioned(**more))

    assert not opened


def test_mention_is_answered_privately_in_its_thread(answers, mentioned, tools_of_slack):
    slack, _tools = tools_of_slack

    answers(lambda call: call.tell(Message("hello")))(mentioned(thread_ts="1.0"))

    (line,) = slack.calls("chat.postEphemeral")
    assert (line["text"], line["thread_ts"]) == ("hello", "1.0")


def submitted(slack, by, state):
    return {
        "type": "view_submission",
        "team": {"id": slack.team_id},
        "user": {"id": slack.person(by).id, "team_id": slack.team_id},
        "view": {
            "id": "V1", "type": "modal", "callback_id": "try.dialog", "private_metadata": "kept",
            "state": {"values": state},
        },
    }  # fmt: skip


def test_dialog_brings_its_fields_and_what_it_carried(answers, opened, tools_of_slack):
    slack, _tools = tools_of_slack
    state = {
        "menu": {"menu": {"type": "static_select", "selected_option": {"value": "a"}}},
        "none": {"none": {"type": "static_select", "selected_option": None}},
        "day": {"day": {"type": "datepicker", "selected_date": "2026-11-22"}},
    }

    answers()(submitted(slack, "Lee", state))

    assert opened[0].state == {"menu": "a", "none": None, "day": "2026-11-22"}
    assert opened[0].text == "kept"


def test_an_error_in_a_dialog_is_shown_on_top_of_it(answers, tools_of_slack):
    slack, _tools = tools_of_slack

    def door(call):
        raise UsageError("Pick a day.")

    response = answers(door)(submitted(slack, "Lee", {}))

    assert '"response_action": "push"' in response.body
    assert "Pick a day." in response.body


def test_an_error_after_a_dialog_closed_comes_as_a_message(answers, tools_of_slack):
    slack, _tools = tools_of_slack
    lee = slack.person("Lee")

    def door(call):
        call.ack()
        raise UsageError("Pick a day.")

    answers(door)(submitted(slack, "Lee", {}))

    lee.sees("Pick a day.", in_=lee.direct)


def test_posts_are_never_repeated_when_a_connection_breaks(tools_of_slack):
    slack, tools = tools_of_slack

    app = build_app(slack.bot_token, slack.base_url, tools, InlineExecutor())

    handlers = [type(one).__name__ for one in app.client.retry_handlers]
    assert handlers == ["RateLimitErrorRetryHandler"]


def test_command_is_answered_while_its_work_still_waits(tools_of_slack, typed):
    slack, tools = tools_of_slack
    waiting = []

    class Busy(InlineExecutor):
        def submit(self, fn, /, *args, **kwargs):
            waiting.append(lambda: fn(*args, **kwargs))

    def work():
        raise UsageError("Too late for that.")

    def door(call):
        call.tell(Message("Working."))
        call.later(work)

    client = WebClient(token=slack.bot_token, base_url=slack.base_url)
    app = App(client=client, token_verification_enabled=False, listener_executor=InlineExecutor())
    register(app, tools, [feature(door)], Busy())

    response = app.dispatch(BoltRequest(mode="socket_mode", body=typed()))

    assert "Working." in response.body
    assert len(waiting) == 1


def test_what_goes_wrong_later_is_told_as_well(answers, mentioned, tools_of_slack):
    slack, _tools = tools_of_slack

    def work():
        raise UsageError("Too late for that.")

    answers(lambda call: call.later(work))(mentioned())

    slack.person("Lee").sees("Too late for that.", in_=slack.channel("hotspots"))


def test_a_command_is_found_by_any_of_its_names():
    known = (
        Command(("hotspots", "map"), "", Permission.HELP_READ, lambda call: None),
        Command(("coalition data",), "", Permission.HELP_READ, lambda call: None),
    )

    assert commands.find(known, "/map Kensington  90d") == (known[0], "Kensington 90d")
    assert commands.find(known, "HOTSPOTS") == (known[0], "")
    assert commands.find(known, "/coalition data") == (known[1], "")
    assert commands.find(known, "data please") == (known[1], "please")
    assert commands.find(known, "/coalition") is None
    assert commands.find(known, "hello") is None
    assert commands.find(known, "Coalition DATA") == (known[1], "")
    assert commands.find(known, "/Coalition Hotspots Kensington") == (known[0], "Kensington")
    assert commands.find(known, "") is None
