"""A bot that is not ours, by Socket Mode, by HTTP and in line: the same flows each time."""

import pytest
from slack_bolt.adapter.socket_mode import SocketModeHandler

from sandbox.delivery.screen import NotOnScreenError
from sandbox.testing import InlineExecutor, Workspace, inline
from tests.sandbox import starter


@pytest.fixture(params=["inline", "socket", "http"])
def slack(request):
    """A workspace with the starter in it, reached in each of the three ways."""
    with Workspace(starter.MANIFEST) as workspace:
        yield from START[request.param](workspace)


def _inline(workspace):
    app, _ = starter.make(workspace, listener_executor=InlineExecutor())
    workspace.delivers_to(inline(app))
    yield workspace


def _socket(workspace):
    app, _ = starter.make(workspace)
    handler = SocketModeHandler(app, workspace.app_token)
    handler.connect()
    workspace.waits_for_bot()
    yield workspace
    handler.close()


def _http(workspace):
    app, _ = starter.make(workspace)
    with starter.served(app.dispatch) as url:
        workspace.calls_at(url)
        workspace.waits_for_bot()
        yield workspace


START = {"inline": _inline, "socket": _socket, "http": _http}


def test_the_whole_sample_works(slack):
    ana, room = slack.person("Ana"), slack.channel("hotspots")

    ana.types("hello", in_=room)
    ana.sees("Hey there @ana!", in_=room)
    ana.clicks("Click Me")
    ana.sees("@ana clicked the button", in_=room)

    ana.types("/sample-command now", in_=room)
    ana.sees("Responding to the sample command: now", in_=room)
    slack.person("Lee").does_not_see("Responding to the sample command")

    ana.opens_home()
    ana.sees("Welcome home, @ana")

    ana.runs_shortcut("Run sample shortcut")
    ana.chooses("Philadelphia", of="Pick a city", searching="phi")
    ana.fills("A note", "on time")
    ana.submits()
    ana.sees("Philadelphia: on time", in_=ana.direct)

    ana.runs_shortcut("sample_shortcut_id")
    ana.closes()
    ana.sees("Not now, then.", in_=ana.direct)

    ana.runs_shortcut("Count words", on=ana.message("clicked the button", in_=room))
    ana.sees("4 words", in_=room)


@pytest.fixture
def starting():
    """The workspace, and what the starter heard, in line."""
    with Workspace(starter.MANIFEST) as workspace:
        app, heard = starter.make(workspace, listener_executor=InlineExecutor())
        workspace.delivers_to(inline(app))
        yield workspace, heard


def test_a_select_offers_what_the_app_answers_and_nothing_else(starting):
    slack, heard = starting
    ana = slack.person("Ana")
    ana.runs_shortcut("Run sample shortcut")

    assert ana.searches("C", of="Pick a city") == ["Camden", "Chester"]
    assert heard[-1]["type"] == "block_suggestion"
    assert heard[-1]["value"] == "C"
    with pytest.raises(AssertionError, match=r"'Boston' is not offered; there are: Camden, Che"):
        ana.chooses("Boston", of="Pick a city")


def test_a_dialog_that_slack_would_not_send_is_not_sent(starting):
    slack, heard = starting
    ana = slack.person("Ana")
    ana.runs_shortcut("Run sample shortcut")
    ana.fills("A note", "no")
    before = len(heard)

    seen = ana.submits()

    assert "! Please complete this required field." in seen
    assert "! Please write at least 3 characters." in seen
    assert len(heard) == before


def test_a_thread_answer_reaches_the_app_with_its_thread(starting):
    slack, heard = starting
    ana, room = slack.person("Ana"), slack.channel("hotspots")
    ana.types("hello", in_=room)

    ana.replies("hello to you", to=ana.message("Hey there", in_=room))

    told = heard[-1]["event"]
    assert told["thread_ts"] != told["ts"]
    assert room.thread(told["thread_ts"])[0].text == "hello to you"


def test_joining_and_leaving_reach_the_app_where_it_is(starting):
    slack, heard = starting
    room, lee = slack.channel("hotspots"), slack.person("Lee")

    lee.leaves(room)
    slack.invite("Lee", room, by="Ana")
    slack.remove("bot", room)
    slack.remove("Lee", room)

    told = [(each["event"]["type"], each["event"]["user"]) for each in heard]
    assert told == [
        ("member_left_channel", lee.id),
        ("member_joined_channel", lee.id),
        ("member_left_channel", slack.bot_user_id),
    ]
    assert heard[1]["event"]["inviter"] == slack.person("Ana").id
    assert f"Welcome, <@{lee.id}>" in room.last_message.text


def test_a_shortcut_nobody_declared_and_one_on_a_private_line_are_not_there(starting):
    slack, _ = starting
    ana = slack.person("Ana")
    ana.types("/sample-command hi", in_=slack.channel("hotspots"))

    with pytest.raises(NotOnScreenError, match="there are: Run sample shortcut"):
        ana.runs_shortcut("Dance")
    with pytest.raises(NotOnScreenError, match="only one person sees"):
        ana.runs_shortcut("Count words", on=ana.message("Responding to"))


def test_an_app_taken_out_is_told_and_refused_from_then_on(starting):
    from slack_sdk import WebClient
    from slack_sdk.errors import SlackApiError

    slack, heard = starting
    slack.uninstalls()

    assert [each["event"]["type"] for each in heard] == ["tokens_revoked", "app_uninstalled"]
    assert heard[0]["event"]["tokens"] == {"oauth": [], "bot": [slack.bot_user_id]}
    with pytest.raises(SlackApiError, match="account_inactive"):
        WebClient(token=slack.bot_token, base_url=slack.base_url).team_info()


def test_events_of_channels_the_app_is_not_in_do_not_reach_it(starting):
    slack, heard = starting
    slack.person("Ana").types("hello", in_=slack.channel("general"))

    assert heard == []
