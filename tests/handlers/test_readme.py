"""The README tells of the commands that there are, and of no others."""

import re
from pathlib import Path

import pytest

from handlers.features import FEATURES

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
COMMANDS = [command for feature in FEATURES for command in feature.commands]
NAMES = {name for command in COMMANDS for name in command.names}
#: What is Slack's own.
SLACKS = {"invite"}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.names[0])
def test_readme_tells_of_every_command(command):
    assert any(f"/{name}" in README for name in command.names)


def test_readme_tells_of_no_command_that_is_not_there():
    typed = {one.strip() for one in re.findall(r"`/([a-z][a-z ]*)", README)}

    unknown = {
        one
        for one in typed - SLACKS
        if not any(one == name or one.startswith(f"{name} ") for name in NAMES)
        and one not in {name.split()[0] for name in NAMES}
    }
    assert unknown == set()
