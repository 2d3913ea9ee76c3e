"""What an app answers to a command or a ``response_url``: shown, or refused as Slack would."""

import pytest
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from sandbox.testing import Workspace
from tests.sandbox.greeter import FORM, mrkdwn, option, plain

EMPTY = {"blocks": [{"type": "section"}]}
ATTACHED = [{"color": "#7a3e9d", "text": "Three calls on Elm."}]


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


@pytest.mark.parametrize("answer", [EMPTY, {"attachments": "no list"}])
def test_a_broken_acknowledgement_fails_the_command_and_is_remembered(slack, answers, answer):
    answers["slash_commands"] = answer

    assert 'failed with the error "dispatch_failed"' in slack.person("Ana").types("/greet")

    [refused] = slack.refused
    assert (refused.method, refused.args) == ("acknowledgement of /greet", answer)
    with pytest.raises(AssertionError, match="acknowledgement of /greet"):
        slack.check()
    slack.expects_refusal(refused.error)


def test_attachments_of_an_acknowledgement_are_kept(slack, answers):
    answers["slash_commands"] = {"response_type": "in_channel", "attachments": ATTACHED}
    room = slack.channel("hotspots")

    slack.person("Ana").types("/greet", in_=room)

    assert room.last_message.attachments == ATTACHED


def test_attachments_sent_to_a_response_url_are_kept(slack, heard):
    room = slack.channel("hotspots")
    slack.person("Ana").types("/greet", in_=room)

    sent = WebhookClient(heard[0]["response_url"]).send(
        attachments=ATTACHED, response_type="in_channel"
    )

    assert sent.status_code == 200
    assert room.last_message.attachments == ATTACHED


def test_a_dialog_may_be_updated_under_its_own_external_identifier(slack, answers, heard):
    ana = slack.person("Ana")
    ana.types("/form")
    named = {**FORM, "external_id": "mine"}
    client = WebClient(token=slack.bot_token, base_url=slack.base_url)
    client.views_open(trigger_id=heard[0]["trigger_id"], view=named)
    ana.fills("Place", "Clark Park")
    ana.chooses("Vigil", of="Sort of event")
    blocks = [{"type": "section", "text": mrkdwn("Saved.")}]
    answers["view_submission"] = {
        "response_action": "update",
        "view": {**named, "blocks": blocks},
    }

    assert "Saved." in ana.submits()


@pytest.mark.parametrize(
    "answer",
    [
        {"options": [option("x" * 76, "long")]},
        {"options": ["no option"]},
        {"option_groups": [{"label": plain("Empty"), "options": []}]},
    ],
)
def test_options_beyond_slacks_limits_are_not_offered(slack, answers, answer):
    client = WebClient(token=slack.bot_token, base_url=slack.base_url)
    select = {"type": "external_select", "action_id": "place", "placeholder": plain("Place")}
    block = {"type": "actions", "elements": [select]}
    client.chat_postMessage(channel=slack.channel("hotspots").id, text="hi", blocks=[block])
    answers["block_suggestion"] = answer

    assert slack.person("Ana").searches("park", of="Place") == []

    slack.expects_refusal("invalid_options")


def test_a_command_needs_its_scope(manifest):
    scopes = [each for each in manifest["oauth_config"]["scopes"]["bot"] if each != "commands"]
    poorer = {**manifest, "oauth_config": {"scopes": {"bot": scopes}}}
    with Workspace(poorer) as slack:
        assert "is not a valid command" in slack.person("Ana").types("/greet")
