"""What is loaded, how fresh it is, and what to load next."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from handlers.hotspots.scope import Reach, reach_of
from handlers.toolbox import Toolbox
from knowledge.incidents.batch import Category
from knowledge.places.kinds import AREAS, Kind
from knowledge.windows import spell
from knowledge.words import _, ngettext
from storage import hotspots, places, process
from storage.tables import EVERYWHERE


@dataclass(frozen=True, slots=True)
class DataReport:
    """One thing about the data, and the next step where there is one ("" where not)."""

    summary: str
    next_step: str


def every_report(tools: Toolbox) -> list[DataReport]:
    """Return the reports of every workspace, for who runs the process."""
    with tools.read() as session:
        known = process.workspaces(session)
    return [report for workspace in known for report in reports(tools, workspace=workspace)]


def reports(tools: Toolbox, *, workspace: int) -> list[DataReport]:
    """Return what is loaded in a workspace: each kind of incident, the layers, the study area."""
    with tools.read() as session:
        known = hotspots.categories(session, workspace=workspace)
        found = [_incidents(session, workspace, category) for category in known]
        return [*found, *_places(session, workspace, some=bool(known))]


def _incidents(session: Session, workspace: int, category: str) -> DataReport:
    extent = hotspots.extent(session, workspace=workspace, category=category)
    reach = reach_of(session, workspace=workspace, category=category)
    if extent is None or reach is None:
        return DataReport(_("No {kind}.").format(kind=_kind(category)), "")
    sums = hotspots.sums_by_place(session, workspace=workspace, category=category, window=extent)
    count = int(sums["incidents"].get(EVERYWHERE, 0))
    unlocated = int(sums["unlocated"].get(EVERYWHERE, 0))
    told = ngettext(
        "{count} incident ({kind}) from {first} to {last}, {unlocated} without a place; {sources}",
        "{count} incidents ({kind}) from {first} to {last}, {unlocated} without a place; {sources}",
        count,
    ).format(
        count=f"{count:,}",
        kind=_kind(category),
        first=spell(extent.start),
        last=spell(extent.last),
        unlocated=unlocated,
        sources=", ".join(one.source.title for one in reach.active),
    )
    return DataReport(f"{told}. {_complete(reach)}", "")


def _complete(reach: Reach) -> str:
    if reach.learned:
        return _("Complete through {day}.").format(day=spell(reach.through))
    return _("Taken as complete through {day}, until a second import shows the lag.").format(
        day=spell(reach.through)
    )


def _kind(category: str) -> str:
    return _(Category(category).value.replace("_", " "))


def _places(session: Session, workspace: int, *, some: bool) -> list[DataReport]:
    layers = places.layers(session, workspace=workspace)
    cells = hotspots.study_size(session, workspace=workspace)
    areas = [one for one in layers if one.kind in AREAS]
    if not areas:
        step = _("Load some: coalition import places FILE --kind city (or neighborhood).")
        return [DataReport(_("No places yet, so there is no map."), step)] if some else []
    names = ", ".join(one.kind.value for one in layers)
    told = _("Layers: {names}. The study area has {cells} cells.").format(names=names, cells=cells)
    found = [DataReport(told, "")]
    if all(one.kind is not Kind.CITY for one in areas):
        step = _("A city outline makes it exact: coalition import places FILE --kind city.")
        found.append(DataReport(_("The study area is the union of all places."), step))
    for one in areas:
        if one.approximate:
            step = _("Import again: {files}.").format(files=", ".join(one.approximate))
            found.append(
                DataReport(_("Counts by {kind} are approximate.").format(kind=one.kind), step)
            )
    return found
