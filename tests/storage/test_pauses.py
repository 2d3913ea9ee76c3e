from datetime import timedelta

import pytest

from knowledge.pauses import Scope
from storage import pauses, people, workspaces
from tests.conftest import NOW

ME = "0123456789abcdef"
WEEK = timedelta(days=7)


@pytest.fixture
def begin(tools, workspace):
    def start(scope, target="", until=NOW + WEEK):
        with tools.begin() as session:
            return pauses.begin(
                session, workspace=workspace, scope=scope, target=target, until=until, by=ME,
                now=NOW,
            )  # fmt: skip

    return start


def held(tools, workspace, *, channel="C1", place=None, now=NOW):
    with tools.read() as session:
        return pauses.holding(session, workspace=workspace, channel=channel, place=place, now=now)


def test_nothing_is_held_without_a_pause(tools, workspace):
    assert held(tools, workspace) is None


def test_pause_of_a_channel_holds_that_channel_alone(tools, workspace, begin):
    pause = begin(Scope.CHANNEL, "C1")

    assert held(tools, workspace) == pause
    assert held(tools, workspace, channel="C2") is None
    assert held(tools, workspace, channel=None) is None


def test_pause_of_a_place_holds_it_in_every_channel(tools, workspace, begin):
    begin(Scope.PLACE, "7")

    assert held(tools, workspace, channel="C9", place="7")
    assert held(tools, workspace, place="") is None


def test_pause_is_over_at_its_moment_and_holds_until_then(tools, workspace, begin):
    begin(Scope.ALL)

    assert held(tools, workspace, now=NOW + WEEK - timedelta(microseconds=1))
    assert held(tools, workspace, now=NOW + WEEK) is None


def test_pause_is_ended_once(tools, workspace, begin):
    pause = begin(Scope.ALL)
    with tools.begin() as session:
        assert pauses.end(session, workspace=workspace, pause=pause.id, now=NOW)
    with tools.begin() as session:
        assert not pauses.end(session, workspace=workspace, pause=pause.id, now=NOW)

    assert held(tools, workspace) is None


def test_pause_of_one_workspace_holds_nothing_in_another(tools, workspace, begin):
    pause = begin(Scope.ALL)
    with tools.begin() as session:
        workspaces.bind(session, team="T1", name="Riverside", now=NOW)
        other = workspaces.bind(session, team="T2", name="Northbank", now=NOW).id

    assert held(tools, other) is None
    with tools.begin() as session:
        assert not pauses.end(session, workspace=other, pause=pause.id, now=NOW)


def test_no_shooting_posts_for_me_is_for_me_alone(tools, workspace):
    with tools.begin() as session:
        me = people.ensure(session, workspace=workspace, slack_user="U1", now=NOW)
        people.ensure(session, workspace=workspace, slack_user="U2", now=NOW)
        pauses.refuse_shooting_posts(session, workspace=workspace, person=me.id, refused=True)

    with tools.read() as session:
        said = {
            user: people.by_slack_user(session, workspace=workspace, slack_user=user)
            for user in ("U1", "U2")
        }
        assert [said[user].no_shooting_posts for user in ("U1", "U2")] == [True, False]
