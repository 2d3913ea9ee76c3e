"""What somebody cannot do, because their screen does not offer it."""

import json

import pytest
from slack_sdk import WebClient

from sandbox.delivery import pressing, screen
from sandbox.delivery.screen import NotOnScreenError
from tests.sandbox.greeter import button, plain


@pytest.fixture
def client(slack):
    return WebClient(token=slack.bot_token, base_url=slack.base_url)


def test_an_input_that_only_waits_to_be_submitted_cannot_be_pressed(greeter):
    ana = greeter.person("Ana")
    ana.types("/form")

    with pytest.raises(NotOnScreenError, match="nothing to press"):
        pressing.presses(greeter.hub, ana.person, ana.dialog, ("place", "place"), "here")


def test_an_element_for_others_only_cannot_be_pressed(slack, client):
    ana, room = slack.person("Ana"), slack.channel("hotspots")
    icon = {
        "type": "icon_button",
        "icon": "trash",
        "text": plain("Remove"),
        "action_id": "remove",
        "visible_to_user_ids": [slack.person("Lee").id],
    }
    block = {"type": "context_actions", "block_id": "b", "elements": [icon]}
    client.chat_postMessage(channel=room.id, text="hi", blocks=[block])

    with pytest.raises(NotOnScreenError, match="nothing to press"):
        pressing.presses(slack.hub, ana.person, room.last_message, ("b", "remove"))


def test_nobody_looks_at_what_others_write_each_other(slack):
    with pytest.raises(NotOnScreenError, match="cannot see that conversation"):
        slack.person("Ana").opens(slack.person("Lee").direct)


def test_nobody_writes_in_an_archived_channel(slack):
    room = slack.channel("hotspots")
    room.channel.archived = True

    with pytest.raises(NotOnScreenError, match="is archived"):
        slack.person("Ana").types("hello", in_=room)


def test_nobody_writes_beneath_a_dialog(greeter):
    ana = greeter.person("Ana")
    ana.types("/form")

    with pytest.raises(NotOnScreenError, match="A dialog lies on top"):
        ana.types("hello")


def test_a_home_tab_cannot_be_closed(slack, client):
    ana = slack.person("Ana")
    blocks = [{"type": "actions", "elements": [button("Go", "go")]}]
    client.views_publish(user_id=ana.id, view={"type": "home", "blocks": blocks})

    with pytest.raises(NotOnScreenError, match="cannot be closed"):
        pressing.closes(slack.hub, ana.person, slack.hub.state.homes[ana.id])


@pytest.mark.parametrize(
    ("names", "why"), [(["a.pdf", "b.pdf"], "At most 1"), (["a.exe"], "not one of the types")]
)
def test_a_field_takes_only_so_many_files_of_its_types(slack, names, why):
    element = {"type": "file_input", "max_files": 1, "filetypes": ["pdf"]}
    ana = slack.person("Ana").person
    screen.must_offer(slack.hub.state, ana, element, [json.dumps({"name": "map.PDF"})])

    files = [json.dumps({"name": name}) for name in names]
    with pytest.raises(NotOnScreenError, match=why):
        screen.must_offer(slack.hub.state, ana, element, files)
