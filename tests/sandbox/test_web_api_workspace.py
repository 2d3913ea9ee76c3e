"""Channels, people, views, files, reactions, pins, bookmarks and installing, and refusals."""

import json
import urllib.error
import urllib.request

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.api import oauth
from sandbox.api.files import visible
from sandbox.testing import Workspace
from tests.sandbox.corpus import load
from tests.sandbox.greeter import png
from tests.sandbox.rich_manifest import RICH

GOOD = load("good")
DIALOG, HOME = GOOD["dialogs"]["whole"], GOOD["homes"]["with metadata"]


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


def test_history_pages_hold_while_more_is_posted(client, room, error):
    for n in range(4):
        client.chat_postMessage(channel=room.id, text=f"n{n}")
    first = client.conversations_history(channel=room.id, limit=2)
    client.chat_postMessage(channel=room.id, text="new")
    cursor = first["response_metadata"]["next_cursor"]
    second = client.conversations_history(channel=room.id, limit=2, cursor=cursor)

    assert [each["text"] for each in second["messages"]] == ["n1", "n0"]
    assert error(client.conversations_history, channel=room.id, cursor="x") == "invalid_cursor"
    assert error(client.conversations_history, channel=room.id, latest="noon") == (
        "invalid_ts_latest"
    )
    assert error(client.conversations_list, limit=1001) == "invalid_limit"
    assert error(client.conversations_list, types="secret") == "invalid_types"
    assert error(client.conversations_replies, channel=room.id, ts="1.0") == "thread_not_found"


def test_the_app_joins_speaks_and_leaves(slack, client, error):
    room = slack.channel("general")
    slack.hub.deliver = lambda kind, payload, retry=None: heard.append(payload["event"]["type"])
    heard = []

    assert error(client.conversations_history, channel=room.id) == "not_in_channel"
    assert error(client.conversations_setTopic, channel=room.id, topic="x") == "not_in_channel"
    client.conversations_join(channel=room.id)
    client.conversations_setTopic(channel=room.id, topic="News")
    client.conversations_setPurpose(channel=room.id, purpose="To tell")
    told = client.conversations_info(channel=room.id)["channel"]

    assert (told["topic"]["value"], told["purpose"]["value"]) == ("News", "To tell")
    assert told["is_member"]
    assert error(client.conversations_setTopic, channel=room.id, topic="x" * 251) == "too_long"
    assert error(client.conversations_leave, channel=room.id) == "cant_leave_general"
    assert error(client.conversations_archive, channel=room.id) == "cant_archive_general"
    assert error(client.conversations_join, channel=slack.person("Ana").direct.id) == (
        "method_not_supported_for_channel_type"
    )


def test_an_archived_channel_takes_nothing(slack, client, room, error):
    client.conversations_archive(channel=room.id)

    assert error(client.chat_postMessage, channel=room.id, text="x") == "is_archived"
    assert error(client.conversations_archive, channel=room.id) == "already_archived"
    open_ = client.conversations_list(exclude_archived=True)["channels"]
    assert room.id not in {each["id"] for each in open_}
    client.conversations_unarchive(channel=room.id)
    assert error(client.conversations_unarchive, channel=room.id) == "not_archived"


def test_people_are_invited_and_found(slack, client, error):
    room, dana = slack.channel("outreach"), slack.person("Dana")

    client.conversations_invite(channel=room.id, users=dana.id)
    mine = client.users_conversations(user=dana.id)["channels"]
    found = client.users_lookupByEmail(email="dana@example.org")["user"]

    assert room.id in {each["id"] for each in mine}
    assert found["id"] == dana.id
    assert error(client.conversations_invite, channel=room.id, users=dana.id) == (
        "already_in_channel"
    )
    assert error(client.conversations_invite, channel=room.id, users="U0") == "user_not_found"
    assert error(client.users_lookupByEmail, email="no@example.org") == "users_not_found"
    assert client.bots_info()["bot"]["user_id"] == slack.bot_user_id


def test_dialogs_stack_three_high(slack, client, error):
    ana = slack.person("Ana")
    body = {**DIALOG, "external_id": ""}

    def trigger():
        return slack.hub.trigger(ana.id)

    assert error(client.views_push, trigger_id=trigger(), view=body) == "not_found"
    client.views_open(trigger_id=trigger(), view=body)
    client.views_push(trigger_id=trigger(), view=body)
    client.views_push(trigger_id=trigger(), view=body)
    assert error(client.views_push, trigger_id=trigger(), view=body) == "push_limit_reached"


