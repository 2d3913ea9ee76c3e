"""Whose data is asked, how far it reaches, and which window of it can be shown honestly."""

from datetime import date, timedelta
from typing import NamedTuple

import pandas as pd
from sqlalchemy.orm import Session

from handlers.hotspots.request import SnapshotRequest
from knowledge.errors import NothingKnownError
from knowledge.hotspots import lag, telling
from knowledge.hotspots.comparison import SPLIT_FROM
from knowledge.hotspots.snapshot import Attribution, Wanted
from knowledge.hotspots.widen import widen
from knowledge.places.kinds import Kind
from knowledge.windows import Window, spell
from knowledge.words import _, ngettext
from storage import hotspots, places
from storage.hotspots import Coverage
from storage.tables import EVERYWHERE, Workspace

#: Sources whose newest day lies further back than this are history, and hold nobody up. [days]
ACTIVE = 366


class Reach(NamedTuple):
    """Which sources still count, and through which day all of them are complete."""

    active: tuple[Coverage, ...]
    through: date
    learned: bool


class Scope(NamedTuple):
    """Whose data is asked, and how far it reaches."""

    workspace: int
    area: str
    category: str
    extent: Window
    reach: Reach

    @property
    def through(self) -> date:
        """The last day for which the sources are complete."""
        return self.reach.through

    @property
    def sources(self) -> tuple[Attribution, ...]:
        """Whose data this is."""
        return tuple(
            Attribution(one.source.title, one.source.attribution, one.source.synthetic)
            for one in self.reach.active
        )


class Shown(NamedTuple):
    """The window and kind that a snapshot shows, and why they differ from those asked for."""

    window: Window
    wanted: Wanted
    why: tuple[str, ...]


def scope_of(session: Session, request: SnapshotRequest, *, as_of: date | None = None) -> Scope:
    """Return whose data a request asks for, as it was known before ``as_of`` 00:00.

    Raises
    ------
    NothingKnownError
        When the workspace has no incidents of that kind yet; it says what to import.
    """
    category = request.wanted.category.value
    extent = hotspots.extent(session, workspace=request.workspace, category=category)
    reach = reach_of(session, workspace=request.workspace, category=category)
    if extent is None or reach is None:
        raise NothingKnownError(_nothing(session, request))
    if as_of is not None:
        reach = reach._replace(through=min(reach.through, as_of - timedelta(days=1)))
    return Scope(request.workspace, _area(session, request.workspace), category, extent, reach)


def reach_of(session: Session, *, workspace: int, category: str) -> Reach | None:
    """Return through which day the sources of a category are complete; None without any."""
    found = hotspots.coverage(session, workspace=workspace, category=category)
    active = tuple(one for one in found if (found[0].last - one.last).days <= ACTIVE)
    if not active:
        return None
    lags = [lag.learn(one.late, imports=one.imports) for one in active]
    through = (lag.complete_through(one.last, late) for one, late in zip(active, lags, strict=True))
    return Reach(active, min(through), all(one.learned for one in lags))


def _nothing(session: Session, request: SnapshotRequest) -> str:
    known = hotspots.categories(session, workspace=request.workspace)
    if known:
        return _("There is no data on {kind} here yet. There is on: {known}.").format(
            kind=request.wanted.label, known=", ".join(one.replace("_", " ") for one in known)
        )
    return _(
        "There is no incident data here yet. Whoever keeps the data loads it with"
        " `coalition import places FILE --kind city` and `coalition import incidents FILE`."
    )


def _area(session: Session, workspace: int) -> str:
    cities = [one for one in places.names(session, workspace=workspace) if one.kind is Kind.CITY]
    if len(cities) == 1:
        return cities[0].name
    found = session.get(Workspace, workspace)
    return found.name if found and found.name else _("Whole area")


def shown_of(session: Session, request: SnapshotRequest, scope: Scope) -> Shown:
    """Return what can be shown honestly: moved to the data, widened, or not split."""
    why = []
    window = telling.moved_to_data(request.window, scope.through, relative=request.relative)
    if window != request.window:
        why.append(
            ngettext(
                "The newest complete day is {day}, so this shows that day.",
                "The newest complete day is {day}, so this shows the {days} days up to it.",
                window.days,
            ).format(day=spell(scope.through), days=window.days)
        )
    wanted = request.wanted
    grown = widen(
        window.start,
        window.end,
        lambda since: count(session, request, scope, Window(since, window.end), wanted),
    )
    if grown.years is not None:
        few = count(session, request, scope, window, wanted)
        window = Window(grown.since, grown.until)
        why.append(_widened(few, grown.years))
    if wanted in (Wanted.FATAL, Wanted.NONFATAL) and not _may_split(
        session, request, scope, window
    ):
        wanted = Wanted.SHOOTINGS
        why.append(_("Fatal and non-fatal shootings are shown together, because one is very few."))
    return Shown(window, wanted, tuple(why))


def _widened(few: int, years: int) -> str:
    shows = ngettext("one year", "{years} years", years).format(years=years)
    if not few:
        return _("There were none in the days asked for, so this shows {years}.").format(
            years=shows
        )
    return ngettext(
        "Only {count} incident in the days asked for, too few to say much, so this shows {years}.",
        "Only {count} incidents in the days asked for, too few to say much, so this shows {years}.",
        few,
    ).format(count=few, years=shows)


def _may_split(session: Session, request: SnapshotRequest, scope: Scope, window: Window) -> bool:
    parts = (Wanted.FATAL, Wanted.NONFATAL)
    return all(count(session, request, scope, window, part) >= SPLIT_FROM for part in parts)


def count(
    session: Session, request: SnapshotRequest, scope: Scope, window: Window, wanted: Wanted
) -> int:
    """Return how many incidents the request's place had in a window."""
    return hotspots.count(
        session,
        workspace=scope.workspace,
        category=scope.category,
        window=window,
        place=EVERYWHERE if request.place_id is None else request.place_id,
        fatal=wanted.fatal,
    )


def sums(session: Session, scope: Scope, window: Window, wanted: Wanted) -> pd.DataFrame:
    """Return the sums by place of a window, of one kind of incident."""
    return hotspots.sums_by_place(
        session,
        workspace=scope.workspace,
        category=scope.category,
        window=window,
        fatal=wanted.fatal,
    )
