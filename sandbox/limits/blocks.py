"""Blocks: what each type takes, and where it may stand."""

from typing import Any

from sandbox.limits import data
from sandbox.limits.elements import (
    BUTTON,
    BUTTONS,
    CHOICES,
    DAYS,
    FEEDBACK_BUTTONS,
    FILES,
    ICON_BUTTON,
    IMAGE,
    MOMENT,
    SELECTS,
    TYPED,
)
from sandbox.limits.grammar import (
    Fault,
    Faults,
    Rule,
    by_type,
    either,
    exactly_one,
    flag,
    integer,
    one_of,
    several,
    shape,
    string,
)
from sandbox.limits.objects import HTTPS, IDENTIFIER, SLACK_FILE, URL, WEB, plain, text
from sandbox.limits.rich import PARTS, RICH_TEXT

Fields = dict[str, Rule]
TYPE: Fields = {"type": string()}
ID: Fields = {"block_id": IDENTIFIER}
PICTURE = by_type({"image": IMAGE})

SECTION = shape(
    TYPE,
    ID
    | {
        "text": text(3000),
        "fields": several(text(2000), 1, 10),
        "accessory": by_type({"image": IMAGE, **BUTTONS, **SELECTS, **CHOICES, **DAYS}),
        "expand": flag,
    },
    either("text", "fields"),
)
HEADER = shape(TYPE | {"text": plain(150)}, ID | {"level": integer(1, 4)})
CONTEXT = shape(
    TYPE
    | {
        "elements": several(
            by_type({"image": IMAGE, "mrkdwn": text(3000), "plain_text": text(3000)}), 1, 10
        )
    },
    ID,
)
ACTIONS = shape(
    TYPE
    | {"elements": several(by_type({**BUTTONS, **SELECTS, **CHOICES, **DAYS, **MOMENT}), 1, 25)},
    ID,
)
CONTEXT_ACTIONS = shape(
    TYPE
    | {
        "elements": several(
            by_type({"feedback_buttons": FEEDBACK_BUTTONS, "icon_button": ICON_BUTTON}), 1, 5
        )
    },
    ID,
)
IMAGE_BLOCK = shape(
    TYPE | {"alt_text": string(2000, least=1)},
    ID | {"image_url": WEB, "slack_file": SLACK_FILE, "title": plain(2000)},
    exactly_one("image_url", "slack_file"),
)


def _still(given: Any, at: str) -> Faults:
    """Refuse an upload that would send itself while it is chosen."""
    if given["element"]["type"] == "file_input" and given.get("dispatch_action"):
        yield Fault("`dispatch_action` is not supported with file_input", f"{at}/dispatch_action")


def _input(kinds: dict[str, Rule]) -> Rule:
    return shape(
        TYPE | {"label": plain(2000), "element": by_type(kinds)},
        ID | {"hint": plain(2000), "optional": flag, "dispatch_action": flag},
        _still,
    )


ASKED = {**TYPED, **SELECTS, **CHOICES, **DAYS, **MOMENT}
INPUT = _input(ASKED)
DIALOG_INPUT = _input({**ASKED, **FILES})
DIVIDER = shape(TYPE, ID)
MARKDOWN = shape(TYPE | {"text": string(12_000, least=1)}, ID)
RICH = shape(TYPE | {"elements": several(by_type(PARTS), 1)}, ID)
VIDEO = shape(
    TYPE
    | {
        "alt_text": string(2000, least=1),
        "title": plain(199),
        "thumbnail_url": HTTPS,
        "video_url": HTTPS,
    },
    ID
    | {
        "title_url": HTTPS,
        "description": plain(199),
        "provider_icon_url": URL,
        "provider_name": string(49),
        "author_name": string(49),
    },
)
ALERT = shape(
    TYPE | {"text": text(200)},
    ID | {"level": one_of("default", "info", "warning", "error", "success")},
)
TASK = shape(
    TYPE
    | {
        "task_id": string(255, least=1),
        "title": string(least=1),
        "status": one_of("pending", "in_progress", "complete", "error"),
    },
    ID
    | {
        "details": RICH_TEXT,
        "output": RICH_TEXT,
        "sources": several(
            by_type({"url": shape(TYPE | {"url": WEB, "text": string(least=1)})}), 0
        ),
    },
)
PLAN = shape(
    TYPE | {"title": string(least=1)}, ID | {"tasks": several(by_type({"task_card": TASK}), 0, 50)}
)
CARD = shape(
    TYPE,
    ID
    | {
        "hero_image": PICTURE,
        "icon": PICTURE,
        "title": text(150),
        "subtitle": text(150),
        "body": text(200),
        "subtext": text(200),
        "actions": several(by_type({"button": BUTTON}), 1, 2),
    },
    either("hero_image", "title", "body", "actions"),
)
CAROUSEL = shape(TYPE | {"elements": several(by_type({"card": CARD}), 1, 10)}, ID)

COMMON: Fields = {
    "actions": ACTIONS,
    "context": CONTEXT,
    "divider": DIVIDER,
    "header": HEADER,
    "image": IMAGE_BLOCK,
    "input": INPUT,
    "rich_text": RICH,
    "section": SECTION,
    "video": VIDEO,
}
CHILDREN: Fields = {
    name: rule for name, rule in COMMON.items() if name not in {"input", "video"}
} | {"markdown": MARKDOWN, "table": data.TABLE, "data_table": data.DATA_TABLE}


def _folds(given: Any, at: str) -> Faults:
    if given.get("default_collapsed") and not given.get("is_collapsible"):
        yield Fault("`default_collapsed` requires `is_collapsible`", f"{at}/default_collapsed")


CONTAINER = shape(
    TYPE | {"child_blocks": several(by_type(CHILDREN), 1, 10)},
    ID
    | {
        "title": plain(150),
        "rich_text_title": RICH_TEXT,
        "subtitle": text(150),
        "width": one_of("narrow", "standard", "wide", "full"),
        "icon": PICTURE,
        "is_collapsible": flag,
        "default_collapsed": flag,
        "has_header_divider": flag,
    },
    either("title", "rich_text_title"),
    _folds,
)

IN_MESSAGES = by_type(
    COMMON
    | {
        "card": CARD,
        "carousel": CAROUSEL,
        "container": CONTAINER,
        "context_actions": CONTEXT_ACTIONS,
        "data_table": data.DATA_TABLE,
        "data_visualization": data.DATA_VISUALIZATION,
        "markdown": MARKDOWN,
        "plan": PLAN,
        "table": data.TABLE,
        "task_card": TASK,
    }
)
IN_DIALOGS = by_type(COMMON | {"alert": ALERT, "input": DIALOG_INPUT})
IN_HOME = by_type(COMMON)
