"""``coalition event plan``: an event's plan from the shell."""

import json

import pytest
from typer.testing import CliRunner

from bot.shell import app
from handlers.events import shell
from knowledge.errors import BotError, UsageError
from storage import workspaces
from tests.conftest import NOW

VIGIL = ("--type", "vigil", "--start", "2026-12-01T18:00")
KNOWN = (*VIGIL, "--attendance", "120", "--venue", "street", "--tier", "high")


@pytest.fixture
def typed(tools):
    """Type a command; return what the runner saw."""

    def run(*words):
        # named, as `coalition event` mounts it beside others
        family = shell.commands(lambda: tools)
        family.callback()(lambda: None)
        return CliRunner().invoke(family, ["plan", *words])

    return run


@pytest.fixture
def printed(typed):
    """Type a command; return its JSON."""

    def run(*words):
        result = typed(*words, "--json")
        if isinstance(result.exception, BotError):
            raise result.exception
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    return run


@pytest.fixture
def in_new_york(tools):
    with tools.begin() as session:
        workspace = workspaces.only(session, now=NOW).id
        workspaces.settle_timezone(session, workspace=workspace, timezone="America/New_York")


@pytest.mark.usefixtures("in_new_york")
def test_plan_prints_each_item_with_its_due_time_in_the_zone_of_the_coalition(printed):
    listed = printed(*KNOWN, "--now", "2026-11-28T09:00")

    by_id = {one["id"]: one for one in listed}
    assert listed[0]["id"] == "V01"
    assert len(listed) == 51
    assert (
        by_id["V01"]
        | {
            "phase": "T-7",
            "due": "2026-11-28T09:00:00-05:00",
            "critical": True,
            "role": "family_liaison",
            "folded": False,
            "hurried": True,
        }
        == by_id["V01"]
    )
    assert by_id["V10"]["due"] == "2026-11-30T18:00:00-05:00"
    assert by_id["V15"]["due"] == "2026-12-02T18:00:00-05:00"


@pytest.mark.usefixtures("in_new_york")
def test_moment_with_an_offset_is_itself(printed):
    there = printed(
        *KNOWN[:2], "--start", "2026-12-01T23:00Z", *KNOWN[4:], "--now", "2026-11-28T14:00Z"
    )

    assert there == printed(*KNOWN, "--now", "2026-11-28T09:00")


def test_coalition_without_a_zone_is_told_in_utc_and_nothing_is_written(printed, tools):
    listed = printed(*KNOWN, "--now", "2026-11-28T09:00")

    assert listed[0]["due"] == "2026-11-28T09:00:00+00:00"
    with tools.read() as session:
        assert workspaces.looked_up(session).id == workspaces.NOBODY


def test_what_is_not_known_includes_the_item(printed):
    listed = printed(*VIGIL, "--now", "2026-01-01T09:00")

    assert {one["id"] for one in listed if one["reason"] == "not_known"} == {
        "C09", "C10", "C17", "C23", "C29",
    }  # fmt: skip


def test_plan_is_as_of_now_where_no_moment_is_given(printed, tools):
    listed = printed(*KNOWN[:2], "--start", tools.now().isoformat(timespec="seconds"), *KNOWN[4:])

    assert {one["due"] for one in listed if one["phase"] != "AFTER"} == {
        tools.now().isoformat(timespec="seconds")
    }


def test_two_days_ahead_a_person_reads_ten_things_and_what_waits(typed):
    text = typed(*KNOWN, "--now", "2026-11-29T19:00").stdout

    assert "Vigil or memorial · Tue 1 Dec 2026, 18:00" in text
    assert "10 things to do; critical, with a “!”: 9." in text
    assert text.index("\nNow\n") < text.index("! V01  Speak with the family first")
    assert "       Family liaison · Sun 29 Nov 2026, 19:00" in text
    assert text.index("\nAfterwards\n") < text.index("\nIf there is more time\n  C01  ")
    assert max(map(len, text.splitlines())) <= 100


def test_a_person_reads_why_something_uncertain_is_listed(typed):
    text = typed(*VIGIL, "--now", "2026-01-01T09:00").stdout

    assert "listed because one of the answers is not known yet" in " ".join(text.split())
    assert "If there is more time" not in text


def test_coalition_event_names_its_commands():
    assert "plan" in CliRunner().invoke(app, ["event", "--help"]).stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--type", "party", "--start", "2026-12-01T18:00"), "is not one of 'vigil'"),
        (("--type", "vigil"), "Missing option '--start'"),
        ((*VIGIL, "--attendance", "many"), "Invalid value for '--attendance'"),
        ((*VIGIL, "--attendance", "-1"), "greater than or equal to 0"),
        ((*VIGIL, "--venue", "space"), "is not one of 'indoor'"),
        ((*VIGIL, "--tier", "5"), "is not one of 'low'"),
    ],
)
def test_bad_usage_is_told(typed, words, says):
    result = typed(*words)

    assert result.exit_code == 2
    assert says in " ".join(result.output.replace("│", " ").split())


@pytest.mark.parametrize("slip", [("--start", "tomorrow"), ("--now", "2026-12-01")])
def test_moment_that_cannot_be_read_is_told_with_the_right_form(printed, slip):
    with pytest.raises(UsageError, match="Write it as 2026-12-01T18:00"):
        printed(*VIGIL, *slip)
