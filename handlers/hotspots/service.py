"""Taking a snapshot: a few indexed queries in one short reading, and pure analysis."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

import pandas as pd
from sqlalchemy.orm import Session

from handlers.hotspots import upkeep
from handlers.hotspots.request import SnapshotRequest, UnsurePlaceError
from handlers.hotspots.scope import Scope, Shown, count, scope_of, shown_of, sums
from handlers.toolbox import Toolbox
from knowledge.access import Member
from knowledge.errors import UsageError
from knowledge.hotspots import telling
from knowledge.hotspots.asking import AskedWords
from knowledge.hotspots.bands import SHARES, band_of, cells_in, tier_of
from knowledge.hotspots.comparison import SPLIT_FROM
from knowledge.hotspots.lookback import LookBack, how_well
from knowledge.hotspots.snapshot import (
    CellMark,
    Compared,
    HowWell,
    Outline,
    PlaceCount,
    Reading,
    Snapshot,
)
from knowledge.places.kinds import AREAS, Kind
from knowledge.places.naming import Named, find
from knowledge.windows import Window, ending
from knowledge.words import _
from storage import hotspots, places
from storage.incidents import queries as incidents
from storage.tables import EVERYWHERE, Workspace


def take_snapshot(
    tools: Toolbox, request: SnapshotRequest, *, as_of: date | None = None
) -> Snapshot:
    """Return what is known of a place and a window.

    Parameters
    ----------
    tools, request
        Whose data, and what of it.
    as_of
        Rank cells by what happened before this local day 00:00; None takes the stored
        ranking of everything.

    Raises
    ------
    NothingKnownError
        When the workspace has no incidents of that kind yet; it says what to import.
    """
    with tools.read() as session:
        scope = scope_of(session, request, as_of=as_of)
        shown = shown_of(session, request, scope)
        asked = EVERYWHERE if request.place_id is None else request.place_id
        now = sums(session, scope, shown.window, shown.wanted)
        whole = telling.comparable(shown.window, scope.through)
        counts = _places(session, request, scope, shown, whole, now)
        return Snapshot(
            reading=Reading(scope.area, request.place_name, shown.window, shown.wanted),
            asked=request.window if shown.window != request.window else None,
            why_moved=" ".join(shown.why),
            totals=telling.totals(now, asked),
            comparisons=_comparisons(session, request, scope, shown, whole),
            places=_with_when(session, scope, shown, counts[: telling.PLACES]),
            every_place=tuple(told for _place, told in counts),
            cells=_cells(tools, session, scope, shown, as_of),
            outlines=_outlines(session, request),
            through=scope.through,
            how_well=_how_well(session, scope),
            caveats=_caveats(session, request, scope, shown, now),
            sources=scope.sources,
        )


def _comparisons(
    session: Session,
    request: SnapshotRequest,
    scope: Scope,
    shown: Shown,
    whole: Window | None,
) -> tuple[Compared, ...]:
    if whole is None:
        return ()
    named = telling.named_windows(whole)
    other = request.versus_for(whole)
    if other is not None and other not in [window for _name, window in named]:
        named.insert(0, (other.label(), other))
    now = count(session, request, scope, whole, shown.wanted)
    return tuple(
        telling.compared(
            name,
            whole,
            against,
            count=now,
            count_against=count(session, request, scope, against, shown.wanted),
            part_until=whole.last if whole != shown.window else None,
        )
        for name, against in named
        if against.start >= scope.extent.start and against.last <= scope.through
    )


def _listed(session: Session, request: SnapshotRequest) -> list[tuple[int, str]]:
    """Return the places that may be named: the finest named layer, or the one asked for."""
    if request.place_id is not None and request.place_name is not None:
        return [(request.place_id, request.place_name)]
    names = places.names(session, workspace=request.workspace)
    for kind in AREAS:
        found = [(one.id, one.name) for one in names if one.kind is kind]
        if found:
            return found
    return []


def _places(
    session: Session,
    request: SnapshotRequest,
    scope: Scope,
    shown: Shown,
    whole: Window | None,
    now: pd.DataFrame,
) -> list[tuple[int, PlaceCount]]:
    return telling.place_counts(
        _listed(session, request),
        now,
        _earlier(session, scope, shown, whole, now),
        least=1 if shown.wanted.fatal is None else SPLIT_FROM,
    )


def _with_when(
    session: Session, scope: Scope, shown: Shown, counts: Sequence[tuple[int, PlaceCount]]
) -> tuple[PlaceCount, ...]:
    """Return the places with when incidents cluster there, looked for over at least 3 years."""
    window = _long(shown.window)
    ids = [place for place, _told in counts]
    parts = hotspots.parts_of_days(
        session, workspace=scope.workspace, category=scope.category, window=window, places=ids
    )
    when = telling.clusters(parts, ids, years=round(window.days / 365.25))
    return tuple(told.when_is(when.get(place)) for place, told in counts)


def _earlier(
    session: Session, scope: Scope, shown: Shown, whole: Window | None, now: pd.DataFrame
) -> telling.Earlier | None:
    """Return what the counts of places are set against: as many complete days before."""
    if whole is None:
        return None
    before = whole.moved(-whole.days)
    if before.start < scope.extent.start:
        return None
    part = whole != shown.window
    return telling.Earlier(
        complete=sums(session, scope, whole, shown.wanted) if part else now,
        before=sums(session, scope, before, shown.wanted),
        days=whole.days,
        part_until=whole.last if part else None,
    )


def _long(window: Window) -> Window:
    """Return the window in which clusters are looked for: at least three years."""
    return window if window.days >= telling.WHEN_DAYS else ending(window.end, telling.WHEN_DAYS)


def _cells(
    tools: Toolbox, session: Session, scope: Scope, shown: Shown, as_of: date | None
) -> tuple[CellMark, ...]:
    size = hotspots.study_size(session, workspace=scope.workspace)
    tiers: dict[int, int | None] = {}
    if size and _how_well(session, scope).ranks:
        highest = cells_in(SHARES[-1], size)
        if as_of is None or as_of > scope.extent.last:
            ranked = hotspots.highest_cells(
                session, workspace=scope.workspace, category=scope.category, highest=highest
            )
        else:
            ranked = upkeep.highest_at(tools, scope.workspace, scope.category, as_of, highest)
        tiers = {cell: tier_of(rank, size) for cell, rank in ranked.items()}
    marked = incidents.window_by_cell(
        session,
        workspace=scope.workspace,
        category=scope.category,
        start=shown.window.start,
        end=shown.window.end,
        fatal=shown.wanted.fatal,
    )
    counts = zip(marked["cell"].tolist(), marked["incidents"].tolist(), strict=True)
    bands = {cell: band_of(count) for cell, count in counts}
    every = sorted(tiers.keys() | bands.keys())
    return tuple(CellMark(cell, tiers.get(cell), bands.get(cell, 0)) for cell in every)


def _outlines(session: Session, request: SnapshotRequest) -> tuple[Outline, ...]:
    """Return the city, the finest named layer, and the place that was asked for."""
    found = places.outlines(session, workspace=request.workspace, kinds=AREAS)
    kinds = {one.kind for one in found}
    finest = next((kind for kind in AREAS if kind in kinds), None)
    return tuple(
        Outline(one.name, one.shape, one.lat, one.lon, one.kind, one.id == request.place_id)
        for one in found
        if one.kind in (finest, Kind.CITY) or one.id == request.place_id
    )


def _how_well(session: Session, scope: Scope) -> HowWell:
    stored = hotspots.look_back(session, workspace=scope.workspace, category=scope.category)
    if stored is None:
        return HowWell(ranks=False, sentence=_("The ranking has not been tried on this data yet."))
    result = LookBack.from_json(stored.result)
    return HowWell(ranks=result.ranks, sentence=how_well(result))


def _caveats(
    session: Session, request: SnapshotRequest, scope: Scope, shown: Shown, now: pd.DataFrame
) -> tuple[str, ...]:
    unlocated = int(now["unlocated"].get(EVERYWHERE, 0))
    said = [
        telling.lag_caveat(scope.through, shown.window, learned=scope.reach.learned),
        telling.unlocated_caveat(unlocated, asked_place=request.place_id is not None),
        *(
            telling.approximate_caveat(layer.kind, layer.approximate)
            for layer in places.layers(session, workspace=scope.workspace)
            if layer.approximate
        ),
    ]
    return (*(one for one in said if one), *telling.standing_caveats())


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
        return plain.at((found.place.id, found.place.name))
    offered = found.candidates or found.nearest
    if not offered:
        raise UsageError(_unknown(names))
    said = _("Which place do you mean?")
    if not found.candidates:
        said = _("I do not know that place. Did you mean one of these?")
    raise UnsurePlaceError(said, request=plain, candidates=[(one.id, one.name) for one in offered])


def _unknown(names: Sequence[Named]) -> str:
    if not names:
        return _(
            "No places are known here yet, so I cannot look for one. `/hotspots 90d` shows"
            " everything; `coalition import places FILE` teaches me names."
        )
    example = next((one for one in names if one.kind is not Kind.SITE), names[0]).name.lower()
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
