"""What an app may answer to a dialog, by a delivery that is only a function."""

import json

import pytest
import requests
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.page.acts import uploaded
from sandbox.testing import Workspace
from tests.sandbox.greeter import FORM, button, option, plain


def dialog(title, *blocks, **more):
    return {"type": "modal", "title": plain(title), "blocks": list(blocks), **more}


@pytest.fixture
def answers():
    """What the app answers to each kind of payload; fill in what the test needs."""
    return {}


@pytest.fixture
def heard():
    return []


@pytest.fixture
def slack(manifest, answers, heard):
    def deliver(kind, payload):
        heard.append(payload)
        return answers.get(payload.get("type", kind))

    with Workspace(manifest, deliver=deliver) as workspace:
        yield workspace


@pytest.fixture
def client(slack):
    return WebClient(token=slack.bot_token, base_url=slack.base_url)


@pytest.fixture
def ana(slack, client, heard):
    """Ana, with the form open and filled in."""
    person = slack.person("Ana")
    person.types("/form")
    client.views_open(trigger_id=heard[-1]["trigger_id"], view=FORM)
    person.fills("Place", "Clark Park")
    person.chooses("Vigil", of="Sort of event")
    return person


def titles(slack, person):
    return [view.body["title"]["text"] for view in slack.hub.state.dialogs[person.id]]


def test_an_update_takes_the_dialogs_place(slack, ana, answers):
    answers["view_submission"] = {"response_action": "update", "view": dialog("Saved")}

    assert "=== Saved ===" in ana.submits()
    assert titles(slack, ana) == ["Saved"]


def test_a_push_lies_on_top_and_closing_it_shows_what_was_beneath(slack, ana, answers):
    answers["view_submission"] = {"response_action": "push", "view": dialog("Sure?")}

    ana.submits()
    assert titles(slack, ana) == ["Plan an event", "Sure?"]
    assert ana.dialog.previous

    ana.closes()
    assert titles(slack, ana) == ["Plan an event"]


def test_a_clear_closes_the_whole_stack(slack, ana, answers):
    answers["view_submission"] = {"response_action": "push", "view": FORM}
    ana.submits()
    answers["view_submission"] = {"response_action": "clear"}
    ana.fills("Place", "Clark Park")
    ana.chooses("Vigil", of="Sort of event")

    ana.submits()

    assert ana.dialog is None


def test_a_fourth_dialog_is_one_too_many(slack, ana, client, heard):
    for _ in range(2):
        client.views_push(trigger_id=slack.hub.trigger(ana.id), view=FORM)

    with pytest.raises(SlackApiError, match="push_limit_reached"):
        client.views_push(trigger_id=slack.hub.trigger(ana.id), view=FORM)
    slack.expects_refusal("push_limit_reached")


def test_errors_for_a_field_that_is_not_there_are_refused_as_slack_does(slack, ana, answers):
    answers["view_submission"] = {"response_action": "errors", "errors": {"nope": "Bad"}}

    assert "We had some trouble connecting" in ana.submits()
    slack.expects_refusal("invalid_error_block_ids")


def test_the_state_holds_every_field_filled_in_or_not(ana, heard):
    ana.submits()

    values = heard[-1]["view"]["state"]["values"]
    assert values["place"]["place"] == {"type": "plain_text_input", "value": "Clark Park"}
    assert values["sort"]["sort"]["selected_option"]["value"] == "vigil"
    assert values["day"]["day"] == {"type": "datepicker", "selected_date": None}
    assert values["needs"]["needs"] == {"type": "checkboxes", "selected_options": []}


def test_what_was_written_survives_an_update_by_the_app(slack, ana, client, heard):
    wider = {**FORM, "blocks": [*FORM["blocks"], {"type": "divider"}]}
    client.views_update(view_id=ana.dialog.id, view=wider)

    ana.submits()

    assert heard[-1]["view"]["state"]["values"]["place"]["place"]["value"] == "Clark Park"


def test_a_press_inside_a_dialog_carries_the_dialog_and_its_state(slack, client, heard):
    ana = slack.person("Ana")
    ana.types("/form")
    radios = {
        "type": "radio_buttons", "action_id": "how",
        "options": [option("By phone", "phone"), option("In person", "person")],
    }  # fmt: skip
    view = dialog("Ways", {"type": "actions", "elements": [radios, button("Check", "check")]})
    client.views_open(trigger_id=heard[-1]["trigger_id"], view=view)

    ana.chooses("In person", of="how")
    ana.clicks("Check")

    chosen, pressed = heard[-2:]
    assert chosen["actions"][0]["selected_option"]["value"] == "person"
    assert pressed["actions"][0]["action_id"] == "check"
    assert pressed["container"] == {"type": "view", "view_id": ana.dialog.id}
    [held] = pressed["view"]["state"]["values"].values()
    assert held["how"]["selected_option"]["value"] == "person"


def test_closing_everything_says_so(slack, ana, heard):
    from sandbox.delivery import pressing

    pressing.closes(slack.hub, ana.person, ana.dialog, everything=True)

    assert heard[-1]["type"] == "view_closed"
    assert heard[-1]["is_cleared"] is True


def test_a_view_without_what_slack_needs_is_refused(slack, client, ana):
    broken = [
        {"type": "modal", "title": plain("No blocks")},
        {"type": "modal", "blocks": []},
        {key: value for key, value in FORM.items() if key != "submit"},
        {"type": "home", "blocks": []},
    ]
    for view in broken:
        with pytest.raises(SlackApiError, match="invalid_arguments"):
            client.views_open(trigger_id=slack.hub.trigger(ana.id), view=view)
        slack.expects_refusal("invalid_arguments")


def test_a_command_may_answer_the_whole_channel(slack, answers):
    answers["slash_commands"] = {"response_type": "in_channel", "text": "For everyone"}

    slack.person("Ana").types("/greet", in_=slack.channel("hotspots"))

    assert slack.channel("hotspots").last_message.text == "For everyone"


def test_a_command_reaches_the_app_as_slack_sends_it(slack, heard):
    slack.person("Ana").types("/greet  <Marcus> & co ", in_=slack.channel("hotspots"))

    [payload] = heard
    assert payload["command"] == "/greet"
    assert payload["text"] == "<Marcus> & co"
    assert payload["channel_name"] == "hotspots"
    assert payload["response_url"].startswith(slack.address)


def test_a_file_sent_in_a_dialog_can_be_fetched_by_the_app_and_not_before(slack, client, heard):
    person = slack.person("Ana")
    file = uploaded(slack.hub, person.person, "list.csv", b"a,b")
    described = file.as_slack(base=slack.hub.base, usable=True)
    with pytest.raises(SlackApiError, match="file_not_found"):
        client.files_info(file=file.id)
    slack.expects_refusal("file_not_found")
    field = {"type": "input", "block_id": "f", "label": plain("File")}
    upload = field | {"element": {"type": "file_input", "action_id": "f"}}
    person.types("/form")
    view = dialog("Send", upload, submit=plain("Send"))
    client.views_open(trigger_id=heard[-1]["trigger_id"], view=view)
    person.fills("File", json.dumps(described))
    person.submits()

    fetched = requests.get(
        described["url_private_download"], headers={"Authorization": f"Bearer {client.token}"}
    )

    assert fetched.content == b"a,b"
