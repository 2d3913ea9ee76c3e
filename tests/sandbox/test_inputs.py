"""What a dialog holds, and what it refuses before the app hears of it."""

import pytest

from sandbox.words import inputs
from tests.sandbox.greeter import option, plain

RICH = {
    "type": "rich_text",
    "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "hi"}]}],
}
OPTIONS = [option("One", "1"), option("Two", "2")]


def block(element, **more):
    held = {"action_id": "a", **element}
    return {"type": "input", "block_id": "b", "label": plain("L"), "element": held, **more}


@pytest.mark.parametrize(
    ("element", "raw", "state"),
    [
        ({"type": "plain_text_input"}, "hi", {"value": "hi"}),
        ({"type": "plain_text_input", "initial_value": "was"}, None, {"value": "was"}),
        ({"type": "static_select", "options": OPTIONS}, "2", {"selected_option": OPTIONS[1]}),
        ({"type": "radio_buttons", "options": OPTIONS, "initial_option": OPTIONS[0]}, None,
         {"selected_option": OPTIONS[0]}),
        ({"type": "checkboxes", "options": OPTIONS}, ["1", "2"], {"selected_options": OPTIONS}),
        ({"type": "users_select"}, "U1", {"selected_user": "U1"}),
        ({"type": "multi_users_select"}, ["U1"], {"selected_users": ["U1"]}),
        ({"type": "conversations_select"}, "C1", {"selected_conversation": "C1"}),
        ({"type": "datepicker"}, "2026-11-22", {"selected_date": "2026-11-22"}),
        ({"type": "timepicker"}, None, {"selected_time": None}),
        ({"type": "datetimepicker"}, "1790000000", {"selected_date_time": 1790000000}),
        ({"type": "rich_text_input"}, "hi", {"rich_text_value": RICH}),
        ({"type": "rich_text_input", "initial_value": RICH}, None, {"rich_text_value": RICH}),
        ({"type": "file_input"}, ['{"id": "F1"}'], {"files": [{"id": "F1"}]}),
        ({"type": "external_select", "initial_option": OPTIONS[0]}, None,
         {"selected_option": OPTIONS[0]}),
    ],
)  # fmt: skip
def test_each_element_keeps_its_value_as_slack_does(element, raw, state):
    filled = {} if raw is None else {("b", "a"): raw}

    [held] = inputs.state([block(element)], filled)["b"].values()

    assert held == {"type": element["type"], **state}


@pytest.mark.parametrize(
    ("element", "raw", "fault"),
    [
        ({"type": "plain_text_input"}, "", "complete this required field"),
        ({"type": "checkboxes", "options": OPTIONS}, [], "complete this required field"),
        ({"type": "plain_text_input", "min_length": 3}, "ab", "at least 3 characters"),
        ({"type": "plain_text_input", "max_length": 3}, "abcd", "at most 3 characters"),
        ({"type": "number_input", "is_decimal_allowed": False}, "1.5", "enter a number"),
        ({"type": "number_input", "is_decimal_allowed": True, "min_value": "2"}, "1.5", "least 2"),
        ({"type": "number_input", "is_decimal_allowed": True, "max_value": "1"}, "1.5", "most 1"),
        ({"type": "email_text_input"}, "sam", "enter an email address"),
        ({"type": "url_text_input"}, "example", "enter a link that begins with http"),
    ],
)
def test_a_dialog_says_what_is_wrong_with_a_field(element, raw, fault):
    blocks = [block(element)]

    assert fault in inputs.faults(blocks, inputs.state(blocks, {("b", "a"): raw}))["b"]


def test_an_optional_field_may_stay_empty():
    blocks = [block({"type": "plain_text_input"}, optional=True)]

    assert inputs.faults(blocks, inputs.state(blocks, {})) == {}


def test_only_listed_options_can_be_chosen():
    blocks = [block({"type": "static_select", "options": OPTIONS})]

    with pytest.raises(inputs.NotOfferedError):
        inputs.state(blocks, {("b", "a"): "3"})


def test_only_days_that_exist_can_be_chosen():
    with pytest.raises(ValueError, match="day is out of range"):
        inputs.state([block({"type": "datepicker"})], {("b", "a"): "2026-02-30"})
