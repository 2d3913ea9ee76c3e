"""The page over plain HTTP: who may act, what is kept out, and what the drawer says."""

import json
import urllib.error
import urllib.request
from zoneinfo import ZoneInfo

import pytest
from slack_sdk import WebClient

from sandbox.api import oauth
from tests.sandbox import gallery


@pytest.fixture
def client(slack):
    return WebClient(token=slack.bot_token, base_url=slack.base_url)


@pytest.fixture
def ask(slack):
    """Ask the page for something; return its status and what it answered."""

    def fetch(path, body=None, **headers):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        asked = urllib.request.Request(slack.address + path, data=body, headers=named)
        try:
            with urllib.request.urlopen(asked) as answer:
                return answer.status, answer.read().decode(), answer.headers
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, refused.read().decode(), refused.headers

    return fetch


def test_another_page_cannot_act_upload_or_search(slack, ask):
    elsewhere = {"Origin": "https://example.org", "Content_Type": "application/json"}
    wanted = json.dumps({"do": "type", "channel": slack.channel("hotspots").id, "text": "hi"})

    assert ask("/as/ana/act", wanted.encode(), **elsewhere)[0] == 403
    assert ask("/as/ana/upload?name=a", b"x", **elsewhere)[0] == 403
    assert ask("/as/ana/suggest", b"{}", **elsewhere)[0] == 403
    assert slack.channel("hotspots").messages == []
    assert slack.hub.state.files == {}


def test_the_page_itself_can_act(slack, ask):
    here = {"Origin": slack.address, "Content_Type": "application/json"}
    wanted = json.dumps({"do": "type", "channel": slack.channel("hotspots").id, "text": "hi"})

    assert ask("/as/ana/act", wanted.encode(), **here)[0] == 200
    assert slack.channel("hotspots").last_message.text == "hi"


def test_only_this_machine_is_answered(ask):
    assert ask("/", Host="example.org")[0] == 400


def test_the_browser_is_told_to_run_nothing_else(ask):
    _, _, headers = ask("/as/ana/hotspots")

    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "script-src" not in policy, "so scripts come from this address alone"


def test_an_upload_is_somebodys_and_no_larger_than_slack_takes(slack, ask):
    status, body, _ = ask("/as/ana/upload?name=plan.txt", b"Saturday")
    file = slack.hub.state.files[json.loads(body)["id"]]

    assert (status, file.name, file.user, file.length) == (200, "plan.txt", "U0ANA", 8)
    assert ask("/as/ana/upload?name=none.txt", b"")[0] == 413
    assert ask("/as/ana/upload?name=big.bin", b"x" * (10 * 1024 * 1024 + 1))[0] == 413
    assert ask("/as/nobody/upload?name=a", b"x")[0] == 403


def test_the_drawer_shows_what_was_sent_only_to_who_sees_it(slack, client, ask):
    sent = client.chat_postMessage(
        channel=slack.person("Lee").id, text="<b>", blocks=[gallery.PLAN]
    )
    where = f"channel={sent['channel']}&ts={sent['ts']}"

    assert "&#34;task_id&#34;: &#34;t1&#34;" in ask(f"/as/lee/behind/message?{where}")[1]
    assert "task_id" not in ask(f"/as/ana/behind/message?{where}")[1]
    assert ask("/as/nobody/behind/calls")[0] == 404


def test_the_drawer_names_refusals_and_faults(slack, client, ask):
    slack.expects_refusal("channel_not_found")
    with pytest.raises(Exception, match="channel_not_found"):
        client.chat_postMessage(channel="C0NONE", text="x")
    slack.hub.faults.drop("chat.update")
    slack.hub.faults.duplicate_events(2)

    calls, faults = ask("/as/ana/behind/calls")[1], ask("/as/ana/behind/faults")[1]

    assert "channel_not_found" in calls
    assert "connection dropped" in faults
    assert "duplicate events (2×)" in faults


def test_next_monday_is_told_in_ones_own_zone(slack, ask):
    from datetime import datetime

    from sandbox.page.behind import next_monday

    sunday = datetime.fromisoformat("2026-11-22T23:30:00-05:00")
    assert next_monday(sunday).isoformat() == "2026-11-23T08:00:00-05:00"
    assert next_monday(next_monday(sunday)).isoformat() == "2026-11-30T08:00:00-05:00"
    slack.hub.clock.advance(days=1, hours=2)
    assert "1 day, 2 hours ahead" in ask("/as/ana/behind/clock")[1]


def test_everybody_reads_the_time_on_their_own_clock(slack, client, ask):
    slack.person("Ana").types("Now", in_=slack.channel("hotspots"))
    now = slack.hub.clock.now()

    def told(zone):
        return f"{now.astimezone(ZoneInfo(zone)):%-I:%M %p}</time>"

    assert told("America/New_York") in ask("/as/ana/hotspots")[1]
    assert told("America/Chicago") in ask("/as/rosa/hotspots")[1]


def test_a_guest_is_offered_only_the_people_they_share_a_channel_with(ask):
    offered = ask("/as/noor/press")[1]

    assert '"@ana"' in offered
    assert '"@marcus"' not in offered
    assert 'data-place="press"' in ask("/as/noor/@marcus")[1]


def test_a_home_tab_that_was_never_declared_is_no_tab(slack, ask):
    assert 'data-tab="home"' in ask("/as/ana/@greeter?tab=home")[1]
    assert 'data-tab="messages"' in ask("/as/ana/hotspots?tab=home")[1]


