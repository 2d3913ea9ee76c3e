"""The three-step upload, and looking a file up."""

from sandbox import names
from sandbox.api import chat, content
from sandbox.api.call import Call, RefusalError, malformed, method
from sandbox.hub import Hub, Json
from sandbox.state.channels import Channel
from sandbox.state.files import File

ALT, SNIPPET, CHANNELS = 1_000, 1_000_000, 100


@method("files.getUploadURLExternal")
def ask(call: Call) -> Json:
    """Say where to send the bytes of a new file."""
    length = call.number("length", 0)
    if length <= 0:
        raise malformed("[ERROR] must be greater than 0 [json-pointer:/length]")
    alt = call.text("alt_txt")
    if len(alt) > ALT:
        raise RefusalError("alt_txt_too_large")
    if call.text("snippet_type") and length > SNIPPET:
        raise RefusalError("snippet_too_large")
    file = File(names.fresh("F"), call.text("filename"), length, call.hub.bot.id, alt=alt)
    call.hub.state.keep(file)
    return {"upload_url": f"{call.hub.base}/upload/{file.id}", "file_id": file.id}


def receive(hub: Hub, file: str, content: bytes) -> bool:
    """Take a file's bytes; return whether anybody had asked to send so many."""
    with hub.state.changed:
        asked = hub.state.files.get(file)
        if asked is None or asked.completed or asked.length != len(content):
            return False
        hub.state.journal.put_bytes(file, content)
        return True


@method("files.completeUploadExternal")
def complete(call: Call) -> Json:
    """Finish uploads, and share them in channels when some are named."""
    hub = call.hub
    if not call.rows("files"):
        raise malformed("[ERROR] no fewer than 1 items allowed [json-pointer:/files]")
    listed = [_uploaded(hub, each) for each in call.rows("files")]
    channels = _channels(call)
    text, blocks = call.text("initial_comment"), call.rows("blocks")
    if blocks:
        content.check(hub, {"blocks": blocks})
    for file, title in listed:
        file.title = title or file.name
        file.completed = hub.clock.now().isoformat()
        file.channels = [*file.channels, *(channel.id for channel in channels)]
        hub.state.keep(file)
    for channel in channels:
        message = chat.by_app(hub, channel.id, text)
        message.blocks, message.thread_ts = blocks, chat.thread(call, channel)
        message.files = [file.id for file, _ in listed]
        chat.keep(hub, message)
    return {"files": [_described(hub, file) for file, _ in listed]}


@method("files.info")
def info(call: Call) -> Json:
    """Describe a file; its type stays empty until it is usable."""
    return {"file": _described(call.hub, _seen(call)), "comments": []}


@method("files.delete")
def delete(call: Call) -> Json:
    """Take a file of the app's own away."""
    file = _seen(call)
    if file.user != call.hub.bot.id:
        raise RefusalError("cant_delete_file")
    call.hub.state.forget(file)
    call.hub.state.journal.drop_bytes(file.id)
    return {}


def visible(hub: Hub, file: File, person: str) -> bool:
    """Return whether somebody may see a file: their own, or shown where they may look."""
    places = {*file.channels, *file.shown}
    if person in {file.user, *places}:
        return True
    found = (hub.state.channels[place] for place in places if place in hub.state.channels)
    return any(channel.public or person in channel.members for channel in found)


def _seen(call: Call) -> File:
    file = call.hub.state.files.get(call.text("file"))
    if file is None or not file.completed or not visible(call.hub, file, call.hub.bot.id):
        raise RefusalError("file_not_found")
    return file


def _uploaded(hub: Hub, entry: Json) -> tuple[File, str]:
    file = hub.state.files.get(str(entry.get("id")))
    if file is None or hub.state.journal.bytes_of(file.id) is None:
        raise RefusalError("file_not_found")
    return file, str(entry.get("title") or "")


def _channels(call: Call) -> list[Channel]:
    named = [each for each in call.text("channels").split(",") if each]
    if call.text("channel_id"):
        named = [call.text("channel_id")]
    if len(named) > CHANNELS:
        raise RefusalError("channels_limit_exceeded")
    found = [call.hub.state.channels.get(each) for each in named]
    channels = [each for each in found if each is not None]
    if len(channels) < len(named):
        raise RefusalError("channel_not_found")
    if any(call.hub.bot.id not in each.members for each in channels):
        raise RefusalError("not_in_channel")
    for channel in channels:
        chat.thread(call, channel)
    return channels


def _described(hub: Hub, file: File) -> Json:
    return file.as_slack(base=hub.base, usable=hub.usable(file.id))
