"""What is arranged for an event, as several people write it: nobody's words are lost."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.events.event import Event
from storage import revisions
from storage.edits import settle
from storage.events.reading import ARRANGED, NOUN, find, values
from storage.events.writing import change
from storage.tables import EventRow


def arrange(
    session: Session,
    *,
    workspace: int,
    event: int,
    wanted: Mapping[str, Any],
    version: int,
    by: str,
    now: datetime,
    seen: int = 0,
) -> Event:
    """Write what is arranged as somebody wants it who had a version of the event on the screen.

    Parameters
    ----------
    wanted
        Fields of ``knowledge.events.arrangements.Arrangements``, as JSON.
    seen
        The newest version whose changes they were shown; those they write over on purpose.

    Raises
    ------
    LookupError
        When there is no such event.
    ChangedMeanwhileError
        When others changed the same fields to something else since.
    """
    mine = (EventRow.workspace_id == workspace, EventRow.id == event)
    session.execute(select(EventRow.id).where(*mine).with_for_update())
    found = find(session, workspace=workspace, event=event)
    if found is None:
        raise LookupError(event)
    changed = settle(
        session,
        workspace=workspace,
        noun=NOUN,
        item=event,
        current=values(found),
        wanted={name: wanted[name] for name in ARRANGED if name in wanted},
        version=version,
        seen=seen,
    )
    fields = {name: after for name, (_before, after) in changed.items()}
    return change(session, workspace=workspace, event=event, changed=fields, by=by, now=now)


def before(session: Session, *, workspace: int, event: int, version: int) -> dict[str, Any]:
    """Return what the edit that made a version replaced of the arrangements; empty for none."""
    edits = revisions.since(
        session, workspace=workspace, noun=NOUN, item=event, version=version - 1
    )
    made = next((one.changed for one in edits if one.version == version), {})
    return {name: pair[0] for name, pair in made.items() if name in ARRANGED}
