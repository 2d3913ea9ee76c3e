"""Long lists, a page at a time."""

import base64
from typing import TypeVar

from sandbox.api.call import Call, RefusalError
from sandbox.hub import Json

Item = TypeVar("Item")


def page(call: Call, listed: list[Item], *, default: int = 100) -> tuple[list[Item], Json]:
    """Return the page a call asks for, and the cursor of the next."""
    start = _start(call.text("cursor"))
    size = min(max(call.number("limit", default), 1), 1000)
    end = start + size
    cursor = base64.b64encode(f"next:{end}".encode()).decode() if end < len(listed) else ""
    return listed[start:end], {"response_metadata": {"next_cursor": cursor}}


def _start(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        return int(base64.b64decode(cursor).decode().removeprefix("next:"))
    except ValueError:
        raise RefusalError("invalid_cursor") from None
