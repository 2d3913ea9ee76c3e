"""Whose data is asked, how far it reaches, and through which day it is complete."""

from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy.orm import Session

from handlers.hotspots.request import SnapshotRequest
from knowledge.errors import NothingKnownError, UsageError
from knowledge.hotspots import lag
from knowledge.hotspots.snapshot import Attribution, Wanted
from knowledge.places.kinds import Kind
from knowledge.windows import Window
from knowledge.words import _
from storage import hotspots, places
from storage.incidents import coverage
from storage.incidents.coverage import Coverage
from storage.tables import Workspace

#: Sources whose newest day lies further back than this are history, and hold nobody up. [days]
ACTIVE = 366


class Reach(NamedTuple):
    """How far the sources of a category reach, and through which day they are complete."""

    sources: tuple[Coverage, ...]
    through: date
    learned: bool

    def covering(self, window: Window) -> frozenset[int]:
        """Return the ids of the sources that reach over the whole window."""
        return frozenset(one.source.id for one in self.sources if one.covers(window))


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

    def comparable(self, window: Window, against: Window) -> bool:
        """Whether the same sources, and at least one, reach over both windows."""
        covering = self.reach.covering(window)
        complete = against.last <= self.through
        return complete and bool(covering) and covering == self.reach.covering(against)

    def attributions(self, window: Window) -> tuple[Attribution, ...]:
        """Return whose data a window shows."""
        return tuple(
            Attribution(one.source.title, one.source.attribution, one.source.synthetic)
            for one in self.reach.sources
            if one.touches(window)
        )


def settled(session: Session, request: SnapshotRequest) -> SnapshotRequest:
    """Return the request with its place by today's name, and of a kind that there is.

    Who asks for shootings where only another kind was ever imported means that kind.

    Raises
    ------
    UsageError
        When its place has been taken away.
    """
    if request.place_id is not None:
        names = {one.id: one.name for one in places.names(session, workspace=request.workspace)}
        if request.place_id not in names:
            raise UsageError(
                _("That place is no longer here. Ask by its name, or `/hotspots` for everywhere.")
            )
        named = request.place_name or names[request.place_id]
        request = request.at((request.place_id, named))
    known = hotspots.categories(session, workspace=request.workspace)
    if request.wanted is Wanted.SHOOTINGS and len(known) == 1:
        return request.model_copy(update={"wanted": _of(known[0])})
    return request


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
    """Return how far the sources of a category reach; None without any.

    Complete is what every active source has completed; one that ended long ago holds nobody up.
    """
    found = tuple(coverage.reached(session, workspace=workspace, category=category))
    active = [one for one in found if (found[0].last - one.last).days <= ACTIVE]
    if not active:
        return None
    lags = [lag.learn(one.late, imports=one.imports) for one in active]
    through = (lag.complete_through(one.last, late) for one, late in zip(active, lags, strict=True))
    return Reach(found, min(through), all(one.learned for one in lags))


def _of(category: str) -> Wanted:
    """Return what asks for a whole category."""
    return next(one for one in Wanted if one.fatal is None and one.category == category)


def _nothing(session: Session, request: SnapshotRequest) -> str:
    known = hotspots.categories(session, workspace=request.workspace)
    if known:
        return _("There is no data on {kind} here yet, only on {known}.").format(
            kind=request.wanted.label, known=", ".join(_of(one).label for one in known)
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
