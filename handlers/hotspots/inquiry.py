"""One request put to the database: its sums, each asked for once, and what may be told apart."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
from sqlalchemy.orm import Session

from handlers.hotspots.request import SnapshotRequest
from handlers.hotspots.scope import Scope, scope_of
from knowledge.hotspots.comparison import may_split
from knowledge.hotspots.snapshot import Wanted
from knowledge.places.kinds import AREAS
from knowledge.windows import Window
from storage import hotspots, places
from storage.tables import EVERYWHERE


class Inquiry:
    """One request, one state of the database.

    Attributes
    ----------
    request, scope, as_of
        What is asked, of whose data, and before which day everything counts (None: all).
    asked
        The place that is asked about; 0 is everything.
    wanted
        Which incidents are counted; all of them where fatal and others are not told apart.
    """

    def __init__(
        self, session: Session, request: SnapshotRequest, *, as_of: date | None = None
    ) -> None:
        self.session = session
        self.request = request
        self.as_of = as_of
        self.scope: Scope = scope_of(session, request, as_of=as_of)
        self.asked = EVERYWHERE if request.place_id is None else request.place_id
        self.wanted = request.wanted
        self._sums: dict[tuple[Window, Wanted], pd.DataFrame] = {}

    @property
    def past(self) -> date | None:
        """The day before which everything counts, where anything happened since."""
        if self.as_of is None or self.as_of > self.scope.extent.last:
            return None
        return self.as_of

    def sums(self, window: Window, wanted: Wanted | None = None) -> pd.DataFrame:
        """Return counts over a window by place, of the wanted kind."""
        key = (window, wanted or self.wanted)
        if key not in self._sums:
            self._sums[key] = hotspots.sums_by_place(
                self.session,
                workspace=self.scope.workspace,
                category=self.scope.category,
                window=window,
                fatal=key[1].fatal,
            )
        return self._sums[key]

    def count(self, window: Window) -> int:
        """Return how many of the wanted incidents the place asked about had in a window."""
        return hotspots.count(
            self.session,
            workspace=self.scope.workspace,
            category=self.scope.category,
            window=window,
            place=self.asked,
            fatal=self.wanted.fatal,
        )

    def may_tell(self, window: Window, places_: Sequence[int] | None = None) -> set[int]:
        """Return those of some places (the one asked about) whose count may be told.

        All of them, unless fatal and other incidents are asked for apart: then neither may
        be a one or a two, for whoever subtracts would know both.
        """
        wanted = [self.asked] if places_ is None else list(places_)
        if self.wanted.fatal is None:
            return set(wanted)
        whole = self.sums(window, self.wanted.whole)
        incidents, fatal = whole["incidents"], whole["fatal_incidents"]
        return {
            place
            for place in wanted
            if not int(incidents.get(place, 0))
            or may_split(
                int(fatal.get(place, 0)), int(incidents.get(place, 0)) - int(fatal.get(place, 0))
            )
        }

    def listed(self) -> list[tuple[int, str]]:
        """Return the places that may be named: the one asked about, or the finest layer."""
        if self.request.place_id is not None and self.request.place_name is not None:
            return [(self.request.place_id, self.request.place_name)]
        names = places.names(self.session, workspace=self.scope.workspace)
        kinds = {one.kind for one in names}
        finest = next((kind for kind in AREAS if kind in kinds), None)
        return [(one.id, one.name) for one in names if one.kind is finest]
