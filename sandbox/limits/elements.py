"""Block elements: what each type takes."""

from sandbox.limits.grammar import (
    Rule,
    among,
    day,
    exactly_one,
    flag,
    integer,
    one_of,
    ordered,
    several,
    shape,
    string,
)
from sandbox.limits.objects import (
    CONFIRM,
    DISPATCH,
    FEEDBACK,
    FILTER,
    GROUP,
    IDENTIFIER,
    LINK,
    MENU_OPTION,
    OPTION,
    RICH_OPTION,
    SLACK_FILE,
    STYLE,
    WEB,
    WORKFLOW,
    options_of,
    plain,
)
from sandbox.limits.rich import RICH_TEXT

Fields = dict[str, Rule]

TYPE: Fields = {"type": string()}
ACTION: Fields = {"action_id": IDENTIFIER}
FOCUS: Fields = ACTION | {"focus_on_load": flag}
PLACEHOLDER: Fields = {"placeholder": plain(150)}
PICKER = FOCUS | PLACEHOLDER | {"confirm": CONFIRM}
FIELD = FOCUS | PLACEHOLDER | {"dispatch_action_config": DISPATCH}
MANY: Fields = {"max_selected_items": integer(1, 1_000_000)}
LABEL: Fields = {"accessibility_label": string(75)}
IDS = several(string(least=1), 0)
BEGUN_ONE = among(("initial_option",), options_of)
BEGUN_MANY = among(("initial_options",), options_of)
NUMERAL = string(like=r"-?[0-9]+(\.[0-9]+)?")

IMAGE = shape(
    TYPE | {"alt_text": string(2000, least=1)},
    {"image_url": WEB, "slack_file": SLACK_FILE},
    exactly_one("image_url", "slack_file"),
)

BUTTON = shape(
    TYPE | {"text": plain(75)},
    ACTION
    | LABEL
    | {
        "value": string(2000, least=1),
        "url": LINK,
        "style": STYLE,
        "confirm": CONFIRM,
        "agent_prompt": string(4000),
        "agent_prompt_display": string(4000),
        "visible_to_user_ids": IDS,
    },
)
ICON_BUTTON = shape(
    TYPE | {"text": plain(75), "icon": one_of("trash")},
    ACTION
    | LABEL
    | {"value": string(2000, least=1), "confirm": CONFIRM, "visible_to_user_ids": IDS},
)
FEEDBACK_BUTTONS = shape(TYPE | {"positive_button": FEEDBACK, "negative_button": FEEDBACK}, ACTION)


def _select(begun: Fields, *also: Rule, groups: bool = True) -> Rule:
    offered: Fields = {"options": several(OPTION, 1, 100)}
    if groups:
        offered |= {"option_groups": several(GROUP, 1, 100)}
    return shape(TYPE, PICKER | offered | begun, exactly_one(*offered), *also)


def _box(begun: Fields, also: Rule) -> Rule:
    held: Fields = {"options": several(RICH_OPTION, 1, 10)}
    return shape(TYPE | held, FOCUS | {"confirm": CONFIRM} | begun, also)


ONE: Fields = {"initial_option": OPTION}
SEVERAL: Fields = {"initial_options": several(OPTION, 1, 100)}
QUERY: Fields = {"min_query_length": integer(0, 1_000_000)}
PERSONS: Fields = {"initial_users": IDS}
TALKS: Fields = {"default_to_current_conversation": flag, "filter": FILTER}
REPLY: Fields = {"response_url_enabled": flag}
ID = string(least=1)

SELECTS: dict[str, Rule] = {
    "static_select": _select(ONE, BEGUN_ONE),
    "external_select": shape(TYPE, PICKER | ONE | QUERY),
    "users_select": shape(TYPE, PICKER | {"initial_user": ID}),
    "conversations_select": shape(TYPE, PICKER | TALKS | REPLY | {"initial_conversation": ID}),
    "channels_select": shape(TYPE, PICKER | REPLY | {"initial_channel": ID}),
    "multi_static_select": _select(SEVERAL | MANY, BEGUN_MANY),
    "multi_external_select": shape(TYPE, PICKER | SEVERAL | QUERY | MANY),
    "multi_users_select": shape(TYPE, PICKER | PERSONS | MANY),
    "multi_conversations_select": shape(
        TYPE, PICKER | TALKS | MANY | {"initial_conversations": IDS}
    ),
    "multi_channels_select": shape(TYPE, PICKER | MANY | {"initial_channels": IDS}),
}
CHOICES: dict[str, Rule] = {
    "checkboxes": _box({"initial_options": several(RICH_OPTION, 1, 10)}, BEGUN_MANY),
    "radio_buttons": _box({"initial_option": RICH_OPTION}, BEGUN_ONE),
}
DAYS: dict[str, Rule] = {
    "datepicker": shape(TYPE, PICKER | {"initial_date": day}),
    "timepicker": shape(
        TYPE,
        PICKER
        | {"initial_time": string(like=r"([01][0-9]|2[0-3]):[0-5][0-9]"), "timezone": string()},
    ),
}
MOMENT: dict[str, Rule] = {
    "datetimepicker": shape(
        TYPE,
        FOCUS
        | {
            "confirm": CONFIRM,
            "initial_date_time": integer(1_000_000_000, 9_999_999_999),
        },
    )
}
BUTTONS: dict[str, Rule] = {
    "button": BUTTON,
    "overflow": shape(
        TYPE | {"options": several(MENU_OPTION, 1, 5)}, ACTION | {"confirm": CONFIRM}
    ),
    "workflow_button": shape(
        TYPE | {"text": plain(75), "workflow": WORKFLOW}, ACTION | LABEL | {"style": STYLE}
    ),
}
TYPED: dict[str, Rule] = {
    "plain_text_input": shape(
        TYPE,
        FIELD
        | {
            "initial_value": string(3000),
            "multiline": flag,
            "min_length": integer(0, 3000),
            "max_length": integer(1, 3000),
        },
        ordered("min_length", "max_length"),
    ),
    "email_text_input": shape(TYPE, FIELD | {"initial_value": string()}),
    "url_text_input": shape(TYPE, FIELD | {"initial_value": string()}),
    "number_input": shape(
        TYPE | {"is_decimal_allowed": flag},
        FIELD | {"initial_value": NUMERAL, "min_value": NUMERAL, "max_value": NUMERAL},
        ordered("min_value", "max_value"),
        ordered("min_value", "initial_value"),
        ordered("initial_value", "max_value"),
    ),
    "rich_text_input": shape(
        TYPE,
        FIELD
        | {
            "initial_value": RICH_TEXT,
            "min_lines": integer(1, 1000),
            "max_lines": integer(1, 1000),
        },
    ),
}
FILES: dict[str, Rule] = {
    "file_input": shape(
        TYPE, ACTION | {"filetypes": several(string(least=1)), "max_files": integer(1, 10)}
    )
}
