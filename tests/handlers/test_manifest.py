import json
from pathlib import Path

import jsonschema

from handlers.features import FEATURES, manifest

ROOT = Path(__file__).parents[2]


def test_manifest_is_what_the_features_need():
    kept = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))

    assert kept == manifest()


def test_manifest_is_valid_by_slacks_own_schema():
    schema = ROOT / "sandbox" / "slack" / "manifest.schema.json"

    jsonschema.validate(manifest(), json.loads(schema.read_text(encoding="utf-8")))


def test_manifest_stays_within_slacks_limits():
    made = manifest()

    commands = made["features"]["slash_commands"]
    assert len(commands) <= 50
    assert all(len(command["command"]) <= 32 for command in commands)
    assert len({command["command"] for command in commands}) == len(commands)


def test_every_command_can_be_typed():
    slashes = {one["command"] for one in manifest()["features"]["slash_commands"]}

    named = {f"/{name.split()[0]}" for f in FEATURES for c in f.commands for name in c.names}
    assert slashes == named
