import json
import logging

import pytest
import structlog

from bot import logs


@pytest.fixture
def lines(capsys):
    def read():
        return [json.loads(line) for line in capsys.readouterr().err.splitlines()]

    kept = structlog.get_config(), logging.getLogger().handlers[:], logging.getLogger().level
    yield read
    structlog.configure(**kept[0])
    logging.getLogger().handlers[:] = kept[1]
    logging.getLogger().setLevel(kept[2])


def test_only_named_fields_are_written(lines):
    logs.configure(level="INFO", format_="json")

    structlog.get_logger().info("posted", door="/hotspots", text="where she lives")

    (line,) = lines()
    assert line["door"] == "/hotspots"
    assert "she lives" not in json.dumps(line)


def test_an_error_is_its_type_and_place_without_its_message(lines):
    logs.configure(level="INFO", format_="json")

    try:
        int("12 Main Street")
    except ValueError:
        structlog.get_logger().exception("failed", reference="K7Q2")

    (line,) = lines()
    assert line["error"] == "ValueError"
    assert line["reference"] == "K7Q2"
    assert "Main Street" not in json.dumps(line)


def test_what_a_library_says_is_withheld_but_not_who_said_it(lines):
    logs.configure(level="INFO", format_="json")

    logging.getLogger("slack_sdk.socket_mode").error("could not send her number, xapp-1-A2-abcdef")

    (line,) = lines()
    assert line["logger"] == "slack_sdk.socket_mode"
    assert line["level"] == "error"
    assert "her number" not in json.dumps(line)
    assert "abcdef" not in json.dumps(line)


def test_a_token_in_our_own_line_is_masked(lines):
    logs.configure(level="INFO", format_="json")

    structlog.get_logger().warning("refused xoxb-12-abcdef")

    (line,) = lines()
    assert "abcdef" not in json.dumps(line)


def test_what_bolt_says_of_an_unhandled_request_is_withheld(lines):
    logs.configure(level="INFO", format_="json")

    logging.getLogger("slack_bolt.App").warning('Unhandled request ({"text": "her number"})')

    (line,) = lines()
    assert "her number" not in json.dumps(line)
