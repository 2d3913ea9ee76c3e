"""Posting, changing and taking back messages."""

from sandbox.api import content
from sandbox.api.call import Call, RefusalError, method
from sandbox.hub import Hub, Json
from sandbox.state.channels import Channel
from sandbox.state.messages import Message


@method("chat.postMessage")
def post(call: Call) -> Json:
    """Post to a channel, or to somebody's direct message when a person is named."""
    channel = target(call)
    message = _message(call, channel)
    message.thread_ts = thread(call, channel)
    message.metadata = content.metadata(call)
    message.broadcast = bool(message.thread_ts) and call.flag("reply_broadcast")
    keep(call.hub, message)
    return {"channel": channel.id, "ts": message.ts, "message": told(call.hub, message)}


@method("chat.postEphemeral")
def post_privately(call: Call) -> Json:
    """Post a line in a channel that only one person sees, perhaps in a thread they follow."""
    channel, person = target(call), call.text("user")
    if person not in channel.members:
        raise RefusalError("user_not_in_channel")
    message = _message(call, channel)
    message.only_for, message.thread_ts = person, call.text("thread_ts")
    content.show(call.hub, message.blocks, person)
    call.hub.state.keep(message, lasting=False)
    return {"message_ts": message.ts}


@method("chat.update")
def update(call: Call) -> Json:
    """Change a message the app posted."""
    hub = call.hub
    message = own(call, "cant_update_message")
    if message.streaming:
        raise RefusalError("streaming_state_conflict")
    text, blocks = content.read(call, keep=message.text)
    message.text = text
    if "blocks" in call.args or "markdown_text" in call.args:
        message.blocks = blocks
    if "attachments" in call.args:
        message.attachments = call.rows("attachments")
    message.metadata = content.metadata(call) or message.metadata
    message.edited = hub.clock.timestamp()
    keep(hub, message)
    body = told(hub, message)
    return {"channel": message.channel, "ts": message.ts, "text": message.text, "message": body}


@method("chat.delete")
def delete(call: Call) -> Json:
    """Take back a message the app posted."""
    message = own(call, "cant_delete_message")
    call.hub.state.forget(message)
    return {"channel": message.channel, "ts": message.ts}


@method("chat.getPermalink")
def permalink(call: Call) -> Json:
    """Return the address of a message."""
    channel = call.channel()
    message = call.hub.state.messages.get(channel.id, {}).get(call.text("message_ts"))
    if message is None or message.only_for:
        raise RefusalError("message_not_found")
    address = f"{call.hub.base}/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        address += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": address}


def keep(hub: Hub, message: Message) -> None:
    """Store a message, let its readers see its images, and end the status in its thread."""
    content.show(hub, message.blocks, message.channel)
    held = hub.state.assistance.get(f"{message.channel}/{message.thread_ts}")
    if held is not None and held.status:
        held.status = ""
        hub.state.keep(held)
    hub.state.keep(message)


def told(hub: Hub, message: Message) -> Json:
    """Return a message as the Web API gives it."""
    return message.as_slack(team=hub.state.team)


def target(call: Call) -> Channel:
    """Return where the app is to post, if it may."""
    hub = call.hub
    channel = _named(hub, call.text("channel").removeprefix("#"))
    if channel is None:
        raise RefusalError("channel_not_found")
    if channel.sort == "im" and not hub.manifest.has_messages:
        raise RefusalError("messages_tab_disabled")
    if channel.archived:
        raise RefusalError("is_archived")
    if hub.bot.id not in channel.members:
        if not channel.public:
            raise RefusalError("channel_not_found")
        if "chat:write.public" not in hub.manifest.scopes:
            raise RefusalError("not_in_channel")
    return channel


def thread(call: Call, channel: Channel) -> str:
    """Return the thread to post in; only a message that begins one will do."""
    ts = call.text("thread_ts")
    if not ts:
        return ""
    parent = call.hub.state.messages.get(channel.id, {}).get(ts)
    if parent is None or parent.only_for or parent.is_reply:
        raise RefusalError("cannot_reply_to_message")
    return ts


def own(call: Call, refusal: str) -> Message:
    """Return the message a call names, refused unless the app posted it."""
    channel = call.channel()
    message = call.hub.state.messages.get(channel.id, {}).get(call.text("ts"))
    if message is None or message.only_for:
        raise RefusalError("message_not_found")
    if message.user != call.hub.bot.id:
        raise RefusalError(refusal)
    return message


def by_app(hub: Hub, channel: str, text: str = "") -> Message:
    """Return a new message of the app's own, not kept yet."""
    return Message(
        channel,
        hub.clock.timestamp(),
        hub.bot.id,
        text,
        bot_id=hub.bot.bot_id,
        app_id=hub.app_id,
    )


def _named(hub: Hub, named: str) -> Channel | None:
    if named in hub.state.people:
        return hub.state.direct(hub.bot.id, named)
    by_name = (each for each in hub.state.channels.values() if each.public and each.name == named)
    return hub.state.channels.get(named) or next(by_name, None)


def _message(call: Call, channel: Channel) -> Message:
    text, blocks = content.read(call)
    message = by_app(call.hub, channel.id, text)
    message.blocks = blocks
    message.attachments = call.rows("attachments")
    return message
