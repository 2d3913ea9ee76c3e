"""Slack's limits on what an app sends, and nothing but them.

Where Slack's own sources disagree, the stricter value stands here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sandbox.limits import surfaces
from sandbox.limits.grammar import Fault

__all__ = ["Refused", "blocks", "message", "prompts", "status", "stream", "streamed", "view"]

Body = dict[str, Any]
#: What each method takes of ``text``: the rest is cut off after a post, and refused elsewhere.
TEXT = {"chat.postMessage": 0, "chat.update": 4_000}
OTHER_TEXT = 40_000


@dataclass(frozen=True)
class Refused:
    """What Slack would answer: its name for the error, and each fault with its pointer."""

    error: str
    faults: tuple[Fault, ...] = ()

    @property
    def messages(self) -> list[str]:
        """The lines of ``response_metadata.messages``."""
        return [f"[ERROR] {fault}" for fault in self.faults]


def message(body: Body, method: str = "chat.postMessage") -> Refused | None:
    """Return why Slack would refuse a message, if it would."""
    text, written = str(body.get("text") or ""), str(body.get("markdown_text") or "")
    held = body.get("blocks") or body.get("attachments")
    if written and (text or body.get("blocks")):
        return Refused("markdown_text_conflict")
    if not (text or written or held):
        return Refused("no_text")
    most = TEXT.get(method, OTHER_TEXT)
    if len(written) > surfaces.MARKDOWN or (most and len(text) > most):
        return Refused("msg_too_long")
    faults = [*_listed(body), *surfaces.attachments(body.get("attachments") or [], "/attachments")]
    return _refused("invalid_blocks", faults or surfaces.together(body))


def blocks(given: object) -> Refused | None:
    """Return why Slack would refuse the blocks of a message, if it would."""
    return _refused("invalid_blocks", surfaces.MESSAGE_BLOCKS(given, "/blocks"))


def view(body: object, sort: str) -> Refused | None:
    """Return why Slack would refuse a ``modal`` or ``home`` view, if it would."""
    if not isinstance(body, dict) or body.get("type", sort) != sort:
        fault = Fault("failed to match all allowed schemas", "/view")
        return Refused("invalid_arguments", (fault,))
    return _refused(
        "invalid_arguments", [*surfaces.VIEWS[sort](body, "/view"), *surfaces.size(body, "/view")]
    )


def stream(body: Body, sent: int = 0) -> Refused | None:
    """Return why Slack would refuse part of a stream that carries so many blocks already."""
    if len(str(body.get("markdown_text") or "")) > surfaces.MARKDOWN:
        return Refused("msg_blocks_too_long")
    refused = _refused("invalid_chunks", surfaces.CHUNKS(body.get("chunks") or [], "/chunks"))
    if refused is None and streamed(body) + sent > 50:
        return Refused("msg_blocks_too_many")
    return refused or _refused("invalid_blocks", _listed(body))


def streamed(body: Body) -> int:
    """Return how many blocks come in chunks."""
    return sum(len(chunk.get("blocks") or []) for chunk in body.get("chunks") or [])


def prompts(given: object) -> Refused | None:
    """Return why Slack would refuse suggested prompts, if it would."""
    return _refused("invalid_arguments", surfaces.PROMPTS(given, "/prompts"))


def status(loading: object) -> Refused | None:
    """Return why Slack would refuse the messages that show while an answer is written."""
    return _refused("invalid_arguments", surfaces.LOADING(loading, "/loading_messages"))


def _listed(body: Body) -> Iterable[Fault]:
    return surfaces.MESSAGE_BLOCKS(body.get("blocks") or [], "/blocks")


def _refused(error: str, faults: Iterable[Fault]) -> Refused | None:
    found = tuple(faults)
    if not found:
        return None
    plain = [fault for fault in found if not fault.error]
    return Refused(error if plain else found[0].error, found)
