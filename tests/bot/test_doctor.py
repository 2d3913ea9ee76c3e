import json

import pytest

from tests.conftest import SEALING_KEY


def findings(ended):
    return {one["what"]: one for one in json.loads(ended.stdout)}


def test_a_new_machine_learns_what_to_do_next(coalition):
    ended = coalition("doctor")

    assert ended.returncode == 0
    assert "Try it" not in ended.stderr
    assert "todo  Slack bot token: SLACK_BOT_TOKEN is empty." in ended.stdout
    assert "coalition import places FILE" in ended.stdout


def test_tokens_are_tried_and_scopes_compared(coalition, slack):
    ended = coalition(
        "doctor",
        "--json",
        SLACK_BOT_TOKEN=slack.bot_token,
        SLACK_APP_TOKEN=slack.app_token,
        SLACK_API_URL=slack.base_url,
    )

    found = findings(ended)
    assert found["Slack bot token"]["state"] == "fine"
    assert found["Slack app token"]["state"] == "fine"
    assert "Slack scopes" not in found


def test_a_refused_token_is_wrong_and_ends_with_one(coalition, slack):
    ended = coalition("doctor", "--json", SLACK_BOT_TOKEN="xoxb-no", SLACK_API_URL=slack.base_url)
    slack.expects_refusal("invalid_auth")

    assert ended.returncode == 1
    assert findings(ended)["Slack bot token"]["state"] == "wrong"
    assert "xoxb-no" not in ended.stdout


def test_settings_that_cannot_be_used_are_named(coalition):
    ended = coalition("doctor", TILE_URL="x", SLACK_APP_TOKEN="xoxb-mixed-up")

    assert ended.returncode == 1
    assert "SLACK_APP_TOKEN should start with xapp-" in ended.stdout


def test_a_database_that_does_not_answer_is_told(coalition):
    ended = coalition(
        "doctor",
        "--json",
        DATABASE_URL="postgresql://nobody:secret@127.0.0.1:9/none",
        COALITION_DIGEST_KEY="x" * 32,
        COALITION_KEYS=SEALING_KEY,
    )

    assert findings(ended)["database"]["says"] == "PostgreSQL does not answer."
    assert "secret" not in ended.stdout + ended.stderr


def test_what_is_loaded_is_listed(coalition, home):
    ended = coalition("doctor", COALITION_HOME=str(home))

    assert "incidents (shooting)" in ended.stdout
    assert "Places: neighborhood" in ended.stdout


@pytest.mark.postgres
def test_a_shared_database_is_not_migrated_behind_its_owners_back(coalition, empty_postgres):
    settings = {
        "DATABASE_URL": empty_postgres,
        "COALITION_DIGEST_KEY": "x" * 32,
        "COALITION_KEYS": SEALING_KEY,
    }

    before = coalition("hotspots", **settings)
    migrated = coalition("migrate", **settings)
    after = coalition("hotspots", **settings)

    assert "Run:  coalition migrate" in before.stderr
    assert "The database is at" in migrated.stdout
    assert "There is no incident data here yet" in after.stderr
