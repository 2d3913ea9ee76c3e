"""Long lists, a page at a time."""

import base64
from collections.abc import Callable, Sequence
from typing import TypeVar

from sandbox.api import rules
from sandbox.api.call import Call, RefusalError
from sandbox.hub import Json

Item = TypeVar("Item")
MOST = 1000


def page(
    call: Call,
    listed: Sequence[Item],
    *,
    default: int = 100,
    key: Callable[[Item], str] | None = None,
) -> tuple[list[Item], Json]:
    """Return the page a call asks for, and the cursor of the next.

    With ``key`` the cursor names the item that comes next, so that what is posted meanwhile
    neither repeats an item nor hides one.
    """
    start = _start(call.text("cursor"), listed, key)
    end = start + _size(call, default)
    cursor = ""
    if end < len(listed):
        after = key(listed[end]) if key else str(end)
        cursor = base64.b64encode(f"next:{after}".encode()).decode()
    return list(listed[start:end]), {"response_metadata": {"next_cursor": cursor}}


def _size(call: Call, default: int) -> int:
    size = call.number("limit", default) or default
    if not 1 <= size <= MOST and "invalid_limit" in rules.table()[call.method]["errors"]:
        raise RefusalError("invalid_limit")
    return min(max(size, 1), MOST)


def _start(cursor: str, listed: Sequence[Item], key: Callable[[Item], str] | None) -> int:
    if not cursor:
        return 0
    try:
        _, _, after = base64.b64decode(cursor, validate=True).decode().partition(":")
        return [key(each) for each in listed].index(after) if key else int(after)
    except ValueError:
        raise RefusalError("invalid_cursor") from None
