"""Slack's limits as its documentation states them, to hold every message against."""

import json

TEXTS = {"section": 3000, "header": 150}


def check_message(text, blocks):
    assert 1 <= len(text) <= 4000
    assert len(blocks) <= 50
    assert len(json.dumps(blocks, ensure_ascii=False)) <= 13_200
    check_blocks(blocks)


def check_dialog(view):
    assert view["type"] == "modal"
    assert len(view["blocks"]) <= 100
    assert len(json.dumps(view)) <= 250_000
    assert len(view.get("private_metadata", "")) <= 3000
    assert len(view.get("callback_id", "")) <= 255
    for part in ("title", "close", "submit"):
        if part in view:
            check_text(view[part], 24)
    if any(block["type"] == "input" for block in view["blocks"]):
        assert "submit" in view
    check_blocks(view["blocks"])


def check_text(text, most):
    assert text["type"] in ("plain_text", "mrkdwn")
    assert 1 <= len(text["text"]) <= most


def check_blocks(blocks):
    named = [block["block_id"] for block in blocks if "block_id" in block]
    assert len(named) == len(set(named))
    for block in blocks:
        CHECKS[block["type"]](block)


def check_header(block):
    assert block["text"]["type"] == "plain_text"
    check_text(block["text"], 150)


def check_section(block):
    check_text(block["text"], 3000)


def check_context(block):
    assert 1 <= len(block["elements"]) <= 10
    for element in block["elements"]:
        check_text(element, 3000)


def check_image(block):
    assert 1 <= len(block["alt_text"]) <= 2000
    assert block["slack_file"]["id"]


def check_actions(block):
    assert 1 <= len(block["elements"]) <= 25
    ids = [element["action_id"] for element in block["elements"]]
    assert len(ids) == len(set(ids))
    for element in block["elements"]:
        check_element(element)


def check_input(block):
    check_text(block["label"], 2000)
    check_element(block["element"])


def check_element(element):
    assert len(element["action_id"]) <= 255
    if element["type"] == "button":
        check_text(element["text"], 75)
        assert len(element["value"]) <= 2000
        if "confirm" in element:
            for part, most in (("title", 100), ("text", 300), ("confirm", 30), ("deny", 30)):
                check_text(element["confirm"][part], most)
    if element["type"] == "static_select":
        check_select(element)


def check_select(element):
    groups = element.get("option_groups", [{"options": element.get("options")}])
    assert 1 <= len(groups) <= 100
    for group in groups:
        assert 1 <= len(group["options"]) <= 100
        if "label" in group:
            check_text(group["label"], 75)
        for option in group["options"]:
            check_text(option["text"], 75)
            assert 1 <= len(option["value"]) <= 150
    if "initial_option" in element:
        assert any(element["initial_option"] in group["options"] for group in groups)


CHECKS = {
    "header": check_header,
    "section": check_section,
    "context": check_context,
    "image": check_image,
    "actions": check_actions,
    "input": check_input,
    "divider": lambda _block: None,
}
