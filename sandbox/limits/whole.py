"""What holds of all blocks together: identifiers, tables, charts, focus and length."""

from collections.abc import Iterator
from typing import Any

from sandbox.limits.data import words
from sandbox.limits.grammar import Fault, Faults

Placed = tuple[dict[str, Any], str]

MARKDOWN = 12_000
LENGTH = 13_200
CHARTS = 2
WITHIN = {"container": "child_blocks", "carousel": "elements", "plan": "tasks"}
HELD = {"card": "actions"}


def walk(blocks: list[dict[str, Any]], at: str) -> Iterator[Placed]:
    """Yield every block with its pointer, those inside others too."""
    for index, block in enumerate(blocks):
        yield block, f"{at}/{index}"
        within = WITHIN.get(block["type"], "")
        yield from walk(block.get(within) or [], f"{at}/{index}/{within}")


def elements(block: dict[str, Any], at: str) -> Iterator[Placed]:
    """Yield a block's elements, each with its pointer."""
    for name in ("accessory", "element"):
        if name in block:
            yield block[name], f"{at}/{name}"
    name = HELD.get(block["type"], "elements")
    if block["type"] in {"actions", "context_actions", "card"}:
        for index, element in enumerate(block.get(name) or []):
            yield element, f"{at}/{name}/{index}"


def identifiers(blocks: list[dict[str, Any]], at: str) -> Faults:
    """Expect each ``block_id`` once, and each ``action_id`` once in its block."""
    yield from named_once(list(walk(blocks, at)))
    for block, place in walk(blocks, at):
        inside = [(each.get("action_id"), where) for each, where in elements(block, place)]
        yield from _repeated("action_id", inside)


def named_once(placed: list[Placed]) -> Faults:
    """Expect each ``block_id`` once."""
    yield from _repeated("block_id", [(block.get("block_id"), place) for block, place in placed])


def one_table(placed: list[Placed]) -> Faults:
    """Expect one table at most."""
    for _, place in [each for each in placed if each[0]["type"] == "table"][1:]:
        yield Fault("only one table is allowed", place, error="only_one_table_allowed")


def focus(blocks: list[dict[str, Any]], at: str) -> Faults:
    """Expect at most one element that takes the focus."""
    focused = [
        place
        for block, where in walk(blocks, at)
        for element, place in elements(block, where)
        if element.get("focus_on_load")
    ]
    for place in focused[1:]:
        yield Fault("only one element may set `focus_on_load`", f"{place}/focus_on_load")


def tables(blocks: list[dict[str, Any]], at: str) -> Faults:
    """Expect one table, and two charts, at most."""
    placed = list(walk(blocks, at))
    yield from one_table(placed)
    charts = [each for each in placed if each[0]["type"] == "data_visualization"]
    for _, place in charts[CHARTS:]:
        yield Fault(f"no more than {CHARTS} data_visualization blocks allowed", place)


def markdown(blocks: list[dict[str, Any]], at: str) -> Faults:
    """Expect so much Markdown in all blocks together, at most."""
    total = 0
    for block, place in walk(blocks, at):
        if block["type"] == "markdown":
            total += len(block["text"])
            if total > MARKDOWN:
                yield Fault(f"must be less than {MARKDOWN + 1} characters", f"{place}/text")
                return


def length(blocks: list[dict[str, Any]], at: str) -> Faults:
    """Expect so many characters in all blocks of a message together, at most."""
    if words(blocks) > LENGTH:
        yield Fault("blocks are too long together", at, error="msg_blocks_too_long")


def _repeated(name: str, placed: list[tuple[str | None, str]]) -> Faults:
    seen: set[str] = set()
    for given, place in placed:
        if given is not None and given in seen:
            yield Fault(f'`{name}` "{given}" already exists', f"{place}/{name}")
        seen.add(given or "")
