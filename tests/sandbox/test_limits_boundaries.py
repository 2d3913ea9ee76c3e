"""What is just small enough is taken, and one more is refused, wherever a limit stands."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox import limits
from tests.sandbox.corpus import load, patched
from tests.sandbox.test_limits import refusal

GOOD = load("good")
LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S"))
WORDS = [
    ("messages", "buttons", "/blocks/0/elements/0/text/text", 75),
    ("messages", "buttons", "/blocks/0/elements/0/value", 2000),
    ("messages", "buttons", "/blocks/0/elements/0/accessibility_label", 75),
    ("messages", "buttons", "/blocks/0/elements/0/action_id", 255),
    ("messages", "buttons", "/blocks/0/elements/0/confirm/title/text", 100),
    ("messages", "buttons", "/blocks/0/elements/0/confirm/text/text", 300),
    ("messages", "buttons", "/blocks/0/elements/0/confirm/confirm/text", 30),
    ("messages", "buttons", "/blocks/0/elements/3/options/0/text/text", 75),
    ("messages", "buttons", "/blocks/0/elements/3/options/0/value", 150),
    ("messages", "buttons", "/blocks/0/elements/3/placeholder/text", 150),
    ("messages", "section", "/blocks/0/text/text", 3000),
    ("messages", "section", "/blocks/0/block_id", 255),
    ("messages", "section of fields", "/blocks/0/fields/0/text", 2000),
    ("messages", "header", "/blocks/0/text/text", 150),
    ("messages", "image", "/blocks/0/alt_text", 2000),
    ("messages", "image", "/blocks/0/title/text", 2000),
    ("messages", "context", "/blocks/0/elements/0/text", 3000),
    ("messages", "markdown block", "/blocks/0/text", 12_000),
    ("messages", "groups", "/blocks/0/elements/0/option_groups/0/label/text", 75),
    ("messages", "feedback", "/blocks/0/elements/0/positive_button/text/text", 75),
    ("messages", "feedback", "/blocks/0/elements/0/positive_button/value", 2000),
    ("messages", "pie", "/blocks/0/title", 50),
    ("messages", "pie", "/blocks/0/chart/segments/0/label", 20),
    ("messages", "bars", "/blocks/0/chart/axis_config/y_label", 50),
    ("messages", "card and carousel", "/blocks/0/title/text", 150),
    ("messages", "card and carousel", "/blocks/0/body/text", 200),
    ("messages", "container", "/blocks/0/title/text", 150),
    ("messages", "markdown", "/markdown_text", 12_000),
    ("dialogs", "whole", "/title/text", 24),
    ("dialogs", "whole", "/submit/text", 24),
    ("dialogs", "whole", "/close/text", 24),
    ("dialogs", "whole", "/callback_id", 255),
    ("dialogs", "whole", "/private_metadata", 3000),
    ("dialogs", "whole", "/blocks/0/label/text", 2000),
    ("dialogs", "the longest words", "/blocks/0/hint/text", 2000),
    ("dialogs", "the longest words", "/blocks/0/element/initial_value", 3000),
    ("dialogs", "alert", "/blocks/0/text/text", 200),
    ("streams", "markdown", "/markdown_text", 12_000),
    ("streams", "chunks", "/chunks/0/text", 12_000),
]
LISTS = [
    ("messages", "fifty blocks", "/blocks", {"type": "divider"}, 50),
    ("messages", "twenty-five buttons", "/blocks/0/elements", "button", 25),
    ("messages", "context", "/blocks/0/elements", "words", 10),
    ("messages", "section of fields", "/blocks/0/fields", "words", 10),
    ("messages", "the longest select", "/blocks/0/elements/0/options", "option", 100),
    ("dialogs", "a hundred blocks", "/blocks", {"type": "divider"}, 100),
    ("homes", "full", "/blocks", {"type": "divider"}, 100),
]


def words(n):
    return {"type": "plain_text", "text": f"words {n}"}


MADE = {
    "button": lambda n: {"type": "button", "text": words(n), "action_id": f"go {n}"},
    "words": words,
    "option": lambda n: {"text": words(n), "value": f"{n}"},
}


@pytest.mark.parametrize(("surface", "of", "pointer", "most"), WORDS)
@settings(max_examples=15, deadline=None)
@given(over=st.integers(-3, 3), letter=LETTERS)
def test_words_are_taken_up_to_their_limit(surface, of, pointer, most, over, letter):
    payload = patched(GOOD[surface][of], {"set": {pointer: letter * (most + over)}})
    if pointer.endswith("options/0/text/text"):
        payload["blocks"][0]["elements"][3].pop("initial_option")

    assert (refusal(surface, payload) is None) == (over <= 0)


@pytest.mark.parametrize(("surface", "of", "pointer", "each", "most"), LISTS)
@settings(max_examples=15, deadline=None)
@given(over=st.integers(-3, 3))
def test_lists_are_taken_up_to_their_limit(surface, of, pointer, each, most, over):
    make = MADE.get(each) if isinstance(each, str) else lambda _: dict(each)
    listed = [make(n) for n in range(most + over)]
    base = GOOD[surface][of]

    refused = refusal(surface, patched(base, {"set": {pointer: listed}}))

    assert (refused is None) == (over <= 0)
    if refused:
        assert f"no more than {most} items" in refused.messages[0]


@settings(max_examples=60, deadline=None)
@given(sizes=st.lists(st.integers(1, 3000), min_size=1, max_size=8))
def test_a_message_is_taken_up_to_so_many_characters_in_all(sizes):
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * size}} for size in sizes]

    refused = limits.message({"blocks": blocks})

    assert (refused is None) == (sum(sizes) <= 13_200)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["type", "text", "elements", "element", "options", "rows", "blocks"])
            | st.text(max_size=4),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
KINDS = st.sampled_from(
    ["section", "actions", "table", "data_table", "data_visualization", "input", "card", "plan",
     "container", "rich_text", "context_actions", "carousel", "image", "video"]
)  # fmt: skip


NAMES = st.sampled_from(
    ["text", "elements", "rows", "chart", "element", "actions", "tasks", "child_blocks",
     "accessory", "fields", "title"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(kind=KINDS, rest=st.dictionaries(NAMES, JSON, max_size=4))
def test_no_shape_of_payload_is_too_strange_to_judge(kind, rest):
    block = {"type": kind, **rest}

    limits.message({"blocks": [block]})
    limits.view({"type": "modal", "title": rest.get("title"), "blocks": [block]}, "modal")


def test_a_view_is_measured_in_bytes_as_it_is_sent():
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "é" * 3000}}] * 40
    view = GOOD["dialogs"]["smallest"] | {"blocks": blocks}

    assert refusal("dialogs", view) is None, "245 kB, though 723 kB with every letter escaped"
    more = blocks + blocks[:2]
    assert refusal("dialogs", view | {"blocks": more}).error == "view_too_large"
