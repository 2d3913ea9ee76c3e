"""The workspace's clock, and the control API that moves it from outside."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from sandbox.clock import Clock, moment

MONDAY = datetime(2030, 1, 7, 13, tzinfo=UTC)


@pytest.fixture
def clock():
    """A clock that stands still until it is moved."""
    standing = Clock()
    standing.runs_at(0)
    return standing


@pytest.fixture
def control(slack):
    with httpx.Client(base_url=f"{slack.address}/_control") as client:
        yield client


def test_what_falls_due_happens_at_its_own_moment_and_in_order(clock):
    began, seen = clock.now(), []
    for hours in (30, 2, 5):
        clock.after(hours * 3600, lambda: seen.append(clock.now() - began))

    clock.advance(days=1)
    assert seen == [timedelta(hours=2), timedelta(hours=5)]

    clock.advance(days=1)
    assert seen[-1] == timedelta(hours=30)
    assert clock.now() == began + timedelta(days=2)


def test_what_something_due_plans_happens_too(clock):
    seen = []

    def again():
        seen.append(clock.now())
        if len(seen) < 4:
            clock.after(60, again)

    again()
    clock.advance(minutes=10)

    assert len(seen) == 4


def test_it_can_be_set_back_and_still_never_repeats_a_timestamp(clock):
    clock.moves_to(MONDAY)
    later = clock.timestamp()
    clock.moves_to(MONDAY - timedelta(days=30))

    assert clock.now() == MONDAY - timedelta(days=30)
    assert moment(clock.timestamp()) > moment(later)


def test_it_goes_on_from_where_an_earlier_run_had_moved_it(clock):
    clock.reached(f"{MONDAY.timestamp():.6f}")

    assert clock.now() == MONDAY


def test_a_moment_needs_its_zone_and_a_pace_its_bounds(clock):
    with pytest.raises(ValueError, match="time zone"):
        clock.moves_to(datetime(2030, 1, 7))  # noqa: DTZ001 - the mistake itself
    with pytest.raises(ValueError, match=r"0 .* to 1,000,000"):
        clock.runs_at(-1)


def test_its_own_thread_does_what_falls_due_as_time_passes(slack):
    slack.clock.runs_at(1000)
    slack.hub.clock.after(20, lambda: slack.hub.state.notify(slack.person("Ana").id, "It is time"))

    slack.person("Ana").sees("It is time")


def test_what_fails_when_it_is_due_stops_nothing_else(slack, caplog):
    slack.clock.soon(lambda: 1 / 0)
    slack.clock.soon(lambda: slack.hub.state.notify(slack.person("Ana").id, "Still here"))

    slack.person("Ana").sees("Still here")
    assert "failed" in caplog.text


def test_the_clock_is_read_and_moved_from_outside(slack, control):
    control.post("/clock", json={"scale": 0})
    told = control.post("/clock", json={"now": MONDAY.isoformat()}).json()
    assert datetime.fromisoformat(told["now"]) == MONDAY
    assert told["scale"] == 0

    told = control.post("/clock", json={"advance": {"days": 3, "hours": 1}}).json()
    assert datetime.fromisoformat(told["now"]) == MONDAY + timedelta(days=3, hours=1)
    assert control.post("/clock", json={"advance": 60}).json()["offset"] > 60

    control.post("/clock", json={"scale": 1, "offset": 0})
    assert abs(control.get("/clock").json()["offset"]) < 60


def test_faults_are_set_listed_and_cleared_from_outside(slack, control):
    control.post("/faults", json={"do": "fail", "method": "auth.test", "error": "ratelimited"})
    control.post("/faults", json={"do": "rate_limits", "on": True})
    told = control.post("/faults", json={"do": "duplicate_events", "times": 2}).json()

    assert told["calls"][0]["status"] == 429
    assert told["rate_limits"] is True
    assert told["duplicate_events"] == 2

    assert control.post("/faults", json={"do": "clear"}).json()["calls"] == []
    assert control.get("/faults").json() == slack.faults.listed()


def test_connections_members_and_calls_are_within_reach(slack, control):
    lee, room = slack.person("Lee"), slack.channel("outreach")
    control.post("/members", json={"do": "join", "who": "Lee", "channel": "outreach"})
    assert lee.id in room.channel.members
    told = control.post("/members", json={"do": "leave", "who": "lee", "channel": "outreach"})
    assert lee.id not in told.json()[room.id]["members"]

    assert control.post("/app", json={"do": "uninstall"}).json() == {
        "connections": 0,
        "enabled": True,
        "token_error": "account_inactive",
    }
    control.post("/app", json={"do": "install"})

    httpx.post(f"{slack.base_url}auth.test", headers={"Authorization": f"Bearer {slack.bot_token}"})
    [call] = control.get("/calls", params={"last": 1}).json()
    assert call["method"] == "auth.test"
    assert call["answer"]["ok"] is True


@pytest.mark.parametrize(
    ("door", "asked"),
    [
        ("clock", {"now": "yesterday"}),
        ("clock", {"advance": {"fortnights": 1}}),
        ("clock", {"scale": "fast"}),
        ("faults", {"do": "explode"}),
        ("faults", {"do": "fail", "colour": "red"}),
        ("app", {"do": "dance"}),
        ("members", {"do": "join", "who": "nobody", "channel": "hotspots"}),
        ("members", {"do": "praise", "who": "ana", "channel": "hotspots"}),
        ("app", []),
    ],
)
def test_what_cannot_be_done_is_said(control, door, asked):
    answer = control.post(f"/{door}", json=asked)

    assert answer.status_code == 400
    assert answer.json()["error"]


def test_a_form_on_another_page_moves_nothing(control):
    assert control.post("/clock", data={"advance": "60"}).status_code == 415
