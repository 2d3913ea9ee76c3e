"""Slack's limits, and how what is too long is made to fit."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from typing import Any

from handlers.blocks import Block, Message

BLOCKS_IN_MESSAGE = 50
BLOCKS_IN_DIALOG = 100
#: Longer blocks together are refused with msg_blocks_too_long, each legal or not.
MESSAGE = 13_000
#: The text beside the blocks; chat.update takes no more.
NOTIFICATION = 4_000
HEADER = 150
SECTION = 3_000
ALT = 2_000
LABEL = 2_000
BUTTON = 75
BUTTON_VALUE = 2_000
OPTION = 75
OPTION_VALUE = 150
OPTIONS = 100
BOXES, OVERFLOW = 10, 5
PLACEHOLDER = 150
CONFIRM_TITLE, CONFIRM_TEXT, CONFIRM_BUTTON = 100, 300, 30
DIALOG_TITLE = 24
DIALOG_DATA = 3_000
CONTEXT_ELEMENTS = 10
ACTION_ELEMENTS = 25

_ENTITY = re.compile(r"&[a-z]{0,3}$")


def clip(text: str, most: int) -> str:
    """Return ``text`` in at most ``most`` characters, ending in "…" where some are missing."""
    if len(text) <= most:
        return text
    return _ENTITY.sub("", text[: most - 1]) + "…"


def fit(message: Message) -> Message:
    """Return a message that Slack takes: long texts cut or split, what is too much left out."""
    blocks = _fitted(message.blocks, BLOCKS_IN_MESSAGE)
    while _size(blocks) > MESSAGE:
        _shorten(blocks, _size(blocks) - MESSAGE)
    return Message(clip(message.text, NOTIFICATION) or "…", blocks)


def fit_dialog(view: Block) -> Block:
    """Return a dialog that Slack takes."""
    fitted = view | {"blocks": _fitted(view["blocks"], BLOCKS_IN_DIALOG)}
    for part in ("title", "submit", "close"):
        if part in view:
            fitted[part] = _text(view[part], DIALOG_TITLE)
    if len(view.get("private_metadata", "")) > DIALOG_DATA:
        raise ValueError("a dialog carries at most 3,000 characters")
    return fitted


def fit_home(view: Block) -> Block:
    """Return a Home that Slack takes."""
    return view | {"blocks": _fitted(view["blocks"], BLOCKS_IN_DIALOG)}


def fit_options(options: list[Block]) -> list[Block]:
    """Return the options that Slack takes for a menu."""
    return _options(options)


def _size(blocks: list[Block]) -> int:
    return len(json.dumps(blocks, ensure_ascii=False))


def _fitted(blocks: Iterable[Block], most: int) -> list[Block]:
    every = [part for block in blocks for part in _FITS[block["type"]](deepcopy(block))]
    if len(every) <= most:
        return every
    last = [block for block in every[most - 1 :] if block["type"] == "actions"][-1:]
    return every[: most - len(last)] + last


def _shorten(blocks: list[Block], excess: int) -> None:
    """Cut the longest text by as much as is too much, or drop a block with nothing to cut."""
    texts = sorted(_texts(blocks), key=lambda text: len(text["text"]))
    if texts and len(texts[-1]["text"]) > OPTION:
        text = texts[-1]
        text["text"] = clip(text["text"], max(OPTION, len(text["text"]) - excess - 1))
        return
    kept = [at for at, block in enumerate(blocks) if block["type"] != "actions"]
    del blocks[kept[-1] if kept else -1]


def _texts(blocks: list[Block]) -> Iterator[Block]:
    for block in blocks:
        if block["type"] == "section":
            yield block["text"]
        elif block["type"] == "context":
            yield from block["elements"]


def _text(text: Block, most: int) -> Block:
    return text | {"text": clip(text["text"], most) or "…"}


def _header(block: Block) -> Iterator[Block]:
    yield block | {"text": _text(block["text"], HEADER)}


def _section(block: Block) -> Iterator[Block]:
    """Yield a paragraph in as many as it takes; what stands beside it stays with the first."""
    beside = _element(block["accessory"]) if "accessory" in block else None
    bare = {key: kept for key, kept in block.items() if key != "accessory"}
    for at, part in enumerate(_pieces(block["text"]["text"])):
        with_text = bare | {"text": block["text"] | {"text": part}}
        yield with_text | ({"accessory": beside} if beside and not at else {})


def _pieces(text: str) -> Iterator[str]:
    """Yield a long text in parts of at most 3,000 characters, broken between lines if possible."""
    while len(text) > SECTION:
        at = text.rfind("\n", 1, SECTION)
        if at < 1:
            at = SECTION - len((_ENTITY.search(text[:SECTION]) or [""])[0])
        yield text[:at]
        text = text[at:].lstrip("\n")
    if text.strip():
        yield text


def _context(block: Block) -> Iterator[Block]:
    elements = [_text(one, SECTION) for one in block["elements"] if one["text"].strip()]
    for at in range(0, len(elements), CONTEXT_ELEMENTS):
        yield block | {"elements": elements[at : at + CONTEXT_ELEMENTS]}


def _image(block: Block) -> Iterator[Block]:
    yield block | {"alt_text": clip(block["alt_text"], ALT) or "…"}


def _actions(block: Block) -> Iterator[Block]:
    elements = [fitted for one in block["elements"] if (fitted := _element(one))]
    if elements:
        yield block | {"elements": elements[:ACTION_ELEMENTS]}


def _input(block: Block) -> Iterator[Block]:
    element = _element(block["element"])
    if element:
        yield block | {"label": _text(block["label"], LABEL), "element": element}


def _divider(block: Block) -> Iterator[Block]:
    yield block


_FITS: dict[str, Callable[[Block], Iterator[Block]]] = {
    "header": _header,
    "section": _section,
    "context": _context,
    "image": _image,
    "actions": _actions,
    "input": _input,
    "divider": _divider,
}


def _element(element: Block) -> Block | None:
    """Return a button or menu that fits; None for one whose value would have to be cut."""
    if element["type"] == "button":
        return _button(element)
    if "placeholder" in element:
        element["placeholder"] = _text(element["placeholder"], PLACEHOLDER)
    if element["type"] in ("static_select", "multi_static_select"):
        return _select(element)
    if element["type"] in ("checkboxes", "radio_buttons", "overflow"):
        return _list(element)
    if "initial_value" in element and "max_length" in element:
        element["initial_value"] = clip(element["initial_value"], element["max_length"])
    return element


def _list(element: Block) -> Block | None:
    """Return boxes, radio buttons or an overflow menu with as many options as Slack takes."""
    most = OVERFLOW if element["type"] == "overflow" else BOXES
    element["options"] = _options(element["options"])[:most]
    _keep_begun(element, element["options"])
    return element if element["options"] else None


def _keep_begun(element: Block, offered: list[Any]) -> None:
    """Drop what is chosen from the start where the menu does not offer it."""
    if "initial_option" in element:
        begun = _options([element.pop("initial_option")])
        if begun and begun[0] in offered:
            element["initial_option"] = begun[0]
    if "initial_options" in element:
        several = [one for one in _options(element.pop("initial_options")) if one in offered]
        if several:
            element["initial_options"] = several


def _button(element: Block) -> Block | None:
    if len(element.get("value", "")) > BUTTON_VALUE:
        return None
    element["text"] = _text(element["text"], BUTTON)
    asked = element.get("confirm")
    if asked:
        asked["title"] = _text(asked["title"], CONFIRM_TITLE)
        asked["text"] = _text(asked["text"], CONFIRM_TEXT)
        asked["confirm"] = _text(asked["confirm"], CONFIRM_BUTTON)
        asked["deny"] = _text(asked["deny"], CONFIRM_BUTTON)
    return element


def _select(element: Block) -> Block | None:
    kept: list[Any] = []
    if "option_groups" in element:
        groups = [
            {"label": _text(group["label"], OPTION), "options": options}
            for group in element["option_groups"]
            if (options := _options(group["options"]))
        ]
        element["option_groups"] = groups[:OPTIONS]
        kept = [one for group in element["option_groups"] for one in group["options"]]
    else:
        element["options"] = kept = _options(element["options"])
    _keep_begun(element, kept)
    return element if kept else None


def _options(options: list[Block]) -> list[Block]:
    fitting = [one for one in options if 0 < len(one["value"]) <= OPTION_VALUE]
    return [one | {"text": _text(one["text"], OPTION)} for one in fitting[:OPTIONS]]
