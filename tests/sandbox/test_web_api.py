"""The Web API through slack_sdk's own client."""

import json
import urllib.request

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.testing import Workspace
from tests.sandbox.greeter import png


@pytest.fixture
def client(slack):
    return WebClient(token=slack.bot_token, base_url=slack.base_url)


@pytest.fixture
def refused(slack):
    """Make a call that must be refused, and return the answer."""

    def call(function, **args):
        with pytest.raises(SlackApiError) as caught:
            function(**args)
        slack.expects_refusal(caught.value.response["error"])
        return caught.value.response

    return call


def test_the_token_tells_who_the_app_is(slack, client):
    answer = client.auth_test()

    assert answer["user_id"] == slack.bot_user_id
    assert "chat:write" in answer.headers["x-oauth-scopes"]


def test_a_wrong_token_and_none_at_all_are_refused(slack, refused):
    stranger = WebClient(token="xoxb-other", base_url=slack.base_url)
    nobody = WebClient(base_url=slack.base_url)

    assert refused(stranger.auth_test)["error"] == "invalid_auth"
    assert refused(nobody.auth_test)["error"] == "not_authed"


def test_the_app_token_opens_connections_and_nothing_else(slack, client, refused):
    app = WebClient(token=slack.app_token, base_url=slack.base_url)

    assert refused(client.api_call, api_method="apps.connections.open")["error"] == (
        "not_allowed_token_type"
    )
    assert refused(app.auth_test)["error"] == "not_allowed_token_type"


def test_unknown_methods_are_refused(client, refused):
    answer = refused(client.api_call, api_method="chat.shout")

    assert answer["error"] == "unknown_method"


def test_methods_that_slack_has_and_the_workspace_does_not_are_said_so(client, refused):
    answer = refused(client.api_call, api_method="dnd.info")

    assert "Slack has dnd.info" in str(answer["response_metadata"]) or answer["error"] == (
        "missing_scope"
    )


def test_missing_and_unknown_arguments_are_refused(slack, client, refused):
    missing = refused(client.api_call, api_method="conversations.info")
    unknown = refused(
        client.api_call,
        api_method="chat.postMessage",
        json={"channel": slack.channel("hotspots").id, "text": "hi", "colour": "red"},
    )

    assert missing["error"] == unknown["error"] == "invalid_arguments"
    assert "unknown argument: colour" in unknown["response_metadata"]["messages"][0]


def test_a_scope_outside_the_manifest_is_refused_with_what_is_needed(manifest):
    poorer = json.loads(json.dumps(manifest))
    poorer["oauth_config"]["scopes"]["bot"].remove("chat:write")
    with Workspace(poorer) as slack:
        client = WebClient(token=slack.bot_token, base_url=slack.base_url)
        with pytest.raises(SlackApiError) as caught:
            client.chat_postMessage(channel=slack.channel("hotspots").id, text="hi")
        slack.expects_refusal("missing_scope")

    assert caught.value.response["needed"] == "chat:write"
    assert "commands" in caught.value.response["provided"]


def test_json_form_and_a_token_in_the_body_are_read_alike(slack):
    channel = slack.channel("hotspots")
    body = f"token={slack.bot_token}&channel={channel.id}&text=by+form".encode()
    with urllib.request.urlopen(f"{slack.base_url}chat.postMessage", data=body) as answer:
        assert json.load(answer)["ok"]

    assert channel.last_message.text == "by form"


def test_blocks_are_stored_as_they_were_sent(slack, client):
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "<b>*hi*</b>"}}]

    answer = client.chat_postMessage(channel=slack.channel("hotspots").id, text="hi", blocks=blocks)

    assert slack.channel("hotspots").last_message.blocks == blocks
    assert answer["message"]["blocks"][0]["block_id"]


def test_metadata_comes_back_only_when_asked_for(slack, client):
    channel = slack.channel("hotspots").id
    metadata = {"event_type": "delivery", "event_payload": {"key": "42"}}
    client.chat_postMessage(channel=channel, text="hi", metadata=metadata)

    [bare] = client.conversations_history(channel=channel)["messages"]
    [whole] = client.conversations_history(channel=channel, include_all_metadata=True)["messages"]

    assert "metadata" not in bare
    assert whole["metadata"] == metadata


def test_history_is_paged_newest_first_and_bounded_by_time(slack, client):
    channel = slack.channel("hotspots").id
    sent = [client.chat_postMessage(channel=channel, text=f"n{n}")["ts"] for n in range(5)]

    pages = client.conversations_history(channel=channel, limit=2)
    told = [message["text"] for page in pages for message in page["messages"]]
    later = client.conversations_history(channel=channel, oldest=sent[2])["messages"]
    at = client.conversations_history(channel=channel, oldest=sent[2], inclusive=True)["messages"]

    assert told == ["n4", "n3", "n2", "n1", "n0"]
    assert [message["text"] for message in later] == ["n4", "n3"]
    assert len(at) == 3


def test_replies_stay_in_their_thread(slack, client):
    channel = slack.channel("hotspots").id
    first = client.chat_postMessage(channel=channel, text="first")["ts"]
    client.chat_postMessage(channel=channel, text="second", thread_ts=first)

    [parent] = client.conversations_history(channel=channel)["messages"]
    thread = client.conversations_replies(channel=channel, ts=first)["messages"]

    assert parent["reply_count"] == 1
    assert [message["text"] for message in thread] == ["first", "second"]


