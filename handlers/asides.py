"""What is told to somebody who is in a dialog: there, and not in a message behind it."""

from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers.blocks import Block, Message, dialog, section
from handlers.failures import slack_error
from handlers.limits import SECTION, clip, fit_dialog
from knowledge.words import _

#: The block that is the aside, so that a new one takes the place of an old one.
ASIDE = "aside"
#: What Slack takes back of a dialog as it gave it.
_KEPT = (
    "type", "callback_id", "private_metadata", "external_id", "title", "submit", "close",
    "clear_on_close", "notify_on_close",
)  # fmt: skip
#: What Slack says where a dialog was closed or changed meanwhile, or no other goes on top of it.
_MISSED = frozenset(
    {"not_found", "hash_conflict", "view_not_found", "push_limit_reached"}
    | {"expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"}
)


def small(message: Message) -> Block:
    """Return a dialog that says a message, to lie on top of another with its words kept."""
    return fit_dialog(
        dialog(_("One moment"), message.blocks or [section(message.text)], close=_("Back"))
    )


def above(view: Block, message: Message) -> Block:
    """Return a dialog as it is with a message on top; what was typed in its fields stays.

    Slack keeps it by the identifiers of block and element, which are sent back as they came.
    """
    kept = {key: view[key] for key in _KEPT if view.get(key)}
    told = section(clip(message.text, SECTION)) | {"block_id": ASIDE}
    rest = [one for one in view["blocks"] if one.get("block_id") != ASIDE]
    return fit_dialog(kept | {"blocks": [told, *rest]})


def deep(view: Block) -> bool:
    """Return whether no other dialog goes on top of one: Slack takes three."""
    below = view.get("previous_view_id")
    return bool(below) and below != view.get("root_view_id")


def put(client: WebClient, view: Block, message: Message) -> bool:
    """Say a message at the top of an open dialog; False where it closed or changed meanwhile."""
    unchanged = {"hash": view["hash"]} if view.get("hash") else {}
    shown = above(view, message)
    return _made(lambda: client.views_update(view_id=view["id"], view=shown, **unchanged))


def push(client: WebClient, trigger: str, message: Message) -> bool:
    """Say a message on top of whatever dialog is open; False where that is too late."""
    return _made(lambda: client.views_push(trigger_id=trigger, view=small(message)))


def _made(change: Any) -> bool:
    try:
        change()
    except SlackApiError as error:
        if slack_error(error) not in _MISSED:
            raise
        return False
    return True
