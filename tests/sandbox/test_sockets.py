"""Bolt's own Socket Mode handler against the workspace."""

from concurrent.futures import ThreadPoolExecutor

from slack_bolt.adapter.socket_mode import SocketModeHandler

from sandbox.testing import Workspace


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


def test_an_app_that_never_acknowledges_leaves_slacks_error_line(manifest, make_app):
    from slack_bolt import App
    from slack_sdk import WebClient

    with Workspace(manifest, ack_seconds=0.05) as slack:
        client = WebClient(token=slack.bot_token, base_url=slack.base_url)
        app = App(client=client)
        app.command("/silent")(lambda: None)
        handler = SocketModeHandler(app, slack.app_token)
        handler.connect()
        slack.waits_for_bot()

        seen = slack.person("Ana").types("/silent")
        handler.close()

    assert 'failed with the error "operation_timeout"' in seen


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
    import pytest
    from websockets.exceptions import InvalidStatus
    from websockets.sync.client import connect

    address = slack.address.replace("http", "ws")
    with pytest.raises(InvalidStatus):
        connect(f"{address}/link/?ticket=guessed")
