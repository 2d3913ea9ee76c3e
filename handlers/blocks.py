"""Small builders of Slack's blocks, in which text is text: what people wrote is escaped."""

from dataclasses import dataclass, field
from typing import Any

Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Message:
    """What is said: blocks, and the text of the notification and for who cannot see them."""

    text: str
    blocks: list[Block] = field(default_factory=list)


def escape(text: str) -> str:
    """Return text in which nothing is a link, a mention or a channel."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain(text: str) -> Block:
    """Return plain text, in which nothing is markup."""
    return {"type": "plain_text", "text": text, "emoji": False}


def mrkdwn(text: str) -> Block:
    """Return text with Slack's markup; what people wrote in it must be escaped before."""
    return {"type": "mrkdwn", "text": text}


def header(text: str) -> Block:
    """Return a line in large letters."""
    return {"type": "header", "text": plain(text)}


def section(text: str) -> Block:
    """Return a paragraph with markup."""
    return {"type": "section", "text": mrkdwn(text)}


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
    text: str, *, action: str, value: str, primary: bool = False, confirm: Block | None = None
) -> Block:
    """Return a button; ``action`` names the door that it opens."""
    made = {"type": "button", "text": plain(text), "action_id": action, "value": value}
    if primary:
        made["style"] = "primary"
    return made | ({"confirm": confirm} if confirm else {})


def confirm(title: str, text: str, *, yes: str, no: str) -> Block:
    """Return the question that a button asks before it acts."""
    return {"title": plain(title), "text": plain(text), "confirm": plain(yes), "deny": plain(no)}


def option(text: str, value: str) -> Block:
    """Return one choice of a menu."""
    return {"text": plain(text), "value": value}


def choice(label: str, element: Block, *, block: str, optional: bool = False) -> Block:
    """Return a field of a dialog; its element answers to the same name as its block."""
    return {
        "type": "input",
        "block_id": block,
        "label": plain(label),
        "element": element | {"action_id": block},
        "optional": optional,
    }


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
