"""Who may pause what: the one place that says so; a door's permission lets members ask."""

from sqlalchemy.orm import Session

from handlers.toolbox import Toolbox
from knowledge.access import Member, Permission, may
from knowledge.errors import RefusedError
from knowledge.events.event import Event
from knowledge.events.kinds import EventRole
from knowledge.pauses import Ground, Right, mourned, until
from knowledge.places.folding import fold
from knowledge.places.kinds import Kind
from knowledge.words import _
from storage import events, places

#: What an event's place can be, as pauses know places.
_WHERE = (Kind.SITE, Kind.NEIGHBORHOOD)


def right(session: Session, tools: Toolbox, member: Member) -> Right:
    """Return what somebody may pause now.

    Coordinators pause anything. A family liaison speaks for the family, so nobody who has
    law-enforcement duties pauses by that role.
    """
    allowed = may(member)
    anything = Permission.PAUSE_MANAGE in allowed
    if anything or member.police or not member.person or Permission.EVENTS_PLAN not in allowed:
        return Right(member.person, anything)
    held = events.held(
        session, workspace=member.workspace, person=member.person, role=EventRole.FAMILY_LIAISON
    )
    now = tools.now()
    grounds = [_ground(session, member, one) for one in held if mourned(one, now=now)]
    return Right(member.person, grounds=tuple(grounds))


def refused() -> RefusedError:
    """Return what somebody is told who may not pause that, and whom to ask."""
    return RefusedError(
        _(
            "Coordinators pause posts, and the family liaison of a vigil or a funeral does: its "
            "place, its channel or everything, until 14 days after it. Ask a coordinator: "
            "`/coalition people` shows who they are."
        )
    )


def _ground(session: Session, member: Member, event: Event) -> Ground:
    of, profile = member.workspace, event.profile
    named = {
        one.id
        for one in places.names(session, workspace=of)
        if profile.place and one.kind in _WHERE and fold(one.name) == fold(profile.place)
    }
    if profile.cell is not None:
        named |= set(
            places.around(session, workspace=of, cell=profile.cell, kind=Kind.NEIGHBORHOOD)
        )
    return Ground(event.id, event.channel, frozenset(map(str, named)), until(event), event.closed)
