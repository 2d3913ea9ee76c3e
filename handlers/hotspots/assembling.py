"""The parts of a snapshot, each from the same inquiry."""

from collections.abc import Sequence

from handlers.hotspots import upkeep
from handlers.hotspots.inquiry import Inquiry
from knowledge.hotspots import telling
from knowledge.hotspots.bands import SHARES, bands_of, cells_in, tier_of
from knowledge.hotspots.lookback import how_well as told_how_well
from knowledge.hotspots.snapshot import (
    Attribution,
    CellMark,
    Compared,
    HowWell,
    Outline,
    PlaceCount,
)
from knowledge.hotspots.versus import Versus
from knowledge.places.kinds import AREAS, Kind
from knowledge.windows import Window, ending
from knowledge.words import _
from storage import hotspots, places
from storage.incidents import queries as incidents
from storage.tables import EVERYWHERE


def comparisons(inquiry: Inquiry, shown: Window) -> tuple[tuple[Compared, ...], str | None]:
    """Return the comparisons that are fair, and what to say of one asked for that is not.

    Fair are windows over which the same sources are complete, and whose counts may be told.
    """
    whole = telling.comparable(shown, inquiry.scope.through)
    other = None if whole is None else _versus(inquiry, shown, whole)
    if whole is None or not inquiry.may_tell(whole):
        return (), None
    named = telling.named_windows(whole)
    if other is not None and other not in [window for _name, window in named]:
        named.insert(0, (other.label(), other))
    fair = [
        (name, against)
        for name, against in named
        if inquiry.scope.comparable(whole, against) and inquiry.may_tell(against)
    ]
    now = inquiry.count(whole)
    compared = tuple(
        telling.compared(
            name,
            whole,
            against,
            count=now,
            count_against=inquiry.count(against),
            part_until=whole.last if whole != shown else None,
        )
        for name, against in fair
    )
    if other is None or other in [against for _name, against in fair]:
        return compared, None
    return compared, telling.unfair_caveat(other)


def _versus(inquiry: Inquiry, shown: Window, whole: Window) -> Window | None:
    """Return the other window that was asked for, shorter by the days not yet complete."""
    other = inquiry.request.versus_for(whole)
    lost = (shown.end - whole.end).days
    if other is None or inquiry.request.versus_as is not Versus.DATES or not lost:
        return other
    return Window(other.start, ending(other.end, lost).start) if other.days > lost else None


def place_counts(inquiry: Inquiry, shown: Window) -> list[tuple[int, PlaceCount]]:
    """Return the places that had any, most first, each only where its count may be told."""
    listed = inquiry.listed()
    tellable = inquiry.may_tell(shown, [place for place, _name in listed])
    return telling.place_counts(
        [(place, name) for place, name in listed if place in tellable],
        inquiry.sums(shown),
        _earlier(inquiry, shown),
    )


def _earlier(inquiry: Inquiry, shown: Window) -> telling.Earlier | None:
    """Return what the counts of places are set against: as many complete days before."""
    whole = telling.comparable(shown, inquiry.scope.through)
    if whole is None:
        return None
    before = whole.moved(-whole.days)
    if not inquiry.scope.comparable(whole, before):
        return None
    ids = [place for place, _name in inquiry.listed()]
    return telling.Earlier(
        complete=inquiry.sums(whole),
        before=inquiry.sums(before),
        days=whole.days,
        part_until=whole.last if whole != shown else None,
        tellable=frozenset(inquiry.may_tell(whole, ids) & inquiry.may_tell(before, ids)),
    )


