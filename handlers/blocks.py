"""Small builders of Slack's blocks, in which text is text: what people wrote is escaped."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from knowledge.words import _, ngettext

Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Message:
    """What is said: blocks, and the text of the notification and for who cannot see them.

    A lock screen shows ``text``. Where somebody beside the phone could be hurt by it, make the
    message with :func:`discreet`.
    """

    text: str
    blocks: list[Block] = field(default_factory=list)


def discreet(blocks: list[Block], *, waiting: int = 1) -> Message:
    """Return a message whose notification names no place, need, kind, person or event.

    For what is about outreach, a conflict, a crisis, the care of staff or a closed event.
    """
    told = ngettext("You have {n} thing on your list", "You have {n} things on your list", waiting)
    return Message(told.format(n=waiting), blocks)


def escape(text: str) -> str:
    """Return text in which nothing is a link, a mention or a channel."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def mention(people: Mapping[str, str], person: str | None) -> str:
    """Return somebody as Slack shows them; ``people`` is the Slack user of each random id."""
    user = people.get(person or "")
    return f"<@{user}>" if user else _("somebody who left")


def plain(text: str) -> Block:
    """Return plain text, in which nothing is markup."""
    return {"type": "plain_text", "text": text, "emoji": False}


def mrkdwn(text: str) -> Block:
    """Return text with Slack's markup; what people wrote in it must be escaped before."""
    return {"type": "mrkdwn", "text": text}


def header(text: str) -> Block:
    """Return a line in large letters."""
    return {"type": "header", "text": plain(text)}


def section(text: str, *, beside: Block | None = None) -> Block:
    """Return a paragraph with markup, and a button or menu beside it."""
    made: Block = {"type": "section", "text": mrkdwn(text)}
    return made | ({"accessory": beside} if beside else {})


def divider() -> Block:
    """Return a line across."""
    return {"type": "divider"}


def context(text: str) -> Block:
    """Return a paragraph in small letters, with markup."""
    return {"type": "context", "elements": [mrkdwn(text)]}


def image(file: str, *, alt: str) -> Block:
    """Return a picture that was uploaded to Slack."""
    return {"type": "image", "slack_file": {"id": file}, "alt_text": alt}


def actions(*elements: Block, block: str = "") -> Block:
    """Return a row of buttons."""
    return {"type": "actions", "elements": list(elements)} | ({"block_id": block} if block else {})


def button(
    text: str,
    *,
    action: str,
    value: str,
    primary: bool = False,
    danger: bool = False,
    confirm: Block | None = None,
) -> Block:
    """Return a button; ``action`` names the door that it opens."""
    made = {"type": "button", "text": plain(text), "action_id": action}
    if value:  # Slack refuses an empty one
        made["value"] = value
    if primary or danger:
        made["style"] = "primary" if primary else "danger"
    return made | ({"confirm": confirm} if confirm else {})


def confirm(title: str, text: str, *, yes: str, no: str) -> Block:
    """Return the question that a button asks before it acts."""
    return {"title": plain(title), "text": plain(text), "confirm": plain(yes), "deny": plain(no)}


def option(text: str, value: str) -> Block:
    """Return one choice of a menu."""
    return {"text": plain(text), "value": value}


def choice(
    label: str, element: Block, *, block: str, optional: bool = False, hint: str = ""
) -> Block:
    """Return a field of a dialog; its element answers to the same name as its block."""
    made = {
        "type": "input",
        "block_id": block,
        "label": plain(label),
        "element": element | {"action_id": block},
        "optional": optional,
    }
    return made | ({"hint": plain(hint)} if hint else {})


def entry(text: str = "", *, lines: bool = False, most: int = 3_000, hint: str = "") -> Block:
    """Return a field to write into, with what stands there already."""
    made: Block = {"type": "plain_text_input", "multiline": lines, "max_length": most}
    made |= {"initial_value": text} if text else {}
    return made | ({"placeholder": plain(hint)} if hint else {})


def menu(options: list[Block], *, chosen: Block | None = None, hint: str = "") -> Block:
    """Return a menu of which one is chosen."""
    made: Block = {"type": "static_select", "options": options}
    made |= {"initial_option": chosen} if chosen else {}
    return made | ({"placeholder": plain(hint)} if hint else {})


def radio(options: list[Block], *, chosen: Block | None = None) -> Block:
    """Return up to ten choices, all in sight, of which one is chosen."""
    return {"type": "radio_buttons", "options": options} | (
        {"initial_option": chosen} if chosen else {}
    )


def boxes(options: list[Block], *, chosen: list[Block] | None = None) -> Block:
    """Return up to ten boxes to tick."""
    return {"type": "checkboxes", "options": options} | (
        {"initial_options": chosen} if chosen else {}
    )


def lookup(*, chosen: list[Block] | None = None, hint: str = "") -> Block:
    """Return a menu of several choices that the bot looks up as somebody types."""
    made: Block = {"type": "multi_external_select", "min_query_length": 0}
    made |= {"initial_options": chosen} if chosen else {}
    return made | ({"placeholder": plain(hint)} if hint else {})


def day(chosen: date | None = None) -> Block:
    """Return a calendar to pick a day from."""
    return {"type": "datepicker"} | ({"initial_date": chosen.isoformat()} if chosen else {})


def someone(chosen: str = "") -> Block:
    """Return a menu of the people in Slack; ``chosen`` is a Slack user."""
    return {"type": "users_select"} | ({"initial_user": chosen} if chosen else {})


def dialog(
    title: str, blocks: list[Block], *, name: str = "", submit: str = "", close: str, data: str = ""
) -> Block:
    """Return a dialog; ``name`` is the door that its submission opens."""
    made: Block = {
        "type": "modal",
        "title": plain(title),
        "close": plain(close),
        "blocks": blocks,
        "callback_id": name,
        "private_metadata": data,
    }
    return made | ({"submit": plain(submit)} if submit else {})
