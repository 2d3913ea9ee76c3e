"""What a person filled in: from plain values to Slack's state, and what a dialog refuses."""

import json
import re
from datetime import date, time
from typing import Any

from sandbox.words import blocks as block_kit

Raw = str | list[str] | None
Filled = dict[tuple[str, str], Raw]

TEXT = {"plain_text_input", "email_text_input", "url_text_input", "number_input"}
ONE_OPTION = {"static_select", "radio_buttons", "overflow", "external_select"}
MANY_OPTIONS = {"multi_static_select", "checkboxes", "multi_external_select"}
PLAIN = {
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
}
PLAIN_LISTS = {
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
}
WRITTEN_OTHERWISE = {"rich_text_input", "file_input"}
SHAPES = {
    "email_text_input": (re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"), "an email address"),
    "url_text_input": (re.compile(r"https?://\S+"), "a link that begins with http"),
}
CHECKED = {"datepicker": date.fromisoformat, "timepicker": time.fromisoformat}


class NotOfferedError(ValueError):
    """A choice that the element does not list."""


def initial(element: dict[str, Any], channel: str = "") -> Raw:
    """Return what an element holds before anybody touches it."""
    kind = element["type"]
    if kind in ONE_OPTION:
        return str(element["initial_option"]["value"]) if "initial_option" in element else None
    if kind in MANY_OPTIONS:
        return [option["value"] for option in element.get("initial_options", [])]
    if kind in PLAIN_LISTS:
        return list(element.get(PLAIN_LISTS[kind][1], []))
    if kind in WRITTEN_OTHERWISE:
        return _plainly(element.get("initial_value"))
    if channel and element.get("default_to_current_conversation"):
        return channel
    began = element.get("initial_value" if kind in TEXT else PLAIN[kind][1])
    return None if began is None else str(began)


def value(element: dict[str, Any], raw: Raw) -> dict[str, Any]:
    """Return Slack's form of one element's value; refuse what it does not offer."""
    kind = element["type"]
    if kind in TEXT:
        return {"type": kind, "value": raw or None}
    if kind in ONE_OPTION:
        return {"type": kind, "selected_option": _option(element, raw) if raw else None}
    many = raw if isinstance(raw, list) else [raw] if raw else []
    if kind in WRITTEN_OTHERWISE:
        return {"type": kind, **_written(kind, many)}
    if kind in MANY_OPTIONS:
        return {"type": kind, "selected_options": [_option(element, each) for each in many]}
    if kind in PLAIN_LISTS:
        return {"type": kind, PLAIN_LISTS[kind][0]: many}
    if kind == "datetimepicker" and raw:
        return {"type": kind, PLAIN[kind][0]: int(str(raw))}
    if raw and kind in CHECKED:
        CHECKED[kind](str(raw))
    return {"type": kind, PLAIN[kind][0]: raw or None}


def state(
    blocks: list[dict[str, Any]], filled: Filled, *, channel: str = ""
) -> dict[str, dict[str, Any]]:
    """Return ``state.values`` for blocks: what was filled in, else what they began with."""
    values: dict[str, dict[str, Any]] = {}
    for block, element in block_kit.elements(blocks):
        if element["type"] in block_kit.INPUTS:
            key = (block["block_id"], element["action_id"])
            raw = filled.get(key, initial(element, channel))
            values.setdefault(key[0], {})[key[1]] = value(element, raw)
    return values


def faults(blocks: list[dict[str, Any]], values: dict[str, dict[str, Any]]) -> dict[str, str]:
    """Return what Slack's own dialog refuses before the app hears of it, by block."""
    found = {}
    for block in blocks:
        if block["type"] == "input" and block["element"]["type"] in block_kit.INPUTS:
            element = block["element"]
            held = _held(values[block["block_id"]][element["action_id"]])
            fault = _fault(element, held, optional=block.get("optional", False))
            if fault:
                found[block["block_id"]] = fault
    return found


def _held(given: dict[str, Any]) -> Any:
    return next(content for name, content in given.items() if name != "type")


def _fault(element: dict[str, Any], held: Any, *, optional: bool) -> str:
    if held in (None, "", []):
        return "" if optional else "Please complete this required field."
    if element["type"] == "plain_text_input":
        return _length_fault(element, held)
    if element["type"] == "number_input":
        return _number_fault(element, held)
    pattern, wanted = SHAPES.get(element["type"], (None, ""))
    return f"Please enter {wanted}." if pattern and not pattern.fullmatch(held) else ""


def _length_fault(element: dict[str, Any], held: str) -> str:
    if len(held) < element.get("min_length", 0):
        return f"Please write at least {element['min_length']} characters."
    if len(held) > element.get("max_length", 3000):
        return f"Please write at most {element.get('max_length', 3000)} characters."
    return ""


def _number_fault(element: dict[str, Any], held: str) -> str:
    try:
        number = float(held) if element.get("is_decimal_allowed") else int(held)
    except ValueError:
        return "Please enter a number."
    if number < float(element.get("min_value", "-inf")):
        return f"Please enter a number of at least {element['min_value']}."
    if number > float(element.get("max_value", "inf")):
        return f"Please enter a number of at most {element['max_value']}."
    return ""


def _written(kind: str, many: list[str]) -> dict[str, Any]:
    if kind == "file_input":
        return {"files": [json.loads(each) for each in many]}
    return {"rich_text_value": _rich(many[0]) if many else None}


def _plainly(rich: Any) -> Raw:
    parts = rich.get("elements", []) if isinstance(rich, dict) else []
    lines = ["".join(each.get("text", "") for each in part.get("elements", [])) for part in parts]
    return "\n".join(lines) or None


def _rich(text: str) -> dict[str, Any]:
    written = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [written]}


def _option(element: dict[str, Any], raw: Any) -> dict[str, Any]:
    began = [element.get("initial_option"), *element.get("initial_options", [])]
    for option in [*block_kit.options(element), *filter(None, began)]:
        if option.get("value") == raw:
            return dict(option)
    raise NotOfferedError(f"{raw!r} is not among the options")
