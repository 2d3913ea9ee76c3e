"""The page over plain HTTP: what is drawn, and what a window may ask for."""

import json
import urllib.error
import urllib.request

import pytest
from slack_sdk import WebClient

from tests.sandbox import gallery
from tests.sandbox.greeter import GREETING, mrkdwn, plain, png


@pytest.fixture
def client(slack):
    return WebClient(token=slack.bot_token, base_url=slack.base_url)


@pytest.fixture
def get(slack):
    def fetch(path):
        with urllib.request.urlopen(slack.address + path) as answer:
            return answer.read().decode()

    return fetch


@pytest.fixture
def act(slack):
    def post(who="ana", kind="application/json", **wanted):
        asked = urllib.request.Request(
            f"{slack.address}/as/{who}/act",
            data=json.dumps(wanted).encode(),
            headers={"Content-Type": kind},
        )
        with urllib.request.urlopen(asked) as answer:
            return json.load(answer)["notices"]

    return post


def refused(function, *args, **more):
    with pytest.raises(urllib.error.HTTPError) as caught:
        function(*args, **more)
    caught.value.close()
    return caught.value.code


def test_every_block_is_drawn_and_told(slack, client, get):
    room = slack.channel("hotspots")
    for name, blocks in gallery.MESSAGES.items():
        client.chat_postMessage(channel=room.id, text=name, blocks=blocks)

    drawn = get("/as/ana/hotspots")
    told = room.text

    for words in ("The week 👋", "<strong>Bold</strong>", "A smaller heading</h4>",
                  '<optgroup label="Near">', "<strong>Marked</strong>",
                  '<li><span class="kept">first</span></li>', '<ul class="indent-1">',
                  'class="right">Count', "Not helpful", "<caption>Calls by block</caption>",
                  "1–3 of 7", 'aria-label="bar chart"', 'aria-label="pie chart"',
                  "Shootings by month", "Food bank", "What is inside", "Held within", 'href="https://example.org/video"',
                  'aria-label="in progress"'):  # fmt: skip
        assert words in drawn
    assert "does not draw" not in drawn
    assert 'href="javascript' not in drawn
    for words in ("The week 👋", "Bold\nOne\nTwo", "[Press] [Keep] [Remove] <Group: Here>",
                  "• first", "Place | Count", "[Helpful] [Not helpful] [Throw away]",
                  "(bar chart: Shootings by month)\n2025: Jan 12, Feb 7", "Evening 60, Morning 40",
                  "Food bank\nOpen on Tuesdays", "What is inside\nHeld within\n[Inner]",
                  "✓ Look the place up\nFound it", "(video: How to walk a block)"):  # fmt: skip
        assert words in told


def test_pictures_are_drawn_wherever_they_stand(slack, client, get):
    file = client.files_upload_v2(content=png(), filename="map.png")["file"]["id"]
    picture = {"type": "image", "slack_file": {"id": file}, "alt_text": "A map"}
    blocks = [
        {"type": "section", "text": mrkdwn("*Bold*"), "accessory": {**picture}},
        {"type": "context", "elements": [mrkdwn("Small"), {**picture}]},
        {**picture, "title": plain("Kensington")},
    ]
    room = slack.channel("hotspots")
    client.chat_postMessage(channel=room.id, text="x", blocks=blocks)

    drawn = get("/as/ana/hotspots")

    assert drawn.count(f'src="/as/ana/files/{file}" alt="A map"') == 3
    assert "Kensington" in drawn
    assert "Bold\n(image: A map)" in room.text


def test_a_first_visit_leads_to_the_opening_channel_and_its_suggestion(get):
    drawn = get("/")

    assert 'data-send="/hotspots"' in drawn
    assert '"insert": "/greet"' in drawn


def test_somebody_outside_a_channel_is_led_elsewhere(get):
    assert 'data-place="hotspots"' in get("/as/lee/outreach")
    assert 'data-who="ana"' in get("/as/nobody/hotspots")
    assert json.loads(get("/as/lee/outreach/parts")) == {"gone": True}


def test_looking_at_a_channel_clears_its_mark(slack, client, get):
    client.chat_postMessage(channel=slack.channel("coalition").id, text="news")
    before = json.loads(get("/as/ana/hotspots/parts"))["sidebar"]
    get("/as/ana/coalition/parts?seen=1")
    after = json.loads(get("/as/ana/hotspots/parts"))["sidebar"]

    assert 'aria-label="3 unread"' in before
    assert 'aria-label="3 unread"' not in after


def test_a_window_cannot_act_for_nobody_nor_from_another_page(slack, act):
    channel = slack.channel("hotspots").id

    assert refused(act, "nobody", do="type", channel=channel, text="hi") == 404
    assert refused(act, kind="text/plain", do="type", channel=channel, text="hi") == 415
    assert slack.channel("hotspots").messages == []


def test_a_window_cannot_press_what_its_person_does_not_see(slack, client, act):
    sent = client.chat_postMessage(channel=slack.person("Lee").id, text="x", blocks=GREETING)
    block = sent["message"]["blocks"][1]["block_id"]
    wanted = {"do": "press", "channel": sent["channel"], "ts": sent["ts"], "block": block}

    assert act("ana", **wanted, action="wave") == ["Ana Morales cannot see that message."]
    assert act("lee", **wanted, action="gone") == ["That is no longer on the screen."]
    assert "not among the options" in act("lee", **wanted, action="tone", choice="cold")[0]


def test_a_file_that_is_no_picture_is_handed_over_not_shown(slack, client, get):
    room = slack.channel("hotspots")
    client.files_upload_v2(content="<b>hi</b>", filename="notes.html", channel=room.id)
    [file] = room.last_message.files

    with urllib.request.urlopen(f"{slack.address}/as/ana/files/{file}") as answer:
        assert answer.headers["Content-Disposition"] == "attachment"
    assert "(file: notes.html)" in room.text
    assert refused(get, "/as/ana/files/F0NONE") == 404
    assert refused(get, f"/files/{file}/notes.html") == 403


def test_a_permalink_leads_to_the_message(slack, client):
    room = slack.channel("hotspots")
    sent = client.chat_postMessage(channel=room.id, text="here")
    link = client.chat_getPermalink(channel=room.id, message_ts=sent["ts"])["permalink"]

    with urllib.request.urlopen(link) as page:
        assert page.url == f"{slack.address}/as/ana/hotspots#m{sent['ts'].replace('.', '')}"


def test_long_channels_show_their_end(slack, client, get):
    room = slack.channel("hotspots")
    for number in range(205):
        client.chat_postMessage(channel=room.id, text=f"number {number}.")

    drawn = get("/as/ana/hotspots")

    assert "number 204." in drawn
    assert "number 4." not in drawn
    assert "Earlier messages are kept" in drawn


def test_an_upload_of_another_length_is_not_taken(slack, client):
    asked = client.files_getUploadURLExternal(filename="a.txt", length=3)

    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(asked["upload_url"], data=b"four")
    caught.value.close()

    assert caught.value.code == 400
