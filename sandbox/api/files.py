"""The three-step upload, and looking a file up."""

from sandbox import names
from sandbox.api.call import Call, RefusalError, malformed, method
from sandbox.api.chat import check_images
from sandbox.hub import Hub, Json
from sandbox.state.channels import Channel
from sandbox.state.files import File
from sandbox.state.messages import Message


@method("files.getUploadURLExternal")
def ask(call: Call) -> Json:
    """Say where to send the bytes of a new file."""
    length = call.number("length", 0)
    if length <= 0:
        raise malformed("[ERROR] must be greater than 0 [json-pointer:/length]")
    alt = call.text("alt_txt")
    if len(alt) > 1000:
        raise RefusalError("alt_txt_too_large")
    file = File(names.fresh("F"), call.text("filename"), length, call.hub.bot.id, alt=alt)
    call.hub.state.keep(file)
    return {"upload_url": f"{call.hub.base}/upload/{file.id}", "file_id": file.id}


def receive(hub: Hub, file: str, content: bytes) -> bool:
    """Take a file's bytes; return whether anybody had asked to send so many."""
    with hub.state.changed:
        asked = hub.state.files.get(file)
        if asked is None or asked.length != len(content):
            return False
        hub.state.journal.put_bytes(file, content)
        return True


@method("files.completeUploadExternal")
def complete(call: Call) -> Json:
    """Finish uploads, and share them in a channel when one is named."""
    hub = call.hub
    listed = [_uploaded(hub, each) for each in call.rows("files")]
    channel = _channel(call)
    for file, title in listed:
        file.title = title or file.name
        file.completed = hub.clock.now().isoformat()
        if channel:
            file.channels = [*file.channels, channel.id]
        hub.state.keep(file)
    if channel:
        _share(call, channel, [file for file, _ in listed])
    return {"files": [_described(hub, file) for file, _ in listed]}


@method("files.info")
def info(call: Call) -> Json:
    """Describe a file; its type stays empty until it is usable."""
    file = call.hub.state.files.get(call.text("file"))
    if file is None or not file.completed:
        raise RefusalError("file_not_found")
    return {"file": _described(call.hub, file), "comments": []}


def _uploaded(hub: Hub, entry: Json) -> tuple[File, str]:
    file = hub.state.files.get(str(entry.get("id")))
    if file is None or hub.state.journal.bytes_of(file.id) is None:
        raise RefusalError("file_not_found")
    return file, str(entry.get("title") or "")


def _channel(call: Call) -> Channel | None:
    named = call.text("channel_id") or call.text("channels").split(",")[0]
    if not named:
        return None
    channel = call.hub.state.channels.get(named)
    if channel is None:
        raise RefusalError("channel_not_found")
    if call.hub.bot.id not in channel.members:
        raise RefusalError("not_in_channel")
    return channel


def _share(call: Call, channel: Channel, files: list[File]) -> None:
    hub = call.hub
    blocks = call.rows("blocks")
    check_images(hub, blocks)
    message = Message(
        channel.id,
        hub.clock.timestamp(),
        hub.bot.id,
        call.text("initial_comment"),
        blocks,
        thread_ts=call.text("thread_ts"),
        bot_id=hub.bot.bot_id,
        app_id=hub.app_id,
        files=[file.id for file in files],
    )
    hub.state.keep(message)


def _described(hub: Hub, file: File) -> Json:
    return file.as_slack(base=hub.base, usable=hub.usable(file.id))