def test_a_message_is_changed_and_taken_back_by_the_app_that_posted_it(slack, client, refused):
    ana, room = slack.person("Ana"), slack.channel("hotspots")
    sent = client.chat_postMessage(channel=room.id, text="draft")
    client.chat_update(channel=room.id, ts=sent["ts"], text="final")
    assert room.last_message.text == "final"

    client.chat_delete(channel=room.id, ts=sent["ts"])
    ana.types("mine", in_=room)

    answer = refused(client.chat_delete, channel=room.id, ts=room.last_message.ts)
    assert answer["error"] == "cant_delete_message"


def test_an_ephemeral_message_goes_to_members_only(slack, client, refused):
    outreach = slack.channel("outreach").id

    client.chat_postEphemeral(channel=outreach, user=slack.person("Ana").id, text="psst")
    slack.person("Ana").sees("psst")
    slack.person("Marcus").does_not_see("psst")
    answer = refused(
        client.chat_postEphemeral, channel=outreach, user=slack.person("Dana").id, text="psst"
    )

    assert answer["error"] == "user_not_in_channel"


def test_conversations_and_people_are_described(slack, client):
    rosa = slack.person("Rosa")

    listed = client.conversations_list(types="public_channel,im")["channels"]
    direct = client.conversations_open(users=rosa.id)["channel"]["id"]
    members = client.conversations_members(channel=slack.channel("outreach").id)["members"]
    user = client.users_info(user=rosa.id, include_locale=True)["user"]

    assert {"general", "hotspots"} <= {each.get("name") for each in listed}
    assert direct == rosa.direct.id
    assert rosa.id not in members
    assert (user["locale"], user["tz"]) == ("es-US", "America/Chicago")
    assert {slack.bot_user_id, rosa.id} <= {each["id"] for each in client.users_list()["members"]}


def test_a_private_channel_is_unknown_to_an_app_outside_it(slack, client, refused):
    ana = slack.person("Ana")
    private = slack.hub.state.direct(ana.id, slack.person("Lee").id)

    answer = refused(client.chat_postMessage, channel=private.id, text="hi")

    assert answer["error"] == "channel_not_found"


def test_an_image_is_refused_until_slack_has_looked_at_it(manifest):
    with Workspace(manifest, file_delay=60) as slack:
        client = WebClient(token=slack.bot_token, base_url=slack.base_url)
        file = client.files_upload_v2(content=png(), filename="map.png")["file"]["id"]
        image = {"type": "image", "slack_file": {"id": file}, "alt_text": "map"}

        with pytest.raises(SlackApiError, match="invalid_blocks"):
            client.chat_postMessage(
                channel=slack.channel("hotspots").id, text="map", blocks=[image]
            )
        slack.expects_refusal("invalid_blocks")
        assert client.files_info(file=file)["file"]["mimetype"] == ""


def test_an_upload_can_be_shared_and_downloaded_with_the_token(slack, client):
    room = slack.channel("hotspots")

    file = client.files_upload_v2(
        content=png(), filename="map.png", channel=room.id, initial_comment="Look"
    )["file"]
    kept = client.files_info(file=file["id"])["file"]
    asked = urllib.request.Request(
        kept["url_private"], headers={"Authorization": f"Bearer {slack.bot_token}"}
    )
    with urllib.request.urlopen(asked) as answer:
        content = answer.read()

    assert content == png()
    assert kept["mimetype"] == "image/png"
    assert "Look" in room.text


def test_a_trigger_opens_one_dialog_only(slack, client, refused):
    from tests.sandbox.greeter import FORM

    trigger = slack.hub.trigger(slack.person("Ana").id)
    client.views_open(trigger_id=trigger, view=FORM)

    assert refused(client.views_open, trigger_id=trigger, view=FORM)["error"] == (
        "exchanged_trigger_id"
    )


def test_a_stale_hash_does_not_overwrite_a_newer_view(slack, client, refused):
    from tests.sandbox.greeter import FORM

    opened = client.views_open(trigger_id=slack.hub.trigger(slack.person("Ana").id), view=FORM)
    view = opened["view"]
    client.views_update(view_id=view["id"], view=FORM, hash=view["hash"])

    answer = refused(client.views_update, view_id=view["id"], view=FORM, hash=view["hash"])

    assert answer["error"] == "hash_conflict"


def test_a_reaction_and_a_permalink(slack, client):
    room = slack.channel("hotspots")
    sent = client.chat_postMessage(channel=room.id, text="hi")

    client.reactions_add(channel=room.id, timestamp=sent["ts"], name="eyes")
    link = client.chat_getPermalink(channel=room.id, message_ts=sent["ts"])["permalink"]

    assert room.last_message.reactions == {"eyes": [slack.bot_user_id]}
    assert link.endswith(sent["ts"].replace(".", ""))
    assert client.team_info()["team"]["name"] == "Riverside Coalition"


def test_an_unknown_image_is_refused_wherever_it_stands(slack, client, refused):
    image = {"type": "image", "slack_file": {"id": "F0NONE"}, "alt_text": "map"}
    title = {"type": "plain_text", "text": "Map"}
    box = {"type": "container", "title": title, "child_blocks": [image]}
    card = {"type": "card", "title": title, "hero_image": image}
    deck = {"type": "carousel", "elements": [card]}

    def pointer(**sent):
        answer = refused(client.chat_postMessage, channel=slack.channel("hotspots").id, **sent)
        assert answer["error"] == "invalid_blocks"
        return answer["errors"][0].partition("json-pointer:")[2]

    assert pointer(text="x", blocks=[box]) == "/blocks/0/child_blocks/0/slack_file]"
    assert pointer(text="x", blocks=[card]) == "/blocks/0/hero_image/slack_file]"
    assert pointer(text="x", blocks=[deck]) == "/blocks/0/elements/0/hero_image/slack_file]"
    inside = pointer(text="x", attachments=[{"blocks": [image]}])
    assert inside == "/attachments/0/blocks/0/slack_file]"