def test_views_are_judged_and_named_once(slack, client, error):
    ana, lee = slack.person("Ana"), slack.person("Lee")
    opened = client.views_open(trigger_id=slack.hub.trigger(ana.id), view=DIALOG)["view"]
    changed = client.views_update(external_id="e1", view=DIALOG)["view"]

    assert changed["hash"] != opened["hash"]
    assert error(client.views_open, trigger_id=slack.hub.trigger(lee.id), view=DIALOG) == (
        "duplicate_external_id"
    )
    untitled = {name: held for name, held in DIALOG.items() if name != "title"}
    assert error(client.views_update, view_id=opened["id"], view=untitled) == "invalid_arguments"
    assert error(client.views_update, view_id="V0", view=DIALOG) == "not_found"
    assert error(client.views_open, trigger_id="0", view=DIALOG) == "invalid_trigger_id"
    slack.hub.faults.expire_triggers()
    late = {**DIALOG, "external_id": "e2"}
    assert error(client.views_open, trigger_id=slack.hub.trigger(lee.id), view=late) == (
        "expired_trigger_id"
    )


def test_the_home_tab_is_published_for_one_person(slack, client, error):
    ana = slack.person("Ana")
    view = client.views_publish(user_id=ana.id, view=HOME)["view"]
    client.views_publish(user_id=ana.id, view=HOME, hash=view["hash"])

    assert error(client.views_publish, user_id=ana.id, view=HOME, hash=view["hash"]) == (
        "hash_conflict"
    )
    assert error(client.views_publish, user_id=ana.id, view=DIALOG) == "invalid_arguments"


def test_a_file_is_seen_where_it_was_shown_and_nowhere_else(slack, client, error):
    ana, dana = slack.person("Ana"), slack.person("Dana")
    file = client.files_upload_v2(content=png(), filename="map.png", alt_txt="A map")["file"]["id"]
    kept = slack.hub.state.files[file]
    assert not visible(slack.hub, kept, ana.id)

    image = {"type": "image", "slack_file": {"id": file}, "alt_text": "A map"}
    client.chat_postMessage(channel=ana.id, text="map", blocks=[image])

    assert visible(slack.hub, kept, ana.id)
    assert not visible(slack.hub, kept, dana.id)
    with urllib.request.urlopen(f"{slack.address}/as/ana/files/{file}") as seen:
        assert seen.read() == png()
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"{slack.address}/as/dana/files/{file}")
    client.files_delete(file=file)
    assert error(client.files_info, file=file) == "file_not_found"
    assert error(client.files_delete, file=file) == "file_not_found"


def test_uploads_have_their_bounds(client, error):
    ask = client.files_getUploadURLExternal

    assert error(ask, filename="a.png", length=0) == "invalid_arguments"
    assert error(ask, filename="a.png", length=1, alt_txt="x" * 1001) == "alt_txt_too_large"
    assert error(ask, filename="a", length=1_000_001, snippet_type="text") == "snippet_too_large"
    complete = client.files_completeUploadExternal
    assert error(complete, files=[{"id": "F0"}]) == "file_not_found"
    assert error(complete, files=[]) == "invalid_arguments"


def test_an_upload_is_closed_once_it_is_complete(slack, client):
    asked = client.files_getUploadURLExternal(filename="a plan #1?.txt", length=4)
    url, file = asked["upload_url"], asked["file_id"]
    urllib.request.urlopen(url, data=b"Plan").close()
    [kept] = client.files_completeUploadExternal(files=[{"id": file}])["files"]

    with pytest.raises(urllib.error.HTTPError, match="400") as refused:
        urllib.request.urlopen(url, data=b"Swap")
    refused.value.close()
    assert kept["url_private"].endswith(f"/files/{file}/a%20plan%20%231%3F.txt")
    allowed = {"Authorization": f"Bearer {slack.bot_token}"}
    asked = urllib.request.Request(kept["url_private"], headers=allowed)
    with urllib.request.urlopen(asked) as answer:
        assert answer.read() == b"Plan"
    slack.hub.faults.token_error = "token_revoked"
    with pytest.raises(urllib.error.HTTPError, match="403") as refused:
        urllib.request.urlopen(asked)
    refused.value.close()


