"""What each edit changed: a second editor is shown it, and it can be undone."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.editing import Edit
from storage.tables import Revision


def record(
    session: Session,
    *,
    workspace: int,
    noun: str,
    item: int,
    version: int,
    by: str,
    at: datetime,
    changed: Mapping[str, tuple[Any, Any]],
) -> None:
    """Remember that an edit made ``version`` by changing these fields; values are JSON."""
    kept = {field: list(values) for field, values in changed.items()}
    session.add(
        Revision(
            workspace_id=workspace,
            noun=noun,
            item=item,
            version=version,
            by=by,
            at=at,
            changed=kept,
        )
    )


def since(session: Session, *, workspace: int, noun: str, item: int, version: int) -> list[Edit]:
    """Return the edits that came after a version of an item, oldest first."""
    wanted = (
        Revision.workspace_id == workspace,
        Revision.noun == noun,
        Revision.item == item,
        Revision.version > version,
    )
    return [
        Edit(
            version=row.version,
            by=row.by,
            at=row.at,
            changed={field: (values[0], values[1]) for field, values in row.changed.items()},
        )
        for row in session.scalars(select(Revision).where(*wanted).order_by(Revision.version))
    ]


def made(session: Session, *, workspace: int, noun: str, item: int, version: int) -> Edit | None:
    """Return the edit that made a version of an item, if one did."""
    later = since(session, workspace=workspace, noun=noun, item=item, version=version - 1)
    return next((one for one in later if one.version == version), None)
