"""What an app sends to a ``response_url``, or says in the acknowledgement of a command."""

from typing import Any

from sandbox.api import content
from sandbox.api.call import RefusalError
from sandbox.hub import Hub, Json, ReplyAddress
from sandbox.state.messages import Message


def reply(hub: Hub, identifier: str, body: Json) -> None:
    """Do what an app asks through a ``response_url``."""
    address = hub.replies.get(identifier)
    if address is None:
        raise RefusalError("expired_url")
    if fault := address.fault(hub.clock.now()):
        raise RefusalError(fault)
    address.uses += 1
    with hub.state.changed:
        original = hub.state.messages.get(address.channel, {}).get(address.message)
        if body.get("delete_original"):
            _delete(hub, original)
        elif body.get("replace_original") and original is not None:
            _replace(hub, original, body)
        else:
            say(hub, address, body)


def say(hub: Hub, address: ReplyAddress, body: Json) -> None:
    """Show what an app answered: to one person, unless it asks for the whole channel."""
    text, blocks = str(body.get("text") or ""), body.get("blocks") or []
    content.check(hub, body, "response_url")
    in_channel = body.get("response_type") == "in_channel"
    message = Message(
        address.channel,
        hub.clock.timestamp(),
        hub.bot.id,
        text,
        blocks,
        thread_ts=str(body.get("thread_ts") or address.thread_ts),
        bot_id=hub.bot.bot_id,
        app_id=hub.app_id,
        only_for="" if in_channel else address.person,
    )
    hub.state.keep(message, lasting=in_channel)


def _delete(hub: Hub, original: Message | None) -> None:
    if original is not None:
        hub.state.forget(original)


def _replace(hub: Hub, original: Message, body: dict[str, Any]) -> None:
    content.check(hub, body, "response_url")
    original.text = str(body.get("text") or "")
    original.blocks = body.get("blocks") or []
    original.edited = hub.clock.timestamp()
    hub.state.keep(original, lasting=not original.only_for)
