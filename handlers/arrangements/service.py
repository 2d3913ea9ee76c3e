"""What is arranged for an event: read by those on its plan, and written by several at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from handlers.arrangements.request import Press
from handlers.events import reading
from handlers.events.seen import Seen
from handlers.toolbox import Toolbox
from knowledge.access import Member, Permission, may
from knowledge.errors import RefusedError
from knowledge.events.event import Event
from knowledge.events.visibility import View
from knowledge.words import _
from storage import events, revisions


@dataclass(frozen=True, slots=True)
class Site:
    """What is arranged for an event, as somebody on its plan sees it.

    Attributes
    ----------
    writes
        Whether they may change it.
    """

    seen: Seen
    writes: bool


def mine(tools: Toolbox, member: Member) -> list[Seen]:
    """Return the events on whose plan somebody is, those to come where there are any."""
    found = [one for one in reading.listed(tools, member) if one.view >= View.PLAN]
    return [one for one in found if one.event.start >= tools.now()] or found


def look(tools: Toolbox, member: Member, event: int) -> Site:
    """Return what is arranged for an event.

    Raises
    ------
    NothingKnownError
        When there is no such event for them.
    RefusedError
        When they do not see its plan.
    """
    with tools.read() as session:
        found = _seen(session, tools, member, event)
        return Site(found, found.named and Permission.EVENTS_PLAN in may(member))


def keep(tools: Toolbox, member: Member, press: Press, wanted: Mapping[str, Any]) -> int:
    """Write fields as somebody wants them; return the version that it made, 0 for no change.

    Raises
    ------
    NothingKnownError, RefusedError
        When they are not named on its plan.
    ChangedMeanwhileError
        When others changed the same fields since.
    """
    with tools.begin() as session:
        before = _held(session, tools, member, press.event)
        return _write(session, tools, member, press, before, wanted)


def undo(tools: Toolbox, member: Member, press: Press) -> int:
    """Take back the edit that made a version; return the version that this made, 0 for none.

    Raises
    ------
    NothingKnownError, RefusedError
        When they are not named on its plan.
    ChangedMeanwhileError
        When others changed the same fields since.
    """
    with tools.begin() as session:
        before = _held(session, tools, member, press.event)
        made = revisions.made(
            session,
            workspace=member.workspace,
            noun=events.NOUN,
            item=press.event,
            version=press.version,
        )
        return _write(session, tools, member, press, before, made.before if made else {})


def _write(
    session: Session,
    tools: Toolbox,
    member: Member,
    press: Press,
    before: Event,
    wanted: Mapping[str, Any],
) -> int:
    after = events.edit(
        session,
        workspace=member.workspace,
        event=press.event,
        wanted=wanted,
        version=press.version,
        seen=press.seen,
        by=member.person,
        now=tools.now(),
    )
    return after.version if after.version > before.version else 0


def _seen(session: Session, tools: Toolbox, member: Member, event: int) -> Seen:
    found = reading.seen(session, tools, member, event)
    if found.view < View.PLAN:
        raise RefusedError(
            _("Only those named on this plan see what is where. The event lead can name you.")
        )
    return found


def _held(session: Session, tools: Toolbox, member: Member, event: int) -> Event:
    """Return an event that nobody else changes until this transaction ends."""
    events.lock(session, workspace=member.workspace, event=event)  # else another's edit is undone
    found = reading.seen(session, tools, member, event)
    if not found.named:
        raise reading.not_named()
    return found.event
