"""Messages, views, streams and prompts: what each takes as a whole."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from sandbox.limits import whole
from sandbox.limits.blocks import IN_DIALOGS, IN_HOME, IN_MESSAGES
from sandbox.limits.grammar import (
    Fault,
    Faults,
    Rule,
    by_type,
    flag,
    one_of,
    several,
    shape,
    string,
)
from sandbox.limits.objects import HTTPS, plain

Together = Callable[[list[dict[str, Any]], str], Faults]
Fields = dict[str, Rule]

VIEW_BYTES = 250_000
MARKDOWN = 12_000


def _blocks(kinds: Rule, most: int, together: Sequence[Together]) -> Rule:
    """Return the rule of a list of blocks: each alone, then, where each is sound, all together."""
    listed = several(kinds, 0, most)

    def check(given: Any, at: str) -> Faults:
        wrong = list(listed(given, at))
        yield from wrong
        if not wrong:
            for rule in together:
                yield from rule(given, at)

    return check


MESSAGE_BLOCKS = _blocks(
    IN_MESSAGES, 50, (whole.identifiers, whole.tables, whole.markdown, whole.length)
)
DIALOG_BLOCKS = _blocks(IN_DIALOGS, 100, (whole.identifiers, whole.focus))
HOME_BLOCKS = _blocks(IN_HOME, 100, (whole.identifiers, whole.focus))


def _submittable(given: Any, at: str) -> Faults:
    if "submit" in given:
        return
    for index, block in enumerate(given["blocks"]):
        if block["type"] == "input":
            why = "must define `submit` to use an `input` block in modals"
            yield Fault(why, f"{at}/blocks/{index}/input")
            return


_CARRIED: Fields = {
    "callback_id": string(255),
    "external_id": string(255),
    "private_metadata": string(3000),
}
MODAL = shape(
    {"type": one_of("modal"), "title": plain(24), "blocks": DIALOG_BLOCKS},
    _CARRIED
    | {
        "submit": plain(24),
        "close": plain(24),
        "clear_on_close": flag,
        "notify_on_close": flag,
    },
    _submittable,
)
HOME = shape({"type": one_of("home"), "blocks": HOME_BLOCKS}, _CARRIED)
VIEWS = {"modal": MODAL, "home": HOME}

_CHUNK: Fields = {"type": string()}
_TASK: Fields = {"details": string(), "output": string()}
CHUNKS = several(
    by_type(
        {
            "markdown_text": shape(_CHUNK | {"text": string(MARKDOWN)}),
            "task_update": shape(
                _CHUNK
                | {
                    "id": string(255, least=1),
                    "title": string(least=1),
                    "status": one_of("pending", "in_progress", "complete", "error"),
                },
                _TASK
                | {
                    "sources": several(
                        by_type({"url": shape(_CHUNK | {"url": HTTPS, "text": string(least=1)})}),
                        0,
                    )
                },
            ),
            "plan_update": shape(_CHUNK | {"title": string(least=1)}),
            "blocks": shape(_CHUNK | {"blocks": MESSAGE_BLOCKS}),
        }
    ),
    0,
)
PROMPTS = several(shape({"title": string(least=1), "message": string(least=1)}), 0, 4)
LOADING = several(string(least=1), 0, 10)


def attachments(given: Any, at: str) -> Faults:
    """Expect at most a hundred objects, and sound blocks in each."""
    if not isinstance(given, list):
        yield Fault("must provide an array", at, error="invalid_attachments")
        return
    if len(given) > 100:
        yield Fault("no more than 100 items allowed", at, error="too_many_attachments")
    for index, each in enumerate(given):
        if not isinstance(each, dict):
            yield Fault("must provide an object", f"{at}/{index}", error="invalid_attachments")
        elif "blocks" in each:
            yield from MESSAGE_BLOCKS(each["blocks"], f"{at}/{index}/blocks")


def together(body: dict[str, Any]) -> Faults:
    """Expect of a message's blocks and those of its attachments, each sound, what holds of all."""
    groups = [(body.get("blocks") or [], "/blocks")]
    for index, each in enumerate(body.get("attachments") or []):
        groups.append((each.get("blocks") or [], f"/attachments/{index}/blocks"))
    placed = [pair for blocks, at in groups for pair in whole.walk(blocks, at)]
    yield from whole.named_once(placed)
    yield from whole.one_table(placed)


def size(given: Any, at: str) -> Faults:
    """Expect a view of at most 250 kB."""
    if (
        len(
            json.dumps(given, separators=(",", ":"), ensure_ascii=False).encode(
                "utf-8", "surrogatepass"
            )
        )
        > VIEW_BYTES
    ):
        yield Fault("must be less than 250001 bytes", at, error="view_too_large")
