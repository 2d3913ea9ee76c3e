"""One edit of a thing that several people keep: what it changes, once others' edits are seen."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from knowledge.editing import ChangedMeanwhileError, clash, differences, merged
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
) -> dict[str, tuple[Any, Any]]:
    """Return what an edit changes now, as ``{field: (before, after)}``.

    Parameters
    ----------
    current
        The fields as they stand, and ``wanted`` as somebody wants them; both JSON.
    version
        The version that was on their screen: what they left as it was there is not theirs.

    Raises
    ------
    ChangedMeanwhileError
        When others changed the same fields to something else since.
    """
    edits = revisions.since(session, workspace=workspace, noun=noun, item=item, version=version)
    seen = dict(current) | {field: before for field, (before, _now) in merged(edits).items()}
    mine = {field: after for field, (_before, after) in differences(seen, wanted).items()}
    if clash(mine, edits):
        raise ChangedMeanwhileError(edits)
    return differences(current, mine)
