"""Composition objects: texts, options, confirmations, and the like."""

from typing import Any

from sandbox.limits.grammar import (
    Rule,
    by_type,
    either,
    exactly_one,
    flag,
    one_of,
    several,
    shape,
    string,
)

IDENTIFIER = string(255, least=1)
URL = string(3000, least=1, like=r"\S+:.+|/.*")
LINK = string(3000, least=1, like=r"(https?://|mailto:|slack:).+")
WEB = string(3000, least=1, like=r"https?://.+")
HTTPS = string(3000, least=1, like=r"https://.+")


def plain(most: int) -> Rule:
    """Return the rule of a plain text object of at most so many characters."""
    return by_type({"plain_text": _text(most, {"emoji": flag})})


def text(most: int = 3000) -> Rule:
    """Return the rule of a text object, plain or mrkdwn."""
    return by_type(
        {
            "plain_text": _text(most, {"emoji": flag}),
            "mrkdwn": _text(most, {"verbatim": flag}),
        }
    )


def _text(most: int, may: dict[str, Rule]) -> Rule:
    return shape({"type": string(), "text": string(most, least=1)}, may)


STYLE = one_of("primary", "danger")

CONFIRM = shape(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": STYLE},
)

_OPTION: dict[str, Rule] = {"text": plain(75), "value": string(150, least=1)}
OPTION = shape(_OPTION, {"description": plain(75)})
RICH_OPTION = shape(_OPTION | {"text": text(75)}, {"description": text(75)})
MENU_OPTION = shape(_OPTION, {"description": plain(75), "url": URL})
GROUP = shape({"label": plain(75), "options": several(OPTION, 1, 100)})

SLACK_FILE = shape({}, {"id": string(least=1), "url": URL}, exactly_one("id", "url"))
DISPATCH = shape(
    {"trigger_actions_on": several(one_of("on_enter_pressed", "on_character_entered"), most=2)}
)
FILTER = shape(
    {},
    {
        "include": several(one_of("im", "mpim", "private", "public"), 1, 4),
        "exclude_external_shared_channels": flag,
        "exclude_bot_users": flag,
    },
    either("include", "exclude_external_shared_channels", "exclude_bot_users"),
)
WORKFLOW = shape(
    {
        "trigger": shape(
            {"url": WEB},
            {
                "customizable_input_parameters": several(
                    shape({"name": string(), "value": string()}), 0
                )
            },
        )
    }
)
FEEDBACK = shape(
    {"text": plain(75), "value": string(2000, least=1)}, {"accessibility_label": string(75)}
)


def options_of(element: Any) -> list[Any]:
    """Return every option an element offers, its groups opened."""
    listed = list(element.get("options") or [])
    for group in element.get("option_groups") or []:
        listed += group["options"]
    return listed
