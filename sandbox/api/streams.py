"""Answers that arrive as they are written."""

import copy
from typing import Any

from sandbox import limits
from sandbox.api import chat, content
from sandbox.api.call import Call, RefusalError, method
from sandbox.hub import Json
from sandbox.state.channels import Channel
from sandbox.state.messages import Blocks, Message

STEP = ("id", "title", "status", "details", "output", "sources")


@method("chat.startStream")
def start(call: Call) -> Json:
    """Begin a message in a thread that more is added to."""
    channel = chat.target(call)
    _reader(call, channel)
    _check(call)
    message = chat.by_app(call.hub, channel.id)
    message.thread_ts = chat.thread(call, channel)
    message.stream = {"chunks": [], "mode": call.text("task_display_mode", "timeline")}
    return _add(call, message)


@method("chat.appendStream")
def append(call: Call) -> Json:
    """Add to a message that is being written."""
    message = _begun(call)
    if not (call.text("markdown_text") or call.rows("chunks")):
        raise RefusalError("no_text")
    _check(call, message)
    return _add(call, message)


@method("chat.stopStream")
def stop(call: Call) -> Json:
    """Finish a message that was being written, perhaps with blocks under it."""
    message = _begun(call)
    _check(call, message)
    metadata = content.metadata(call)
    stream = message.stream or {}
    message.stream = stream | {"stopped": True, "blocks": call.rows("blocks")}
    message.metadata = metadata or message.metadata
    body = _add(call, message)
    return body | {"message": chat.told(call.hub, message)}


def _begun(call: Call) -> Message:
    message = chat.own(call, "message_not_owned_by_app")
    if not message.streaming:
        raise RefusalError("message_not_in_streaming_state")
    return message


def _reader(call: Call, channel: Channel) -> None:
    if channel.sort == "im":
        return
    for name in ("recipient_user_id", "recipient_team_id"):
        if not call.text(name):
            raise RefusalError(f"missing_{name}")
    if call.text("recipient_user_id") not in call.hub.state.people:
        raise RefusalError("user_not_found")
    if call.text("recipient_team_id") != call.hub.state.team:
        raise RefusalError("team_not_found")


def _check(call: Call, message: Message | None = None) -> None:
    call.rows("blocks")
    held = message.stream if message else None
    content.refuse(limits.stream(call.args, limits.streamed(held or {})))
    content.check_images(call.hub, call.rows("blocks"))


def _add(call: Call, message: Message) -> Json:
    stream = message.stream or {}
    written = call.text("markdown_text")
    chunks = [{"type": "markdown_text", "text": written}] if written else []
    stream = message.stream = stream | {"chunks": stream["chunks"] + chunks + call.rows("chunks")}
    message.blocks = _composed(stream)
    texts = (each["text"] for each in stream["chunks"] if each["type"] == "markdown_text")
    message.text = "".join(texts)
    chat.keep(call.hub, message)
    return {"channel": message.channel, "ts": message.ts}


def _composed(stream: dict[str, Any]) -> Blocks:
    """Return what has been streamed as blocks: words run on, a step's later word counts."""
    made: Blocks = []
    steps: dict[str, dict[str, Any]] = {}
    plan: dict[str, Any] = {"type": "plan", "title": "", "tasks": []}
    for chunk in stream["chunks"]:
        if chunk["type"] == "markdown_text":
            _write(made, chunk["text"])
        elif chunk["type"] == "blocks":
            made += copy.deepcopy(chunk["blocks"])
        elif chunk["type"] == "plan_update":
            plan["title"] = chunk["title"]
        elif chunk["id"] in steps:
            steps[chunk["id"]].update(_step(chunk))
        else:
            steps[chunk["id"]] = _step(chunk)
            (plan["tasks"] if stream["mode"] == "plan" else made).append(steps[chunk["id"]])
    planned = [plan] if plan["title"] or plan["tasks"] else []
    return planned + made + list(stream.get("blocks") or [])


def _write(made: Blocks, text: str) -> None:
    if made and made[-1]["type"] == "markdown":
        made[-1]["text"] += text
    else:
        made.append({"type": "markdown", "text": text})


def _step(chunk: dict[str, Any]) -> dict[str, Any]:
    """Return a step as the block that shows it."""
    shown = {name: chunk[name] for name in STEP if name in chunk}
    shown["task_id"] = shown.pop("id")
    for name in ("details", "output"):
        if shown.get(name):
            section = {"type": "rich_text_section", "elements": [_words(shown[name])]}
            shown[name] = {"type": "rich_text", "elements": [section]}
    return {"type": "task_card"} | shown


def _words(text: str) -> dict[str, Any]:
    return {"type": "text", "text": text}
