"""Block Kit as plain text: what somebody reading the screen aloud would say."""

from collections.abc import Callable, Iterator
from typing import Any

from sandbox.words import blocks as block_kit
from sandbox.words import charts, mrkdwn

Block = dict[str, Any]


def text(obj: Any, named: mrkdwn.Named) -> str:
    """Return the words of a text object."""
    if not isinstance(obj, dict):
        return ""
    if obj.get("type") == "mrkdwn":
        return mrkdwn.plain(obj.get("text", ""), named)
    return mrkdwn.emoji(obj.get("text", ""))


def blocks(listed: list[Block], named: mrkdwn.Named) -> str:
    """Return blocks as lines of text, with buttons as ``[Label]``."""
    return "\n".join(line for block in listed for line in _block(block, named) if line)


def element(held: dict[str, Any], named: mrkdwn.Named) -> str:
    """Return how one element reads."""
    kind = held.get("type", "")
    if kind in {"image", "mrkdwn", "plain_text"}:
        return f"(image: {held.get('alt_text', '')})" if kind == "image" else text(held, named)
    if kind in {"button", "workflow_button", "icon_button"}:
        return f"[{text(held.get('text'), named)}]"
    if kind == "feedback_buttons":
        sides = (held["positive_button"], held["negative_button"])
        return " ".join(f"[{text(side['text'], named)}]" for side in sides)
    offered = [text(each["text"], named) for each in block_kit.options(held)]
    if offered:
        label = text(held.get("placeholder"), named) or ("…" if kind == "overflow" else "")
        return f"<{label}: {' | '.join(offered)}>" if label else f"<{' | '.join(offered)}>"
    return f"<{text(held.get('placeholder'), named) or kind}>"


def _block(block: Block, named: mrkdwn.Named) -> Iterator[str]:
    writer = WRITERS.get(block.get("type", ""))
    if writer is None:
        yield f"({block.get('type')})"
    else:
        yield from writer(block, named)


def _section(block: Block, named: mrkdwn.Named) -> Iterator[str]:
    yield text(block.get("text"), named)
    for each in block.get("fields") or []:
        yield text(each, named)
    if block.get("accessory"):
        yield element(block["accessory"], named)


def _header(block: Block, named: mrkdwn.Named) -> Iterator[str]:
    yield text(block.get("text"), named)


def _context(block: Block, named: mrkdwn.Named) -> Iterator[str]:
    yield " ".join(element(each, named) for each in block.get("elements", []))


def _image(block: Block, named: mrkdwn.Named) -> Iterator[str]:
    yield text(block.get("title"), named)
    yield f"(image: {block.get('alt_text', '')})"


def _input(block: Block, named: mrkdwn.Named) -> Iterator[str]:
    yield f"{text(block.get('label'), named)}: {element(block['element'], named)}"
    yield text(block.get("hint"), named)


def _divider(block: Block, named: mrkdwn.Named) -> Iterator[str]:
    del block, named
    yield "---"


def _markdown(block: Block, named: mrkdwn.Named) -> Iterator[str]:
    del named
    yield block.get("text", "")


def _table(block: Block, named: mrkdwn.Named) -> Iterator[str]:
    for row in block.get("rows", []):
        yield " | ".join(cell(each, named) for each in row)


def cell(held: dict[str, Any], named: mrkdwn.Named) -> str:
    """Return the words of one table cell."""
    if held.get("type") == "rich_text":
        return " ".join(_rich_text(held, named))
    return str(held.get("text", held.get("value", "")))


def _rich_text(block: Block, named: mrkdwn.Named) -> Iterator[str]:
    for part in block.get("elements", []):
        if part.get("type") == "rich_text_list":
            for item in part["elements"]:
                yield "• " + _rich_line(item["elements"], named)
        else:
            yield _rich_line(part.get("elements", []), named)


def _rich_line(parts: list[dict[str, Any]], named: mrkdwn.Named) -> str:
    return "".join(rich_words(part, named) for part in parts)


def rich_words(part: dict[str, Any], named: mrkdwn.Named) -> str:
    """Return the words of one rich text piece."""
    kind = part.get("type")
    if kind == "user":
        return "@" + named(part["user_id"])
    if kind == "channel":
        return "#" + named(part["channel_id"])
    if kind == "emoji":
        return mrkdwn.EMOJI.get(part["name"], f":{part['name']}:")
    return str(part.get("text") or part.get("url") or "")


def _words(held: Any, named: mrkdwn.Named) -> str:
    return held if isinstance(held, str) else text(held, named)


def _data_table(block: Block, named: mrkdwn.Named) -> Iterator[str]:
    yield block.get("caption", "")
    yield from _table(block, named)


def _chart(block: Block, named: mrkdwn.Named) -> Iterator[str]:
    del named
    yield from charts.told(block)


def _card(block: Block, named: mrkdwn.Named) -> Iterator[str]:
    for name in ("title", "subtitle", "body"):
        yield _words(block.get(name), named)
    yield " ".join(element(each, named) for each in block.get("actions") or [])


def _carousel(block: Block, named: mrkdwn.Named) -> Iterator[str]:
    for each in block.get("elements", []):
        yield from _card(each, named)


def _container(block: Block, named: mrkdwn.Named) -> Iterator[str]:
    yield _words(block.get("title"), named)
    yield _words(block.get("subtitle"), named)
    for each in block.get("child_blocks", []):
        yield from _block(each, named)


def _task(block: Block, named: mrkdwn.Named) -> Iterator[str]:
    yield f"{TASK_SIGNS.get(block.get('status', ''), '○')} {block.get('title', '')}"
    for name in ("details", "output"):
        yield from _rich_text(block.get(name) or {}, named)


def _plan(block: Block, named: mrkdwn.Named) -> Iterator[str]:
    yield _words(block.get("title"), named)
    for each in block.get("tasks") or []:
        yield from _task(each, named)


def _video(block: Block, named: mrkdwn.Named) -> Iterator[str]:
    yield f"(video: {_words(block.get('title'), named)})"
    yield _words(block.get("description"), named)


#: How far a task has come, as a sign.
TASK_SIGNS = {"pending": "○", "in_progress": "◐", "complete": "✓", "error": "✗"}

WRITERS: dict[str, Callable[[Block, mrkdwn.Named], Iterator[str]]] = {
    "section": _section,
    "header": _header,
    "context": _context,
    "actions": _context,
    "context_actions": _context,
    "image": _image,
    "input": _input,
    "divider": _divider,
    "markdown": _markdown,
    "table": _table,
    "rich_text": _rich_text,
    "data_table": _data_table,
    "data_visualization": _chart,
    "alert": _header,
    "card": _card,
    "carousel": _carousel,
    "container": _container,
    "plan": _plan,
    "task_card": _task,
    "video": _video,
}
