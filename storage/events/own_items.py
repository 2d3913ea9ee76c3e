"""What a coalition makes of the lists of items: one more, other words, one less; and the way back.

Every change is of a version: two people who change one item each hear of the other.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.editing import differences
from knowledge.errors import NothingKnownError
from knowledge.events import checklists
from knowledge.events.checklists import CONTENT, Listed
from knowledge.words import _
from storage import edits, revisions
from storage.events import live, templates
from storage.tables import TemplateItem, Workspace

#: What the numbers of a coalition's own items begin with; the product's never do.
_PREFIX, _FIRST = "XX", 101
#: An id is a number to the base of all letters and digits, by which its edits are kept.
_BASE = 36


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
    place, as far as that one may change.
    """
    _lock(session, workspace)
    wanted = {field: wording[field] for field in CONTENT if field in wording}
    if not wording.get("id"):
        new = {"small": None, "serves": [], "critical": False} | wanted
        return _add(session, workspace, in_list, new, by, now)
    item = str(wording["id"])
    found = _found(session, workspace, in_list, item)
    back = {"retired": False, "reason": ""} if found.retired else {}
    before = found.fields()
    after = before | checklists.sane(found, wanted) | back
    changed = differences(before, after)
    _write(session, workspace, found, in_list, changed, by, now)
    return item


def change(
    session: Session,
    *,
    workspace: int,
    in_list: str,
    item: str,
    version: int,
    wanted: Mapping[str, Any],
    by: str,
    now: datetime,
    seen: int = 0,
) -> Listed:
    """Change an item of a list; ``wanted`` is JSON by the names in ``Listed.fields``.

    Parameters
    ----------
    version
        The version that was on somebody's screen.
    seen
        The newest version whose changes they were shown; those they write over on purpose.

    Raises
    ------
    ChangedMeanwhileError
        When others changed the same fields to something else since.
    NothingKnownError
        When the list has no such item.
    """
    _lock(session, workspace)
    found = _found(session, workspace, in_list, item)
    changed = edits.settle(
        session,
        workspace=workspace,
        noun=_noun(in_list),
        item=_number(item),
        current=found.fields(),
        wanted=checklists.sane(found, wanted),
        version=version,
        seen=seen,
    )
    if changed:
        _write(session, workspace, found, in_list, changed, by, now)
    return _found(session, workspace, in_list, item)


def undo(
    session: Session,
    *,
    workspace: int,
    in_list: str,
    item: str,
    version: int,
    by: str,
    now: datetime,
) -> Listed:
    """Take back the edit that made a version, as far as nobody has built on it.

    Raises
    ------
    ChangedMeanwhileError
        When others changed the same fields since.
    NothingKnownError
        When the list has no such item.
    """
    _lock(session, workspace)
    made = revisions.made(
        session, workspace=workspace, noun=_noun(in_list), item=_number(item), version=version
    )
    return change(
        session,
        workspace=workspace,
        in_list=in_list,
        item=item,
        version=version,
        wanted=made.before if made else {},
        by=by,
        now=now,
    )


def _add(
    session: Session,
    workspace: int,
    in_list: str,
    wanted: Mapping[str, Any],
    by: str,
    now: datetime,
) -> str:
    item = _next(session, workspace)
    whole = checklists.worded(None, item, {**wanted, "reviewed": now.date().isoformat()})
    session.add(
        TemplateItem(
            workspace_id=workspace,
            list=in_list,
            item=item,
            retired=False,
            wording=whole,
            by=by,
            at=now,
            version=1,
        )
    )
    _record(session, workspace, in_list, item, 1, {"retired": (True, False)}, by, now)
    return item


def _write(
    session: Session,
    workspace: int,
    found: Listed,
    in_list: str,
    changed: dict[str, tuple[Any, Any]],
    by: str,
    now: datetime,
) -> None:
    """Write an item anew; whoever changes what it says has looked at it."""
    before = found.fields()
    after = before | {field: pair[1] for field, pair in changed.items()}
    today = now.date().isoformat()
    if "reviewed" not in changed and set(changed) & set(CONTENT) and before["reviewed"] != today:
        changed = {**changed, "reviewed": (before["reviewed"], today)}
        after["reviewed"] = today
    row = session.get(TemplateItem, (workspace, in_list, found.id))
    if row is None:
        row = TemplateItem(workspace_id=workspace, list=in_list, item=found.id, version=0)
        session.add(row)
    row.retired, row.reason = after["retired"], after["reason"] or None
    row.wording = checklists.worded(found.product, found.id, after)
    row.by, row.at, row.version = by, now, row.version + 1
    live.reword(session, workspace=workspace, kinds=checklists.kinds(in_list))
    _record(session, workspace, in_list, found.id, row.version, changed, by, now)


def _record(
    session: Session,
    workspace: int,
    in_list: str,
    item: str,
    version: int,
    changed: dict[str, tuple[Any, Any]],
    by: str,
    now: datetime,
) -> None:
    revisions.record(
        session,
        workspace=workspace,
        noun=_noun(in_list),
        item=_number(item),
        version=version,
        by=by,
        at=now,
        changed=changed,
    )
    session.flush()


def _found(session: Session, workspace: int, in_list: str, item: str) -> Listed:
    """Return an item as a list has it, whatever it was to another list."""
    every = templates.listed(session, workspace=workspace, of=in_list)
    found = next((one for one in every if one.id == item), None)
    if found is None:
        raise NothingKnownError(_("The list has no such item. `/event lists` shows what it has."))
    return found


def _lock(session: Session, workspace: int) -> None:
    """Let one person at a time change lists: together two could take what neither may."""
    session.execute(select(Workspace.id).where(Workspace.id == workspace).with_for_update())


def _next(session: Session, workspace: int) -> str:
    wanted = (TemplateItem.workspace_id == workspace, TemplateItem.item.like(f"{_PREFIX}%"))
    used = [
        int(one[len(_PREFIX) :])
        for one in session.scalars(select(TemplateItem.item).where(*wanted))
    ]
    return f"{_PREFIX}{max(used, default=_FIRST - 1) + 1}"


def _noun(in_list: str) -> str:
    return f"checklist {in_list}"


def _number(item: str) -> int:
    return int(item, _BASE)
