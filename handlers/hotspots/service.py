"""Taking a snapshot: a few indexed queries in one short reading, and pure analysis."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from handlers.hotspots import assembling
from handlers.hotspots.inquiry import Inquiry
from handlers.hotspots.request import SnapshotRequest, UnsurePlaceError
from handlers.hotspots.scope import settled
from handlers.hotspots.showing import shown_of
from handlers.toolbox import Toolbox
from knowledge.access import Member
from knowledge.errors import UsageError
from knowledge.hotspots import telling
from knowledge.hotspots.asking import AskedWords
from knowledge.hotspots.snapshot import Reading, Snapshot
from knowledge.places.cells import cell_at
from knowledge.places.kinds import AREAS, Kind
from knowledge.places.naming import Named, find
from knowledge.words import _
from storage import hotspots, places
from storage.tables import Workspace


def take_snapshot(
    tools: Toolbox, request: SnapshotRequest, *, as_of: date | None = None
) -> Snapshot:
    """Return what is known of a place and a window.

    Parameters
    ----------
    tools, request
        Whose data, and what of it.
    as_of
        Only what happened before this local day 00:00 counts; None counts everything.

    Raises
    ------
    NothingKnownError
        When the workspace has no incidents of that kind, or none in those days.
    UsageError
        When the place has been taken away.
    """
    with tools.read() as session:
        request = settled(session, request)
        inquiry = Inquiry(session, request, as_of=as_of)
        window, why = shown_of(inquiry)
        counts = assembling.place_counts(inquiry, window)
        compared, left_out = assembling.comparisons(inquiry, window)
        well = assembling.how_well(inquiry)
        caveats = assembling.caveats(inquiry, window)
        return Snapshot(
            reading=Reading(inquiry.scope.area, request.place_name, window, inquiry.wanted),
            asked=request.window if window != request.window else None,
            why_moved=" ".join(why),
            totals=telling.totals(inquiry.sums(window), inquiry.asked),
            comparisons=compared,
            places=assembling.with_when(inquiry, window, counts[: telling.PLACES]),
            every_place=tuple(told for _place, told in counts),
            cells=assembling.cells(inquiry, window, ranked=well.ranks),
            outlines=assembling.outlines(inquiry),
            through=inquiry.scope.through,
            how_well=well,
            caveats=caveats if left_out is None else (left_out, *caveats),
            sources=assembling.sources(inquiry, window),
        )


def resolve(tools: Toolbox, *, member: Member, words: AskedWords) -> SnapshotRequest:
    """Return the request that words mean, once their place is found among those imported.

    Raises
    ------
    UnsurePlaceError
        When several places may be meant, or none is and some are near; it carries them.
    UsageError
        When nothing is near.
    """
    plain = SnapshotRequest.of(words, workspace=member.workspace)
    if not words.place_text:
        return plain
    with tools.read() as session:
        names = places.names(session, workspace=member.workspace)
        found = find(words.place_text, names)
        if found.place is not None:
            return plain.at(_area(session, found.place, workspace=member.workspace))
    offered = found.candidates or found.nearest
    if not offered:
        raise UsageError(_unknown(names))
    said = _("Which place do you mean?")
    if not found.candidates:
        said = _("I do not know that place. Did you mean one of these?")
    raise UnsurePlaceError(said, request=plain, candidates=[(one.id, one.name) for one in offered])


def _area(session: Session, place: Named, *, workspace: int) -> tuple[int, str]:
    """Return the area to answer for: the place, or around a site the area it lies in.

    A site is a point. What happened at it is not known, and would be a count of one cell.

    Raises
    ------
    UsageError
        When no area around the site is known.
    """
    if place.kind is not Kind.SITE:
        return place.id, place.name
    sites = places.outlines(session, workspace=workspace, kinds=(Kind.SITE,))
    site = next(one for one in sites if one.id == place.id)
    around = hotspots.areas_of_cell(session, workspace=workspace, cell=cell_at(site.lat, site.lon))
    by_kind = {kind: (area, name) for area, name, kind in around}
    finest = next((by_kind[kind] for kind in AREAS if kind in by_kind), None)
    if finest is None:
        raise UsageError(
            _("That place lies outside every area that I know. Ask for a neighborhood instead.")
        )
    area, name = finest
    return area, _("{area} (around {site})").format(area=name, site=place.name)


def _unknown(names: Sequence[Named]) -> str:
    if not names:
        return _(
            "No places are known here yet, so I cannot look for one. `/hotspots 90d` shows"
            " everything; `coalition import places FILE` teaches me names."
        )
    order = {kind: at for at, kind in enumerate((*AREAS, Kind.SITE))}
    example = min(names, key=lambda one: order[one.kind]).name.lower()
    return _(
        "I do not know that place. Try `/hotspots {example}`, or `/hotspots` for everywhere."
    ).format(example=example)


def place_choices(tools: Toolbox, *, workspace: int) -> list[tuple[int, str, Kind]]:
    """Return the areas that can be picked, as (id, name, kind), by kind and name."""
    with tools.read() as session:
        names = places.names(session, workspace=workspace)
    order = {kind: at for at, kind in enumerate(AREAS)}
    areas = [(one.id, one.name, one.kind) for one in names if one.kind in order]
    return sorted(areas, key=lambda one: (order[one[2]], one[1], one[0]))


def today(tools: Toolbox, *, workspace: int) -> date:
    """Return the local day in the workspace's area; in UTC until an import names the zone."""
    with tools.read() as session:
        found = session.get(Workspace, workspace)
        zone = found.timezone if found and found.timezone else "UTC"
    return tools.now().astimezone(ZoneInfo(zone)).date()
