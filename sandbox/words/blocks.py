"""Walking through Block Kit."""

import copy
import hashlib
from collections.abc import Iterator
from typing import Any

Block = dict[str, Any]
Element = dict[str, Any]

INPUTS = frozenset(
    {
        "plain_text_input",
        "email_text_input",
        "url_text_input",
        "number_input",
        "rich_text_input",
        "file_input",
        "static_select",
        "multi_static_select",
        "external_select",
        "multi_external_select",
        "users_select",
        "multi_users_select",
        "conversations_select",
        "multi_conversations_select",
        "channels_select",
        "multi_channels_select",
        "radio_buttons",
        "checkboxes",
        "datepicker",
        "timepicker",
        "datetimepicker",
    }
)


def walk(blocks: list[Block]) -> Iterator[Block]:
    """Yield every block, those inside containers and carousels after the one that holds them."""
    for block in blocks:
        yield block
        inner = block.get("child_blocks") if block.get("type") == "container" else None
        if block.get("type") == "carousel":
            inner = block.get("elements")
        if inner:
            yield from walk(inner)


def elements(blocks: list[Block]) -> Iterator[tuple[Block, Element]]:
    """Yield every interactive element with the block that holds it."""
    for block in walk(blocks):
        held = [block.get("accessory"), block.get("element")]
        if block.get("type") in {"actions", "context_actions"}:
            held += block.get("elements", [])
        if block.get("type") == "card":
            held += block.get("actions") or []
        for element in held:
            if isinstance(element, dict) and element.get("type") != "image":
                yield block, element


def identified(blocks: list[Block], *, seed: str) -> list[Block]:
    """Return a copy in which each block and element has an identifier, as Slack fills in."""
    filled = copy.deepcopy(blocks)
    for index, block in enumerate(walk(filled)):
        block.setdefault("block_id", _filler(seed, index))
    for index, (block, element) in enumerate(elements(filled)):
        element.setdefault("action_id", _filler(f"{seed}/{block['block_id']}", index))
    return filled


def find(blocks: list[Block], block_id: str, action_id: str) -> tuple[Block, Element] | None:
    """Return the element that those identifiers name."""
    for block, element in elements(blocks):
        if (block.get("block_id"), element.get("action_id")) == (block_id, action_id):
            return block, element
    return None


def options(element: Element) -> list[dict[str, Any]]:
    """Return every option an element offers, its groups opened."""
    listed = list(element.get("options") or [])
    for group in element.get("option_groups") or []:
        listed += group["options"]
    return listed


def slack_files(blocks: list[Block]) -> Iterator[tuple[str, str]]:
    """Yield each uploaded image that blocks show, with the pointer to where."""
    return _files(blocks, "/blocks")


def _files(held: Any, at: str) -> Iterator[tuple[str, str]]:
    if isinstance(held, list):
        for index, each in enumerate(held):
            yield from _files(each, f"{at}/{index}")
    elif isinstance(held, dict):
        named = held.get("slack_file")
        if held.get("type") == "image" and isinstance(named, dict):
            yield named.get("id") or _id_in(named.get("url", "")), at
        for name, each in held.items():
            yield from _files(each, f"{at}/{name}")


def _id_in(url: str) -> str:
    return next((part for part in url.split("/") if part.startswith("F0")), "")


def _filler(seed: str, index: int) -> str:
    return hashlib.sha256(f"{seed}/{index}".encode()).hexdigest()[:5]
