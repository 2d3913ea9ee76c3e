"""Items that a coalition adds to a list, or words anew, out of what it learned."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.tables import TemplateItem, Workspace

#: What the numbers of a coalition's own items begin with; the product's never do.
_PREFIX, _FIRST = "XX", 101


def adopt(
    session: Session,
    *,
    workspace: int,
    in_list: str,
    wording: Mapping[str, Any],
    by: str,
    now: datetime,
) -> str:
    """Put an item into a coalition's list and return its id.

    ``wording`` is the whole item; without an ``id`` it is a new one, else it takes that one's
    place.
    """
    session.execute(select(Workspace.id).where(Workspace.id == workspace).with_for_update())
    item = str(wording.get("id") or _next(session, workspace))
    kept = session.get(TemplateItem, (workspace, in_list, item))
    if kept is None:
        kept = TemplateItem(workspace_id=workspace, list=in_list, item=item)
        session.add(kept)
    kept.retired, kept.by, kept.at = False, by, now
    kept.wording = {**wording, "id": item}
    session.flush()
    return item


def _next(session: Session, workspace: int) -> str:
    wanted = (TemplateItem.workspace_id == workspace, TemplateItem.item.like(f"{_PREFIX}%"))
    used = [
        int(one[len(_PREFIX) :])
        for one in session.scalars(select(TemplateItem.item).where(*wanted))
    ]
    return f"{_PREFIX}{max(used, default=_FIRST - 1) + 1}"