def test_arguments_of_another_sort_are_refused(slack, client, room, error):
    def call(method, **args):
        return client.api_call(method, json=args)

    for wrong in ({"a": 1}, [1], "x"):
        refused = error(call, method="conversations.history", channel=room.id, limit=wrong)
        assert refused == "invalid_arguments"
    for wrong in (-1, {"a": 1}, [["U0ANA"]]):
        assert error(call, method="conversations.open", users=wrong) == "invalid_arguments"
        invited = error(call, method="conversations.invite", channel=room.id, users=wrong)
        assert invited == "invalid_arguments"
    assert call("chat.postMessage", channel=room.id, text="x", reply_broadcast={})["ok"]


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff"])
def test_broken_json_is_said_to_be(slack, body):
    slack.expects_refusal("invalid_json")
    asked = urllib.request.Request(
        f"{slack.base_url}auth.test",
        data=body,
        headers={"Content-Type": "application/json", "Authorization": f"Bearer {slack.bot_token}"},
    )
    with urllib.request.urlopen(asked) as answer:
        assert json.load(answer) == {"ok": False, "error": "invalid_json"}


def test_reactions_come_and_go(slack, client, room, error):
    ts = client.chat_postMessage(channel=room.id, text="x")["ts"]
    here = {"channel": room.id, "timestamp": ts, "name": "eyes"}
    client.reactions_add(**here)

    [held] = client.reactions_get(channel=room.id, timestamp=ts)["message"]["reactions"]
    assert held == {"name": "eyes", "users": [slack.bot_user_id], "count": 1}
    assert error(client.reactions_add, **here) == "already_reacted"
    client.reactions_remove(**here)
    assert error(client.reactions_remove, **here) == "no_reaction"
    assert error(client.reactions_add, **(here | {"name": "No Such"})) == "invalid_name"
    assert error(client.reactions_add, **(here | {"timestamp": "1.0"})) == "message_not_found"
    assert error(client.reactions_add, **(here | {"timestamp": "now"})) == "bad_timestamp"
    assert error(client.reactions_get, channel=room.id) == "no_item_specified"


def test_messages_are_pinned(slack, client, room, error):
    ts = client.chat_postMessage(channel=room.id, text="keep")["ts"]
    client.pins_add(channel=room.id, timestamp=ts)

    [item] = client.pins_list(channel=room.id)["items"]
    assert (item["message"]["text"], item["created_by"]) == ("keep", slack.bot_user_id)
    assert client.conversations_history(channel=room.id)["pin_count"] == 1
    assert error(client.pins_add, channel=room.id, timestamp=ts) == "already_pinned"
    client.pins_remove(channel=room.id, timestamp=ts)
    assert error(client.pins_remove, channel=room.id, timestamp=ts) == "no_pin"
    assert error(client.pins_add, channel=room.id, timestamp="1.0") == "message_not_found"
    assert error(client.pins_add, channel=room.id) == "no_item_specified"


def test_links_stand_at_the_top_of_a_channel(client, room, error):
    add = {"channel_id": room.id, "title": "Map", "type": "link", "link": "https://example.org"}
    made = client.bookmarks_add(**add)["bookmark"]
    client.bookmarks_edit(bookmark_id=made["id"], channel_id=room.id, title="Maps", emoji=":map:")

    [held] = client.bookmarks_list(channel_id=room.id)["bookmarks"]
    assert (held["title"], held["link"], held["emoji"]) == ("Maps", "https://example.org", ":map:")
    assert error(client.bookmarks_add, **(add | {"link": "map"})) == "invalid_link"
    assert error(client.bookmarks_add, **(add | {"type": "folder"})) == "invalid_bookmark_type"
    assert error(client.bookmarks_add, **(add | {"emoji": "map"})) == "invalid_emoji"
    client.bookmarks_remove(bookmark_id=made["id"], channel_id=room.id)
    assert error(client.bookmarks_remove, bookmark_id=made["id"], channel_id=room.id) == "not_found"


