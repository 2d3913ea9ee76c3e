"""What can be made to go wrong, as Slack's own clients meet it."""

import json
import urllib.request
from urllib.error import HTTPError

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

from sandbox.testing import InlineExecutor, Workspace, inline
from tests.sandbox import starter


@pytest.fixture
def client(slack):
    return WebClient(token=slack.bot_token, base_url=slack.base_url, retry_handlers=[])


@pytest.fixture
def room(slack):
    return slack.channel("hotspots")


@pytest.fixture
def starting():
    with Workspace(starter.MANIFEST) as workspace:
        app, heard = starter.make(workspace, listener_executor=InlineExecutor())
        workspace.delivers_to(inline(app))
        yield workspace, heard


def test_a_call_is_refused_as_often_as_asked_and_then_goes_well(slack, client, room):
    slack.faults.fail("chat.postMessage", "ratelimited", retry_after=2, times=2)

    for _ in range(2):
        with pytest.raises(SlackApiError) as refused:
            client.chat_postMessage(channel=room.id, text="hi")
        assert refused.value.response.status_code == 429
        assert refused.value.response.headers["Retry-After"] == "2"
    client.chat_postMessage(channel=room.id, text="hi")

    assert [each.text for each in room.messages] == ["hi"]
    assert slack.refused == []


def test_slacks_own_retry_handler_gets_through(slack, room, monkeypatch):
    slept = []
    monkeypatch.setattr("time.sleep", slept.append)
    client = WebClient(
        token=slack.bot_token,
        base_url=slack.base_url,
        retry_handlers=[RateLimitErrorRetryHandler(max_retry_count=1)],
    )
    slack.faults.fail("chat.postMessage", "ratelimited", retry_after=7)

    client.chat_postMessage(channel=room.id, text="once")

    assert [int(each) for each in slept] == [7]
    assert len(room.messages) == 1


def test_a_server_error_carries_its_status(slack, client, room):
    slack.faults.fail("*", status=503)

    with pytest.raises(SlackApiError) as refused:
        client.chat_postMessage(channel=room.id, text="hi")

    assert refused.value.response.status_code == 503
    assert room.messages == []


def test_a_connection_dropped_after_the_post_leaves_the_post(slack, client, room):
    slack.faults.drop("chat.postMessage")
    with pytest.raises(OSError, match=r"closed connection|reset"):
        client.chat_postMessage(channel=room.id, text="stored")

    slack.faults.drop("chat.postMessage", stored=False)
    with pytest.raises(OSError, match=r"closed connection|reset"):
        client.chat_postMessage(channel=room.id, text="not stored")

    assert [each.text for each in room.messages] == ["stored"]


def test_slacks_default_client_posts_twice_when_the_connection_drops(slack, room):
    slack.faults.drop("chat.postMessage")

    WebClient(token=slack.bot_token, base_url=slack.base_url).chat_postMessage(
        channel=room.id, text="twice"
    )

    assert [each.text for each in room.messages] == ["twice", "twice"]


def test_a_slow_answer_meets_the_clients_patience(slack, room):
    slack.faults.slow("chat.postMessage", seconds=0.2)
    hasty = WebClient(
        token=slack.bot_token,
        base_url=slack.base_url,
        timeout=0.05,
        retry_handlers=[],
    )

    with pytest.raises(TimeoutError):
        hasty.chat_postMessage(channel=room.id, text="late")


def test_posts_in_a_channel_are_one_a_second_after_a_burst(slack, client, room):
    slack.faults.rate_limits = True
    slack.clock.runs_at(0)
    for _ in range(5):
        client.chat_postMessage(channel=room.id, text="hi")

    with pytest.raises(SlackApiError) as refused:
        client.chat_postMessage(channel=room.id, text="hi")
    assert refused.value.response.headers["Retry-After"] == "1"

    client.chat_postMessage(channel=slack.person("Ana").id, text="elsewhere")
    slack.clock.advance(seconds=1)
    client.chat_postMessage(channel=room.id, text="hi")


def test_other_methods_follow_their_tier(slack, client):
    slack.faults.rate_limits = True
    slack.clock.runs_at(0)
    for _ in range(20):
        client.conversations_list()

    with pytest.raises(SlackApiError) as refused:
        client.conversations_list()
    assert refused.value.response.headers["Retry-After"] == "60"

    slack.clock.advance(minutes=1)
    client.conversations_list()


def test_an_event_arrives_twice_the_second_time_as_a_retry(starting):
    slack, heard = starting
    slack.faults.duplicate_events()

    slack.person("Ana").opens_home()
    slack.person("Ana").opens_home()

    assert len(heard) == 3
    assert heard[0]["event_id"] == heard[1]["event_id"] != heard[2]["event_id"]


