"""Nothing goes round the room check: the source is read for calls that post in Slack."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

#: What puts something where others see it.
POSTS = {
    *("chat_postMessage", "chat_update", "chat_scheduleMessage", "chat_meMessage", "chat_unfurl"),
    *("files_upload", "files_upload_v2", "files_completeUploadExternal", "files_remote_share"),
    *("pins_add", "bookmarks_add", "bookmarks_edit", "canvases_create", "canvases_edit"),
    *("conversations_canvases_create", "conversations_setTopic", "conversations_setPurpose"),
    *("chat_startStream", "chat_appendStream", "chat_stopStream", "api_call"),
}

#: Modules that may, in channels: each asks ``admit`` first.
CHANNELS = {
    "handlers/rooms/posting.py": "the one way in for what somebody does",
    "handlers/deliveries/posting.py": "the one way in for what was promised",
    "handlers/readiness/living.py": "the living message of an event, looked at before each turn",
}

#: Modules that may, because they take words out of a message and put none in.
WITHDRAWING = {"handlers/readiness/dialog.py": "the plan leaves the channel it stood in"}

#: Modules that may, where only the person themself reads it.
DIRECT = {
    "handlers/replies.py": "answers to whoever asked",
    "handlers/direct.py": "a person's direct message",
    "handlers/hotspots/posting.py": "the asker's direct message",
    "handlers/setup/dialog.py": "the direct message of who was named",
    "handlers/uploads.py": "pictures that belong to no channel; a message brings them in",
}


def calls(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr, {word.arg for word in node.keywords}


def posting_calls(source):
    return [(name, words) for name, words in calls(ast.parse(source)) if name in POSTS]


def sources():
    for folder in ("handlers", "bot"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            yield file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8")


def test_only_listed_modules_post_in_slack():
    found = {
        path: {name for name, _words in posting_calls(source)}
        for path, source in sources()
        if posting_calls(source) and path != "bot/doctor.py"  # asks Slack who it is
    }

    unlisted = {
        path: names for path, names in found.items() if path not in CHANNELS | DIRECT | WITHDRAWING
    }
    assert not unlisted, f"post with handlers.rooms.post_to_channel instead: {unlisted}"


@pytest.mark.parametrize("path", CHANNELS)
def test_what_posts_in_channels_asks_first(path):
    source = (ROOT / path).read_text(encoding="utf-8")

    named = {node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)}
    assert "admit" in named


@pytest.mark.parametrize("path", sorted(DIRECT))
def test_what_posts_elsewhere_finds_a_direct_message_or_no_channel(path):
    source = (ROOT / path).read_text(encoding="utf-8")

    tree = ast.parse(source)
    opens = any(name == "conversations_open" for name, _words in calls(tree))
    looks = any(
        isinstance(node, ast.Attribute) and node.attr == "direct" for node in ast.walk(tree)
    )
    named = [
        words & {"channel", "channels", "channel_id"} for _name, words in posting_calls(source)
    ]
    assert opens or looks or not any(named)


def test_the_test_itself_finds_a_post_that_goes_round():
    assert posting_calls("call.client.chat_postMessage(channel=call.channel, text='x')")
    assert posting_calls("client.files_upload_v2(channel='C1', content=b'')")
    assert not posting_calls("client.views_open(trigger_id='1', view={})")
