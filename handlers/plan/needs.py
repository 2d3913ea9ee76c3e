"""The places of high need: who works on this there, and what is not covered."""

from sqlalchemy.orm import Session

from handlers.toolbox import Toolbox
from knowledge.hotspots.bands import cells_in
from knowledge.incidents.batch import Category
from knowledge.partners.services import Service, title
from knowledge.places.kinds import AREAS, Kind
from knowledge.plan import needs
from knowledge.plan.coverage import Coverage, Work, planned
from knowledge.words import ngettext
from storage import hotspots, partners, places, plan

#: How many places a plan can look after at once; our own number.
MOST = 5
#: The share of the study area's cells that counts as high, and how many of them are looked at.
HIGH, CELLS = 0.05, 40
#: How many are named for a service at a place; `/find` knows them all.
NAMED = 4


def read(tools: Toolbox, *, workspace: int) -> tuple[Coverage, ...]:
    """Return what is covered at each place of high need, the highest first.

    The order is that of the stored ranking of cells; no count of a place is told. Without
    incident data there are no places.
    """
    with tools.read() as session:
        names = _names(session, workspace)
        entries = plan.entries(session, workspace=workspace)
        work = [*_of_partners(session, workspace), *planned(entries)]
    return tuple(_titled(one) for one in needs.covered(names, work, entries))


def _names(session: Session, workspace: int) -> tuple[str, ...]:
    """Return the places of the finest layer that hold the most of the highest cells."""
    kinds = {one.kind for one in places.layers(session, workspace=workspace)}
    finest = next((kind for kind in AREAS if kind in kinds and kind is not Kind.CITY), None)
    size = hotspots.study_size(session, workspace=workspace)
    if finest is None or not size:
        return ()
    cells = hotspots.highest_cells(
        session,
        workspace=workspace,
        category=Category.SHOOTING.value,
        highest=min(CELLS, cells_in(HIGH, size)),
    )
    of_cell = {
        cell: name
        for cell in cells
        for _id, name, kind in hotspots.areas_of_cell(session, workspace=workspace, cell=cell)
        if kind is finest
    }
    return needs.ranked(cells, of_cell, most=MOST)


def _of_partners(session: Session, workspace: int) -> list[Work]:
    """Return what each partner brings to each of its places; one without places, everywhere."""
    return [
        Work(partner.name, Service(service).value, place)
        for partner in partners.every(session, workspace=workspace)
        for service in partner.services
        for place in (partner.places or ("",))
    ]


def _titled(found: Coverage) -> Coverage:
    """Return the same with services as they are said, and a few names for each."""
    return Coverage(
        found.place,
        tuple((title(Service(service)), _few(who)) for service, who in found.covered),
        tuple(title(Service(service)) for service in found.missing),
    )


def _few(who: tuple[str, ...]) -> tuple[str, ...]:
    """Return the first who bring a service, and how many more do."""
    more = len(who) - NAMED
    if more <= 0:
        return who
    return *who[:NAMED], ngettext("{n} more", "{n} more", more).format(n=more)