def test_events_arrive_out_of_order(starting):
    slack, heard = starting
    slack.faults.swap_events()
    room = slack.channel("hotspots")

    slack.person("Ana").types("first", in_=room)
    assert heard == []
    slack.person("Ana").types("second", in_=room)

    assert [each["event"]["text"] for each in heard] == ["second", "first"]


@pytest.mark.parametrize("after", ["settles", "clear"])
def test_an_event_held_back_arrives_though_no_other_follows(starting, after):
    slack, heard = starting
    slack.faults.swap_events()
    slack.person("Ana").types("only", in_=slack.channel("hotspots"))

    slack.settles() if after == "settles" else slack.faults.clear()

    assert [each["event"]["text"] for each in heard] == ["only"]


@pytest.mark.parametrize(
    ("fault", "given"),
    [
        ("fail", {"times": 0}),
        ("fail", {"status": "500"}),
        ("fail", {"retry_after": None}),
        ("slow", {"seconds": "1"}),
        ("drop", {"times": -1}),
        ("swap_events", {"times": 0}),
    ],
)
def test_a_fault_that_says_nothing_sensible_is_refused(slack, fault, given):
    method = {} if fault == "swap_events" else {"method": "chat.postMessage"}
    body = json.dumps({"do": fault, **method, **given}).encode()
    asked = urllib.request.Request(
        f"{slack.address}/_control/faults", body, {"Content-Type": "application/json"}
    )

    with pytest.raises(HTTPError) as refused:
        urllib.request.urlopen(asked)
    refused.value.close()

    assert refused.value.code == 400
    assert slack.faults.listed()["calls"] == []


def test_triggers_can_be_too_old_from_the_start(slack, client):
    slack.faults.expire_triggers()

    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        client.views_open(trigger_id=slack.hub.trigger(slack.person("Ana").id), view=starter.MODAL)
    slack.expects_refusal("expired_trigger_id")


def test_a_trigger_lives_three_seconds_and_once(slack, client):
    view = starter.MODAL
    slack.clock.runs_at(0)
    first, second = (slack.hub.trigger(slack.person("Ana").id) for _ in range(2))
    slack.clock.advance(seconds=3)
    client.views_open(trigger_id=first, view=view)

    with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
        client.views_open(trigger_id=first, view=view)
    slack.clock.advance(seconds=0.1)
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        client.views_open(trigger_id=second, view=view)
    for error in ("exchanged_trigger_id", "expired_trigger_id"):
        slack.expects_refusal(error)


def test_a_response_url_lives_thirty_minutes_and_five_uses(slack):
    heard = []
    slack.delivers_to(lambda kind, payload: heard.append(payload))
    ana = slack.person("Ana")

    def say(url):
        body = json.dumps({"text": "hi"}).encode()
        urllib.request.urlopen(urllib.request.Request(url, body)).close()

    ana.types("/greet")
    for _ in range(5):
        say(heard[-1]["response_url"])
    with pytest.raises(HTTPError) as used:
        say(heard[-1]["response_url"])
    used.value.close()

    ana.types("/greet")
    slack.clock.advance(minutes=30, seconds=1)
    with pytest.raises(HTTPError) as expired:
        say(heard[-1]["response_url"])
    expired.value.close()

    for error in ("used_url", "expired_url"):
        slack.expects_refusal(error)


def test_a_revoked_token_is_refused_until_it_is_accepted_again(slack, client):
    slack.revokes_token()
    with pytest.raises(SlackApiError, match="token_revoked"):
        client.auth_test()

    slack.faults.clear()
    client.auth_test()


def test_a_fault_can_be_taken_back(slack, client):
    fault = slack.faults.fail("auth.test", times=None)
    slack.faults.fail("team.info", times=None)

    slack.faults.clear(fault.id)

    client.auth_test()
    assert [each["method"] for each in slack.faults.listed()["calls"]] == ["team.info"]


def test_a_channel_the_app_was_taken_out_of_refuses_its_posts(slack, client, room):
    slack.remove("bot", room)

    with pytest.raises(SlackApiError, match="not_in_channel"):
        client.chat_postMessage(channel=room.id, text="hi")
    slack.expects_refusal("not_in_channel")


def test_nothing_is_limited_unless_asked_for(slack, client, room):
    for _ in range(30):
        client.chat_postMessage(channel=room.id, text="hi")

    assert len(room.messages) == 30


def test_a_channel_by_name_and_by_identifier_has_one_limit(slack, client, room):
    slack.faults.rate_limits = True
    slack.clock.runs_at(0)
    for named in (room.id, "hotspots", "#hotspots", room.id, "hotspots"):
        client.chat_postMessage(channel=named, text="hi")

    with pytest.raises(SlackApiError, match="ratelimited"):
        client.chat_postMessage(channel="#hotspots", text="hi")
