"""One edit of a thing that several people keep: what it changes, once others' edits are seen."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from knowledge.editing import kept
from storage import revisions


def settle(
    session: Session,
    *,
    workspace: int,
    noun: str,
    item: int,
    current: Mapping[str, Any],
    wanted: Mapping[str, Any],
    version: int,
    seen: int = 0,
) -> dict[str, tuple[Any, Any]]:
    """Return what an edit changes now, as ``{field: (before, after)}``.

    Parameters
    ----------
    current
        The fields as they stand, and ``wanted`` as somebody wants them; both JSON.
    version
        The version that was on their screen: what they left as it was there is not theirs.
    seen
        The newest version whose changes they were shown; those they write over on purpose.

    Raises
    ------
    ChangedMeanwhileError
        When others changed the same fields to something else since.
    """
    edits = revisions.since(session, workspace=workspace, noun=noun, item=item, version=version)
    return kept(current, wanted, edits, seen=seen)