def test_an_assistant_says_what_it_does_until_it_answers(slack, client, error):
    ana = slack.person("Ana")
    ana.types("what is near?", in_=ana.direct)
    channel, ts = ana.direct.id, ana.direct.last_message.ts
    here = {"channel_id": channel, "thread_ts": ts}
    client.assistant_threads_setStatus(**here, status="is looking", loading_messages=["One moment"])
    client.assistant_threads_setTitle(**here, title="Near places")
    client.assistant_threads_setSuggestedPrompts(
        channel_id=channel, prompts=[{"title": "Near", "message": "What is near?"}]
    )
    held = slack.hub.state.assistance
    now = slack.hub.clock.now()

    assert held[f"{channel}/{ts}"].doing(now) == "is looking"
    assert held[f"{channel}/{ts}"].title == "Near places"
    assert held[f"{channel}/"].prompts[0]["title"] == "Near"
    client.chat_postMessage(channel=channel, thread_ts=ts, text="Two places.")
    assert held[f"{channel}/{ts}"].doing(now) == ""
    five = [{"title": "a", "message": "a"}] * 5
    prompts = client.assistant_threads_setSuggestedPrompts
    status = client.assistant_threads_setStatus
    assert error(prompts, channel_id=channel, prompts=five) == "invalid_arguments"
    assert error(status, **here, status="x", loading_messages=["a"] * 11) == "invalid_arguments"
    assert error(status, channel_id=channel, thread_ts="1.0", status="x") == "invalid_thread_ts"


def test_a_code_is_exchanged_once(slack, error):
    ana = slack.person("Ana")
    code = oauth.grant(slack.hub, ana.id)
    client = {
        "client_id": oauth.client_id(slack.hub),
        "client_secret": oauth.client_secret(slack.hub),
    }
    stranger = WebClient(base_url=slack.base_url)

    answer = stranger.oauth_v2_access(**client, code=code)

    assert answer["access_token"] == slack.bot_token
    assert answer["authed_user"]["id"] == ana.id
    access = stranger.oauth_v2_access
    assert error(access, **client, code=code) == "invalid_code"
    assert error(access, **(client | {"client_id": "1.2"}), code=code) == "invalid_client_id"
    assert error(access, **(client | {"client_secret": "x"}), code=code) == "bad_client_secret"
    elsewhere = oauth.grant(slack.hub, ana.id, "https://example.org/a")
    assert error(access, **client, code=elsewhere, redirect_uri="https://example.org/b") == (
        "bad_redirect_uri"
    )


def test_a_revoked_token_and_a_removed_app_are_refused(slack, client, error):
    client.auth_revoke(test=True)
    client.auth_revoke()
    with pytest.raises(SlackApiError, match="token_revoked"):
        client.auth_test()
    answer = WebClient(base_url=slack.base_url).oauth_v2_access(
        client_id=oauth.client_id(slack.hub),
        client_secret=oauth.client_secret(slack.hub),
        code=oauth.grant(slack.hub, slack.person("Ana").id),
    )
    client.token = answer["access_token"]
    assert error(client.apps_uninstall, client_id="1.2", client_secret="x") == "invalid_client_id"
    client.apps_uninstall(
        client_id=oauth.client_id(slack.hub), client_secret=oauth.client_secret(slack.hub)
    )
    with pytest.raises(SlackApiError, match="account_inactive"):
        client.auth_test()


def test_what_stands_beside_messages_survives_a_restart(tmp_path):
    with Workspace(RICH, home=tmp_path) as slack:
        client = WebClient(token=slack.bot_token, base_url=slack.base_url)
        room = slack.channel("hotspots")
        ts = client.chat_postMessage(channel=room.id, text="keep")["ts"]
        client.pins_add(channel=room.id, timestamp=ts)
        client.reactions_add(channel=room.id, timestamp=ts, name="eyes")
        client.bookmarks_add(
            channel_id=room.id, title="Map", type="link", link="https://example.org"
        )

    with Workspace(RICH, home=tmp_path) as slack:
        client = WebClient(token=slack.bot_token, base_url=slack.base_url)
        room = slack.channel("hotspots")
        assert [each["message"]["ts"] for each in client.pins_list(channel=room.id)["items"]] == [
            ts
        ]
        assert client.reactions_get(channel=room.id, timestamp=ts)["message"]["reactions"]
        assert len(client.bookmarks_list(channel_id=room.id)["bookmarks"]) == 1
