"""What data a coalition has, and what to import next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from handlers.toolbox import Toolbox
from knowledge.places.kinds import AREAS, Kind
from knowledge.words import _
from storage import hotspots, places
from storage.incidents import coverage
from storage.tables import EVERYWHERE

#: A source whose newest day is further back than this wants a newer file. [days]
STALE = 45


@dataclass(frozen=True, slots=True)
class CategoryReport:
    """One kind of incident: how many, since when, how many without a place, and from whom."""

    category: str
    first: date
    last: date
    incidents: int
    unlocated: int
    sources: tuple[tuple[str, date], ...]


@dataclass(frozen=True, slots=True)
class LayerReport:
    """One layer of places, and the files whose incidents lie in it only approximately."""

    kind: Kind
    file: str
    approximate: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DataReport:
    """What there is, and what to import next, one sentence each."""

    categories: tuple[CategoryReport, ...]
    layers: tuple[LayerReport, ...]
    following: tuple[str, ...]


def data_report(tools: Toolbox, *, workspace: int) -> DataReport:
    """Return what data a workspace has, and what to import next."""
    with tools.read() as session:
        known = hotspots.categories(session, workspace=workspace)
        found = [_category(session, workspace, category) for category in known]
        layers = tuple(
            LayerReport(one.kind, one.file, one.approximate)
            for one in places.layers(session, workspace=workspace)
        )
    categories = tuple(one for one in found if one is not None)
    following = tuple(_following(categories, layers, tools.now().date()))
    return DataReport(categories, layers, following)


def _category(session: Session, workspace: int, category: str) -> CategoryReport | None:
    extent = hotspots.extent(session, workspace=workspace, category=category)
    if extent is None:
        return None
    sums = hotspots.sums_by_place(session, workspace=workspace, category=category, window=extent)
    reach = coverage.reached(session, workspace=workspace, category=category)
    return CategoryReport(
        category=category,
        first=extent.start,
        last=extent.last,
        incidents=int(sums["incidents"].get(EVERYWHERE, 0)),
        unlocated=int(sums["unlocated"].get(EVERYWHERE, 0)),
        sources=tuple((one.source.title, one.last) for one in reach),
    )


def _following(
    categories: tuple[CategoryReport, ...], layers: tuple[LayerReport, ...], today: date
) -> Iterator[str]:
    kinds = {layer.kind for layer in layers}
    if not categories:
        yield _("Incidents: `coalition import incidents FILE`.")
    if Kind.CITY not in kinds:
        yield _("The outline of the area: `coalition import places FILE --kind city`.")
    if not kinds & set(AREAS) - {Kind.CITY}:
        yield _("Neighborhoods, so that places have names: `coalition import places FILE`.")
    again = {file for layer in layers for file in layer.approximate}
    if again:
        files = ", ".join(sorted(again))
        yield _("Again, so that counts by place are exact: {files}.").format(files=files)
    for title, last in {source for one in categories for source in one.sources}:
        if (today - last).days > STALE:
            yield _("A newer file of {title}.").format(title=title)