def test_attachments_keep_their_colour_and_nothing_else(slack, client, ask):
    room = slack.channel("hotspots").id
    held = [
        {
            "color": "#b42332",
            "title": "Week 47",
            "title_link": "https://example.org",
            "text": "*3*",
        },
        {"color": "red;background:url(x)", "title": "Bad", "title_link": "javascript:alert(1)"},
    ]
    client.chat_postMessage(channel=room, text="x", attachments=held)

    drawn = ask("/as/ana/hotspots")[1]

    assert "--tint: #b42332" in drawn
    assert '<a href="https://example.org"' in drawn
    assert "url(x)" not in drawn
    assert "javascript:" not in drawn


def test_no_secret_is_shown_in_the_drawer_or_to_the_control_api(slack, ask):
    hub, app = slack.hub, WebClient(base_url=slack.base_url)
    address = app.apps_connections_open(app_token=slack.app_token)["url"]
    allowed = {"client_id": oauth.client_id(hub), "client_secret": oauth.client_secret(hub)}
    codes = [oauth.grant(hub, "U0ANA") for _ in range(2)]
    granted = app.oauth_v2_access(**allowed, code=codes[0])
    hub.faults.fail("oauth.v2.access", "fatal_error")
    with pytest.raises(Exception, match="fatal_error"):
        app.oauth_v2_access(**allowed, code=codes[1])
    WebClient(token=slack.bot_token, base_url=slack.base_url).chat_postMessage(
        channel=slack.channel("hotspots").id, text=f"My token is {slack.bot_token}"
    )

    shown = ask("/as/ana/behind/calls")[1] + ask("/_control/calls")[1]

    assert granted["access_token"] == slack.bot_token, "what the app gets is whole"
    assert address.partition("=")[2]
    for secret in (slack.bot_token, slack.app_token, allowed["client_secret"], *codes):
        assert secret not in shown
    assert address.partition("=")[2] not in shown


def test_looking_changes_nothing_for_another_page(slack, client, ask):
    ana, room = slack.hub.state.person("Ana"), slack.channel("hotspots").id
    client.chat_postMessage(channel=room, text="hi")
    elsewhere = {"Sec_Fetch_Site": "cross-site"}

    assert ask("/as/ana/hotspots/parts?seen=1", **elsewhere)[0] == 200
    assert ask("/as/ana/hotspots/parts?seen=1", Origin="https://example.org")[0] == 200
    assert room not in ana.read
    assert ask("/as/ana/hotspots/parts?seen=1", Sec_Fetch_Site="same-origin")[0] == 200
    assert room in ana.read


def test_a_direct_message_begins_with_its_first_words(slack, ask):
    state = slack.hub.state
    before = dict(state.channels)
    ana, marcus = state.person("Ana"), state.person("Marcus")
    here = {"Content_Type": "application/json; charset=utf-8"}
    between = state.between(ana.id, marcus.id)

    assert f'data-channel="{between.id}"' in ask("/as/ana/@marcus")[1]
    opened = ask("/as/ana/act", json.dumps({"do": "open", "channel": between.id}).encode(), **here)
    assert json.loads(opened[1]) == {"notices": []}
    assert state.channels == before
    wanted = {"do": "type", "channel": between.id, "text": "hi"}
    assert ask("/as/ana/act", json.dumps(wanted).encode(), **here)[0] == 200
    assert [each.text for each in state.posts(between.id)] == ["hi"]
    assert state.channels[between.id].members == sorted([ana.id, marcus.id])


def test_another_page_cannot_move_the_clock(slack, ask):
    moved, sent = json.dumps({"advance": {"days": 1}}).encode(), "application/json; charset=utf-8"

    assert ask("/_control/clock", moved, Content_Type=sent, Origin="https://example.org")[0] == 403
    assert ask("/_control/clock", moved, Content_Type=sent, Origin="null")[0] == 403
    assert ask("/_control/clock", moved, Content_Type="text/plain")[0] == 415
    assert abs(slack.hub.clock.offset.total_seconds()) < 1
    assert ask("/_control/clock", moved, Content_Type=sent, Origin=slack.address)[0] == 200
    assert abs(slack.hub.clock.offset.total_seconds() - 86400) < 1


@pytest.mark.parametrize(
    "wanted",
    [
        {},
        [],
        {"do": "sing"},
        {"do": ["type"]},
        {"do": "type", "text": "x"},
        {"do": "type", "channel": [], "text": "x"},
        {"do": "press", "block": "b", "action": "a"},
        {"do": "press", "block": "b", "action": "a", "view": "V", "filled": [["a"]]},
        {"do": "shortcut"},
    ],
)
def test_what_is_no_act_is_a_bad_request(ask, wanted):
    here = {"Content_Type": "application/json"}

    assert ask("/as/ana/act", json.dumps(wanted).encode(), **here)[0] == 400
    assert ask("/as/ana/suggest", json.dumps(wanted).encode(), **here)[0] == 400


def test_what_is_no_json_is_a_bad_request(ask):
    assert ask("/as/ana/act", b"{", Content_Type="application/json")[0] == 400
    assert ask("/as/ana/suggest", b"\xff", Content_Type="application/json")[0] == 400


def test_the_drawer_offers_what_can_befall_the_app(slack, ask):
    faults = ask("/as/ana/behind/faults")[1]

    for do in ("warn", "refresh", "drop", "disable", "enable", "revoke", "uninstall"):
        assert f"&#34;do&#34;: &#34;{do}&#34;" in faults
    assert "Take it out of #hotspots" in faults
    room = slack.channel("hotspots").id
    leave = json.dumps({"do": "leave", "who": "bot", "channel": room}).encode()
    assert ask("/_control/members", leave, Content_Type="application/json")[0] == 200
    assert "Bring it into #hotspots" in ask("/as/ana/behind/faults")[1]
