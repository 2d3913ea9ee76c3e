import json
import signal
import sqlite3
from datetime import UTC, datetime

import pytest

from handlers.blocks import Message
from handlers.deliveries.service import enqueue
from knowledge.access import Permission
from knowledge.deliveries import Kind
from storage.engine import connect, transactions
from tests.conftest import BOX


def test_a_command_is_answered_with_a_map_in_the_direct_message(slack, bot):
    ana, room = slack.person("Ana"), slack.channel("hotspots")

    ana.types("/hotspots", in_=room)

    ana.sees("is in your messages with me", in_=room)
    ana.sees("people shot", in_=ana.direct)


def test_a_stop_finishes_what_was_asked(slack, bot):
    ana, room = slack.person("Ana"), slack.channel("hotspots")
    ana.types("/hotspots", in_=room)

    bot.send_signal(signal.SIGTERM)
    assert bot.wait(30) == 0

    ana.sees("people shot", in_=ana.direct)


def promise(home, room):
    engine = connect(f"sqlite:///{home / 'coalition.db'}", BOX)
    with transactions(engine)() as session:
        enqueue(
            session, workspace=1, parts=("van", 1), kind=Kind.POST, needs=Permission.HELP_READ,
            message=Message("The van is here"), now=datetime(2020, 1, 1, tzinfo=UTC),
            channel=room.id,
        )  # fmt: skip
    engine.dispose()


def state(home):
    with sqlite3.connect(home / "coalition.db") as connection:
        found = connection.execute("SELECT state, attempts FROM deliveries").fetchone()
    connection.close()
    return found


def test_what_was_promised_is_posted_by_itself(slack, bot, home):
    promise(home, slack.channel("hotspots"))

    slack.person("Ana").sees("The van is here", in_=slack.channel("hotspots"))


def test_a_stop_finishes_the_post_that_is_being_made(slack, bot, home):
    room = slack.channel("hotspots")
    slack.faults.slow("chat.postMessage", 1.0)
    promise(home, room)
    while state(home) == ("pending", 0) and bot.poll() is None:
        pass  # the bot looks each second

    bot.send_signal(signal.SIGTERM)
    assert bot.wait(30) == 0

    assert state(home) == ("sent", 1)
    assert [one.text for one in room.messages].count("The van is here") == 1


def test_logs_tell_nothing_of_what_was_typed(slack, bot):
    ana, room = slack.person("Ana"), slack.channel("hotspots")
    ana.types("/hotspots eastgaet where she lives 90d", in_=room)
    ana.types("/hotspots south common 90d", in_=room)
    ana.sees("is in your messages with me", in_=room)
    bot.send_signal(signal.SIGTERM)
    bot.wait(30)

    written = bot.log.read_text(encoding="utf-8").lower()

    assert json.loads(written.splitlines()[0])
    for word in ("eastgaet", "she lives", "south common", slack.bot_token, slack.app_token):
        assert word.lower() not in written


def test_without_tokens_it_says_where_they_come_from(coalition):
    ended = coalition("run")

    assert ended.returncode == 2
    assert "SLACK_BOT_TOKEN and SLACK_APP_TOKEN are needed" in ended.stderr
    assert "coalition demo" in ended.stderr


def test_a_refused_token_is_told_in_a_sentence(coalition, slack):
    ended = coalition(
        "run",
        SLACK_BOT_TOKEN="xoxb-wrong",
        SLACK_APP_TOKEN="xapp-wrong",
        SLACK_API_URL=slack.base_url,
    )
    slack.expects_refusal("invalid_auth")

    assert ended.returncode == 2
    assert "Slack refused the bot token (invalid_auth)" in ended.stderr


def test_a_slack_that_does_not_answer_is_told_in_a_sentence(coalition):
    ended = coalition(
        "run",
        SLACK_BOT_TOKEN="xoxb-1",
        SLACK_APP_TOKEN="xapp-1",
        SLACK_API_URL="http://127.0.0.1:9/api/",
    )

    assert ended.returncode == 2
    assert "could not be reached" in ended.stderr


def test_the_first_workspace_to_connect_takes_what_the_shell_imported(slack, bot, home):
    found = _workspaces(home)

    assert found == [(1, slack.team_id)]


def _workspaces(home):
    with sqlite3.connect(home / "coalition.db") as connection:
        found = connection.execute("SELECT id, team FROM workspaces").fetchall()
    connection.close()
    return found


def test_the_audit_of_a_fresh_database_is_whole(coalition):
    ended = coalition("audit", "verify")

    assert ended.returncode == 0
    assert "The audit is whole. Lines: 0." in ended.stdout


@pytest.mark.parametrize("command", ["--help", "import --help", "hotspots --help"])
def test_help_reads_without_a_database(coalition, command, tmp_path):
    ended = coalition(*command.split())

    assert ended.returncode == 0
    assert not (tmp_path / "empty").exists()
