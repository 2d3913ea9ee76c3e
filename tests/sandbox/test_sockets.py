"""Bolt's own Socket Mode handler against the workspace."""

import json
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress

import pytest
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.response import SocketModeResponse
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from sandbox.testing import Workspace


@contextmanager
def listening(slack, listen, **options):
    """Slack's own client, unmodified, once it has read the workspace's hello."""
    web = WebClient(base_url=slack.base_url)
    client = SocketModeClient(app_token=slack.app_token, web_client=web, **options)
    began = threading.Event()
    client.message_listeners.append(lambda *_: began.set())
    client.socket_mode_request_listeners.append(listen)
    client.connect()
    assert began.wait(5)
    yield client
    client.close()


@pytest.fixture
def dial(slack):
    """Make connections of our own, each after its first message."""
    with ExitStack() as held:
        yield lambda: _dial(slack, held)


def _dial(slack, held):
    url = WebClient(base_url=slack.base_url).apps_connections_open(app_token=slack.app_token)["url"]
    socket = held.enter_context(connect(url))
    first = json.loads(socket.recv(timeout=10))
    if first["type"] == "hello":
        slack.waits_for_bot(first["num_connections"])  # it counts only after it was greeted
    return socket, first


def acknowledge(client, request):
    client.send_socket_mode_response(SocketModeResponse(envelope_id=request.envelope_id))


def test_a_flow_by_socket_mode_reads_as_in_line(connected):
    ana = connected.person("Ana")

    ana.types("/form", in_=connected.channel("hotspots"))
    ana.fills("Place", "Malcolm X Park")
    ana.chooses("Cookout", of="Sort of event")
    ana.submits()

    ana.sees("Planned at Malcolm X Park")


def test_a_button_is_found_once_it_arrives(connected):
    ana = connected.person("Ana")
    ana.types("/greet Lee")

    ana.clicks("Wave back")

    ana.sees("You waved.")


def test_a_dialog_with_errors_stays_open(connected):
    ana = connected.person("Ana")
    ana.types("/form")
    ana.fills("Place", "nowhere")
    ana.chooses("Cookout", of="Sort of event")

    assert "! We do not know that place." in ana.submits()


def test_without_an_app_the_person_is_told_kindly(slack):
    assert "Greeter is not connected right now" in slack.person("Ana").types("/greet")


def test_an_app_that_never_acknowledges_leaves_slacks_error_line(manifest):
    with (
        Workspace(manifest, ack_seconds=0.05) as slack,
        listening(slack, lambda *_: None),
    ):
        seen = slack.person("Ana").types("/silent")

    assert 'failed with the error "operation_timeout"' in seen


def test_an_event_nobody_acknowledged_comes_again_with_its_number(manifest):
    heard = []
    with (
        Workspace(manifest, ack_seconds=0.05) as slack,
        listening(slack, lambda _, request: heard.append(request)),
    ):
        slack.person("Ana").opens_home()
        slack.clock.advance(minutes=7)
        slack.expects_refusal("http_timeout")

    told = [(each.retry_attempt, each.retry_reason) for each in heard]
    assert told == [(0, "")] + [(number, "http_timeout") for number in (1, 2, 3)]
    assert len({each.payload["event_id"] for each in heard}) == 1
    assert len({each.envelope_id for each in heard}) == 4


def test_an_event_waits_for_an_app_that_connects_later(slack):
    slack.person("Ana").opens_home()
    heard = []

    def listen(client, request):
        heard.append(request.retry_attempt)
        acknowledge(client, request)

    with listening(slack, listen):
        slack.clock.advance(minutes=1)

    assert heard == [2]


def test_refreshes_lose_and_double_nothing(slack):
    heard = Counter()

    def listen(client, request):
        heard[request.payload["text"]] += 1
        acknowledge(client, request)

    with listening(slack, listen), ThreadPoolExecutor(4) as pool:
        people = [slack.person(name) for name in ("Ana", "Marcus", "Priya", "Lee")]
        for batch in range(4):
            texts = [f"/greet {batch}-{number}" for number in range(25)]
            sent = [pool.submit(people[n % 4].types, text) for n, text in enumerate(texts)]
            slack.sockets.refresh()
            assert not any(each.result() for each in sent)

    assert len(heard) == 100
    assert set(heard.values()) == {1}


