"""What an app sends to a ``response_url``, or says in the acknowledgement of a command."""

from sandbox.api import content
from sandbox.api.call import RefusalError
from sandbox.hub import Hub, Json, ReplyAddress
from sandbox.state.messages import Blocks, Message


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
    text, blocks, attachments = _read(hub, body)
    in_channel = body.get("response_type") == "in_channel"
    message = Message(
        address.channel,
        hub.clock.timestamp(),
        hub.bot.id,
        text,
        blocks,
        attachments,
        thread_ts=str(body.get("thread_ts") or address.thread_ts),
        bot_id=hub.bot.bot_id,
        app_id=hub.app_id,
        only_for="" if in_channel else address.person,
    )
    content.show(hub, blocks, message.only_for or message.channel)
    hub.state.keep(message, lasting=in_channel)


def _delete(hub: Hub, original: Message | None) -> None:
    if original is not None:
        hub.state.forget(original)


def _replace(hub: Hub, original: Message, body: Json) -> None:
    original.text, original.blocks, original.attachments = _read(hub, body)
    original.edited = hub.clock.timestamp()
    content.show(hub, original.blocks, original.only_for or original.channel)
    hub.state.keep(original, lasting=not original.only_for)


def _read(hub: Hub, body: Json) -> tuple[str, Blocks, Blocks]:
    """Return the text, blocks and attachments of an answer, refused unless they are sound."""
    content.check(hub, body, "response_url")
    attachments = body.get("attachments") or []
    if not isinstance(attachments, list) or not all(isinstance(each, dict) for each in attachments):
        raise RefusalError("invalid_attachments")
    return str(body.get("text") or ""), body.get("blocks") or [], attachments
