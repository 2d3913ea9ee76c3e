"""`/coalition help` and `/coalition data`."""

import pytest

from handlers.features import FEATURES
from handlers.help.service import data_report
from knowledge.access import GRANTS, Role

COMMANDS = [command for feature in FEATURES for command in feature.commands]
EXAMPLES = [(command.names[0], example) for command in COMMANDS for example in command.examples]


@pytest.mark.parametrize(
    ("who", "role"), [("Ana", Role.COORDINATOR), ("Lee", Role.MEMBER), ("Walter", Role.VISITOR)]
)
def test_help_lists_the_commands_that_somebody_may_use(slack, room, who, role):
    seen = slack.person(who).types("/coalition help", in_=slack.channel("coalition"))

    for command in COMMANDS:
        assert (command.does in seen) == (command.needs in GRANTS[role])


@pytest.mark.parametrize("typed", ["/coalition", "/coalition something else"])
def test_what_is_not_known_is_answered_with_help(lee, room, typed):
    assert "This is what I can do" in lee.types(typed, in_=room)


def test_help_after_a_command_explains_that_command(lee, room):
    seen = lee.types("/hotspots help", in_=room)

    assert "/hotspots [place] [window] [kind] [vs window]" in seen
    assert "/coalition data" not in seen


def test_help_after_a_family_of_commands_lists_those_somebody_may_use(slack):
    room = slack.channel("coalition")
    grace = slack.person("Grace").types("/event help", in_=room)
    named = slack.person("Grace").types("/coalition help event", in_=room)
    walter = slack.person("Walter").types("/event help", in_=room)

    assert "/event new Plan a safe event" in grace
    assert "/event new Plan a safe event" in named
    assert "/event paper" in walter
    assert "/event new" not in walter


@pytest.mark.parametrize(("command", "example"), EXAMPLES)
def test_every_example_works_when_clicked(slack, command, example):
    needs = next(one.needs for one in COMMANDS if one.names[0] == command)
    actor = slack.person("Samuel" if needs.of_outreach else "Ana")
    room = slack.channel("coalition")
    actor.types(f"/{command} help", in_=room)

    seen = actor.clicks(example, in_=room)

    assert seen.strip()
    assert "Something went wrong" not in seen
    assert "This is what I can do" not in seen


def test_coordinator_sees_what_data_there_is_and_what_comes_next(ana, room):
    seen = ana.types("/coalition data", in_=room)

    assert "Shooting: " in seen
    assert "without a place" in seen
    assert "through 21 Nov 2026" in seen
    assert "neighborhood: neighborhoods.geojson" in seen
    assert "Nothing is missing." in seen


def test_empty_workspace_is_told_what_to_import(tools, workspace):
    report = data_report(tools, workspace=workspace)

    assert report.categories == ()
    assert any("coalition import incidents" in one for one in report.following)
    assert any("--kind city" in one for one in report.following)
