"""An agenda, filled with what is open and what was recorded since the meeting before."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from handlers.blocks import escape, mention
from handlers.meetings import service
from handlers.toolbox import Toolbox
from knowledge.access import Member
from knowledge.meetings.agenda import Line, agenda
from knowledge.meetings.meeting import Meeting
from knowledge.places.kinds import AREAS, Kind
from knowledge.windows import Window, spell
from knowledge.words import _, ngettext
from storage import actions, hotspots, meetings, places, workspaces

#: The category that a coalition asks about, and how far back where no meeting came before.
_CATEGORY, _FIRST = "shooting", timedelta(days=30)


def made(
    tools: Toolbox, member: Member, meeting: int, *, channel: str = ""
) -> tuple[Meeting, tuple[Line, ...]]:
    """Return a meeting and its agenda as of now.

    Incidents are counts by place, as every visitor sees them on the hotspot map. Owners are
    shown as Slack shows them; who left is somebody who left. Its details hold Slack's markup,
    in which what people typed is escaped.
    """
    found = service.find(tools, member, meeting, channel=channel)
    with tools.read() as session:
        zone = workspaces.zone(session, workspace=member.workspace)
        today = tools.now().astimezone(zone).date()
        before = meetings.before(session, workspace=member.workspace, meeting=found)
        since = before.start.astimezone(zone).date() if before else today - _FIRST
        owners = actions.owners(session, workspace=member.workspace)
        lines = agenda(
            found.kind,
            today=today,
            open_actions=[
                replace(one, text=escape(one.text))
                for one in actions.every_open(session, workspace=member.workspace)
            ],
            incidents=_incidents(session, member.workspace, since, today),
            owner_name=lambda person: mention(owners, person),
            minutes=found.minutes,
        )
    return found, lines


def _incidents(session: Session, workspace: int, since: date, today: date) -> Sequence[str]:
    extent = hotspots.extent(session, workspace=workspace, category=_CATEGORY)
    if extent is None or since >= today:
        return ()
    through = _("The data goes through {day}.").format(day=spell(extent.last))
    if extent.end <= since:
        return (_("Nothing new is recorded. {through}").format(through=through),)
    window = Window(since, min(today, extent.end))
    sums = hotspots.sums_by_place(session, workspace=workspace, category=_CATEGORY, window=window)[
        "incidents"
    ]
    total = int(sums.get(0, 0))
    said = ngettext("{n} shooting, {days}.", "{n} shootings, {days}.", total)
    lead = f"{said.format(n=total, days=window.label())} {through}"
    counted = [(int(sums.get(place, 0)), name) for place, name in _areas(session, workspace)]
    listed = sorted((one for one in counted if one[0]), key=lambda one: (-one[0], one[1]))
    return (lead, *(f"{escape(name)}: {many}" for many, name in listed))


def _areas(session: Session, workspace: int) -> list[tuple[int, str]]:
    """Return the areas of the finest layer there is; none where there is only the whole city."""
    names = places.names(session, workspace=workspace)
    kinds = {one.kind for one in names}
    finest = next((kind for kind in AREAS if kind in kinds and kind is not Kind.CITY), None)
    return [(one.id, one.name) for one in names if one.kind is finest]