def with_when(
    inquiry: Inquiry, shown: Window, counts: Sequence[tuple[int, PlaceCount]]
) -> tuple[PlaceCount, ...]:
    """Return places with when incidents cluster there, looked for over three years or more.

    Only of all incidents of a category: fatal ones alone are too few.
    """
    told = tuple(one for _place, one in counts)
    if inquiry.wanted.fatal is not None:
        return told
    window = shown if shown.days >= telling.WHEN_DAYS else ending(shown.end, telling.WHEN_DAYS)
    window = Window(max(window.start, inquiry.scope.extent.start), window.end)
    ids = [place for place, _told in counts]
    weeks = hotspots.weeks(
        inquiry.session,
        workspace=inquiry.scope.workspace,
        category=inquiry.scope.category,
        window=window,
        places=ids,
    )
    when = telling.clusters(weeks, over=window)
    return tuple(one.when_is(when.get(place)) for place, one in counts)


def how_well(inquiry: Inquiry) -> HowWell:
    """Return whether cells are ranked, and how well that did here."""
    scope = inquiry.scope
    if not hotspots.study_size(inquiry.session, workspace=scope.workspace):
        missing = _(
            "No map and no ranking yet, because no places are known. Whoever keeps the data"
            " imports them:  coalition import places FILE --kind city"
        )
        return HowWell(ranks=False, sentence=missing)
    result = upkeep.look_back_at(inquiry)
    if result is None:
        return HowWell(ranks=False, sentence=_("The ranking has not been tried on this data yet."))
    return HowWell(ranks=result.ranks, sentence=told_how_well(result, what=inquiry.wanted.noun))


def cells(inquiry: Inquiry, shown: Window, *, ranked: bool) -> tuple[CellMark, ...]:
    """Return what the map shows of each cell: the tier of its rank, the band of its count."""
    scope = inquiry.scope
    size = hotspots.study_size(inquiry.session, workspace=scope.workspace)
    highest = upkeep.highest(inquiry, cells_in(SHARES[-1], size)) if ranked and size else {}
    tiers = {cell: tier_of(rank, size) for cell, rank in highest.items()}
    marked = incidents.window_by_cell(
        inquiry.session,
        workspace=scope.workspace,
        category=scope.category,
        start=shown.start,
        end=shown.end,
        fatal=None,
    )
    told = bands_of(marked["incidents"].to_numpy()).tolist()
    bands = dict(zip(marked["cell"].tolist(), told, strict=True))
    every = sorted(tiers.keys() | bands.keys())
    return tuple(CellMark(cell, tiers.get(cell), bands.get(cell, 0)) for cell in every)


def outlines(inquiry: Inquiry) -> tuple[Outline, ...]:
    """Return the city, the finest named layer, and the place that was asked for."""
    found = places.outlines(inquiry.session, workspace=inquiry.scope.workspace, kinds=AREAS)
    kinds = {one.kind for one in found}
    finest = next((kind for kind in AREAS if kind in kinds), None)
    return tuple(
        Outline(one.name, one.shape, one.lat, one.lon, one.kind, one.id == inquiry.asked)
        for one in found
        if one.kind in (finest, Kind.CITY) or one.id == inquiry.asked
    )


def caveats(inquiry: Inquiry, shown: Window) -> tuple[str, ...]:
    """Return what is not known, one sentence each."""
    scope = inquiry.scope
    unlocated = int(inquiry.sums(shown)["unlocated"].get(EVERYWHERE, 0))
    said = [
        telling.lag_caveat(scope.through, shown, learned=scope.reach.learned),
        telling.unlocated_caveat(unlocated, asked_place=inquiry.asked != EVERYWHERE),
        telling.marks_caveat() if inquiry.wanted.fatal is not None else None,
        *(
            telling.approximate_caveat(layer.kind, layer.approximate)
            for layer in places.layers(inquiry.session, workspace=scope.workspace)
            if layer.approximate
        ),
    ]
    return (*(one for one in said if one), *telling.standing_caveats())


def sources(inquiry: Inquiry, shown: Window) -> tuple[Attribution, ...]:
    """Return whose data this is: the incidents', and the outlines' where they say so."""
    drawn = tuple(
        Attribution(_("outlines"), layer.attribution, synthetic=False)
        for layer in places.layers(inquiry.session, workspace=inquiry.scope.workspace)
        if layer.attribution and layer.kind in AREAS
    )
    return inquiry.scope.attributions(shown) + drawn
