"""Posting, changing and taking back messages."""

from sandbox.api.call import Call, RefusalError, malformed, method
from sandbox.hub import Hub, Json
from sandbox.state.channels import Channel
from sandbox.state.messages import Blocks, Message
from sandbox.words import blocks as block_kit


@method("chat.postMessage")
def post(call: Call) -> Json:
    """Post to a channel, or to somebody's direct message when a person is named."""
    channel = _target(call)
    thread = call.text("thread_ts")
    if thread and thread not in call.hub.state.messages.get(channel.id, {}):
        thread = ""
    message = _message(call, channel, thread)
    message.metadata = call.args.get("metadata")
    if message.metadata is not None and not _sound(message.metadata):
        raise RefusalError("invalid_metadata_format")
    call.hub.state.keep(message)
    return {
        "channel": channel.id,
        "ts": message.ts,
        "message": message.as_slack(team=call.hub.state.team),
    }


@method("chat.postEphemeral")
def post_privately(call: Call) -> Json:
    """Post a line in a channel that only one person sees."""
    channel, person = _target(call), call.person()
    if person.id not in channel.members:
        raise RefusalError("user_not_in_channel")
    message = _message(call, channel, call.text("thread_ts"))
    message.only_for = person.id
    call.hub.state.keep(message, lasting=False)
    return {"message_ts": message.ts}


@method("chat.update")
def update(call: Call) -> Json:
    """Change a message the app posted."""
    hub = call.hub
    message = _own(call, "cant_update_message")
    text, blocks = _content(call, keep_text=message.text)
    if len(text) > 4000:
        raise RefusalError("msg_too_long")
    message.text = text
    if "blocks" in call.args or "markdown_text" in call.args:
        message.blocks = blocks
    message.metadata = call.args.get("metadata", message.metadata)
    message.edited = hub.clock.timestamp()
    hub.state.keep(message)
    body = message.as_slack(team=hub.state.team)
    return {"channel": message.channel, "ts": message.ts, "text": message.text, "message": body}


@method("chat.delete")
def delete(call: Call) -> Json:
    """Take back a message the app posted."""
    message = _own(call, "cant_delete_message")
    call.hub.state.forget(message)
    return {"channel": message.channel, "ts": message.ts}


@method("chat.getPermalink")
def permalink(call: Call) -> Json:
    """Return the address of a message."""
    channel = call.channel()
    ts = call.text("message_ts")
    if ts not in call.hub.state.messages.get(channel.id, {}):
        raise RefusalError("message_not_found")
    address = f"{call.hub.base}/archives/{channel.id}/p{ts.replace('.', '')}"
    return {"channel": channel.id, "permalink": address}


def check_images(hub: Hub, blocks: Blocks) -> None:
    """Refuse blocks that show an uploaded image which is unknown or not usable yet."""
    for file, pointer in block_kit.slack_files(blocks):
        if not hub.usable(file):
            why = f"[ERROR] invalid slack file [json-pointer:{pointer}/slack_file]"
            raise RefusalError("invalid_blocks", response_metadata={"messages": [why]})


def _target(call: Call) -> Channel:
    hub = call.hub
    named = call.text("channel").removeprefix("#")
    channel = _named(hub, named)
    if channel is None:
        raise RefusalError("channel_not_found")
    if channel.sort == "im" and not hub.manifest.has_messages:
        raise RefusalError("messages_tab_disabled")
    if hub.bot.id not in channel.members:
        if not channel.public:
            raise RefusalError("channel_not_found")
        if "chat:write.public" not in hub.manifest.scopes:
            raise RefusalError("not_in_channel")
    return channel


def _named(hub: Hub, named: str) -> Channel | None:
    if named in hub.state.people:
        return hub.state.direct(hub.bot.id, named)
    by_name = (each for each in hub.state.channels.values() if each.public and each.name == named)
    return hub.state.channels.get(named) or next(by_name, None)


def _message(call: Call, channel: Channel, thread: str) -> Message:
    text, blocks = _content(call)
    hub = call.hub
    return Message(
        channel.id,
        hub.clock.timestamp(),
        hub.bot.id,
        text,
        blocks,
        attachments=call.rows("attachments"),
        thread_ts=thread,
        bot_id=hub.bot.bot_id,
        app_id=hub.app_id,
    )


def _content(call: Call, keep_text: str = "") -> tuple[str, Blocks]:
    text, blocks = call.text("text"), call.rows("blocks")
    written = call.text("markdown_text")
    if written and (text or blocks):
        raise RefusalError("markdown_text_conflict")
    if written:
        return written, [{"type": "markdown", "text": written}]
    if not (text or blocks or call.rows("attachments")):
        raise RefusalError("no_text")
    if any("type" not in block for block in blocks):
        raise RefusalError("invalid_blocks")
    check_images(call.hub, blocks)
    return text if "text" in call.args else keep_text, blocks


def _own(call: Call, refusal: str) -> Message:
    channel = call.channel()
    message = call.hub.state.messages.get(channel.id, {}).get(call.text("ts"))
    if message is None or message.only_for:
        raise RefusalError("message_not_found")
    if message.user != call.hub.bot.id:
        raise RefusalError(refusal)
    return message


def _sound(metadata: object) -> bool:
    if not isinstance(metadata, dict):
        raise malformed("[ERROR] must be an object [json-pointer:/metadata]")
    return "event_type" in metadata and isinstance(metadata.get("event_payload"), dict)
