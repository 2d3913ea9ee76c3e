"""What a message or view holds, refused as Slack would refuse it."""

from sandbox import limits
from sandbox.api.call import Call, RefusalError
from sandbox.hub import Hub, Json
from sandbox.state.messages import Blocks
from sandbox.words import blocks as block_kit

TEXT = 40_000


def refuse(found: limits.Refused | None) -> None:
    """Raise what the limits found, in the words of the Web API."""
    if found is None:
        return
    if not found.faults:
        raise RefusalError(found.error)
    raise RefusalError(
        found.error,
        errors=[str(fault) for fault in found.faults],
        response_metadata={"messages": found.messages},
    )


def read(call: Call, keep: str = "") -> tuple[str, Blocks]:
    """Return the text and blocks of a call that sends a message."""
    for name in ("blocks", "attachments"):
        call.rows(name)
    if call.args.get("as_user") is not None:
        raise RefusalError("as_user_not_supported")
    if call.text("username") or call.text("icon_url") or call.text("icon_emoji"):
        call.needs("chat:write.customize")
    check(call.hub, call.args, call.method)
    text, written = call.text("text")[:TEXT], call.text("markdown_text")
    if written:
        return written, [{"type": "markdown", "text": written}]
    return text if "text" in call.args else keep, call.rows("blocks")


def check(hub: Hub, body: Json, method: str = "chat.postMessage") -> None:
    """Refuse a message that is too large, broken, or shows what is no image."""
    refuse(limits.message(body, method))
    check_images(hub, body.get("blocks") or [])
    for index, each in enumerate(body.get("attachments") or []):
        check_images(hub, each.get("blocks") or [], f"/attachments/{index}")


def check_view(hub: Hub, body: object, sort: str) -> Json:
    """Return a view's body, refused unless it is whole."""
    refuse(limits.view(body, sort))
    view: Json = body if isinstance(body, dict) else {}
    check_images(hub, view["blocks"], "/view", error="invalid_arguments")
    return view


def check_images(hub: Hub, blocks: Blocks, at: str = "", error: str = "invalid_blocks") -> None:
    """Refuse blocks that show an uploaded image which is unknown or not usable yet."""
    for file, pointer in block_kit.slack_files(blocks):
        if not hub.usable(file):
            why = f"invalid slack file [json-pointer:{at}{pointer}/slack_file]"
            messages = [f"[ERROR] {why}"]
            raise RefusalError(error, errors=[why], response_metadata={"messages": messages})


def show(hub: Hub, blocks: Blocks, to: str) -> None:
    """Let a channel or person see the uploaded images that blocks show there."""
    for identifier, _ in block_kit.slack_files(blocks):
        file = hub.state.files.get(identifier)
        if file is not None and to not in file.shown:
            file.shown = [*file.shown, to]
            hub.state.keep(file)


def metadata(call: Call) -> Json | None:
    """Return what a call says for other apps to read."""
    given = call.args.get("metadata")
    if given is None:
        return None
    whole = isinstance(given, dict) and isinstance(given.get("event_payload"), dict)
    if not whole or not isinstance(given.get("event_type"), str):
        raise RefusalError("invalid_metadata_format")
    return dict(given)