def test_a_warned_connection_ends_ten_seconds_later(slack, dial):
    socket, hello = dial()
    assert hello["num_connections"] == 1
    assert hello["connection_info"] == {"app_id": slack.hub.app_id}

    slack.sockets.warn()
    assert json.loads(socket.recv(timeout=10))["reason"] == "warning"
    slack.clock.advance(seconds=10)

    assert json.loads(socket.recv(timeout=10))["reason"] == "refresh_requested"
    with pytest.raises(ConnectionClosed):
        socket.recv(timeout=10)


def test_the_eleventh_connection_is_one_too_many(slack, dial):
    held = [dial() for _ in range(10)]
    assert [hello["num_connections"] for _, hello in held] == list(range(1, 11))

    _, told = dial()

    assert told["type"] == "disconnect"
    assert told["reason"] == "too_many_websockets"


def test_connections_that_were_told_to_go_do_not_count_against_the_ten(slack, dial):
    for _ in range(10):
        dial()
    slack.sockets.refresh()

    assert dial()[1]["type"] == "hello"


def test_a_frame_that_says_nothing_leaves_the_connection_open(slack, dial):
    socket, _ = dial()
    for frame in ("no json", "[1]", '{"envelope_id": []}', "{}"):
        socket.send(frame)

    with ThreadPoolExecutor(1) as pool:
        typed = pool.submit(slack.person("Ana").types, "/silent")
        envelope = json.loads(socket.recv(timeout=10))
        socket.send(json.dumps({"envelope_id": envelope["envelope_id"]}))
        assert typed.result(10) == ""


def test_an_envelope_on_a_connection_that_breaks_fails_at_once(slack, dial):
    sockets = [dial()[0] for _ in range(2)]
    began = time.monotonic()

    with ThreadPoolExecutor(1) as pool:
        typed = pool.submit(slack.person("Ana").types, "/silent")
        for socket in sockets:
            with suppress(TimeoutError):
                socket.recv(timeout=0.3)
                socket.close()
                break
        assert 'failed with the error "dispatch_failed"' in typed.result(10)

    assert time.monotonic() - began < 2.5, "an acknowledgement may take three seconds"


def test_socket_mode_can_be_turned_off(slack, dial):
    socket, _ = dial()
    slack.sockets.disable()
    assert json.loads(socket.recv(timeout=10))["reason"] == "link_disabled"
    assert dial()[1]["reason"] == "link_disabled"

    slack.sockets.enable()
    assert dial()[1]["type"] == "hello"


def test_the_client_comes_back_when_its_connection_breaks(slack):
    with listening(slack, acknowledge, ping_interval=0.1):
        slack.sockets.drop()
        slack.person("Ana").waits_until(lambda: slack.sockets.count == 0, "waits for the break")
        slack.waits_for_bot()
        assert slack.person("Ana").types("/silent") == ""


def test_envelopes_go_to_several_connections_and_none_is_lost(slack, make_app):
    handlers = [SocketModeHandler(make_app(), slack.app_token) for _ in range(3)]
    for handler in handlers:
        handler.connect()
    slack.waits_for_bot(connections=3)

    people = [slack.person(name) for name in ("Ana", "Marcus", "Priya", "Lee")]
    with ThreadPoolExecutor(4) as pool:
        for _ in range(5):
            list(pool.map(lambda person: person.types("/greet friend"), people))
    for person in people:
        person.waits_until(lambda person=person: len(person.direct.messages) == 5, "waits for 5")

    for handler in handlers:
        handler.close()


def test_a_connection_needs_a_fresh_ticket(slack):
    address = slack.address.replace("http", "ws")
    with pytest.raises(InvalidStatus):
        connect(f"{address}/link/?ticket=guessed")
