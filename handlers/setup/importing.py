"""A file that was sent to the bot: looked at first, taken in when somebody says so."""

import csv
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from handlers.hotspots.upkeep import refresh, refresh_all
from handlers.incidents.request import ImportRequest, ImportSummary
from handlers.incidents.service import TOO_MANY, import_incidents
from handlers.places.request import PlacesRequest, PlacesSummary
from handlers.places.service import import_places
from handlers.toolbox import Toolbox
from knowledge.errors import UsageError
from knowledge.places.kinds import Kind
from knowledge.words import _
from storage import settings

#: How a file's name may end.
TYPES = (".csv", ".geojson", ".json")
#: How many reasons for rejected rows are told.
_REASONS = 3

Progress = Callable[[str, float | None], None]


class Holds(StrEnum):
    """What somebody says their file holds."""

    SHOOTINGS = "shootings"
    CITY = "city"
    NEIGHBORHOODS = "neighborhoods"


@dataclass(frozen=True, slots=True)
class Report:
    """What a file would do, or did.

    Attributes
    ----------
    reasons
        The most frequent reasons for rejected rows, with how many each.
    """

    file: str
    incidents: ImportSummary | None = None
    places: PlacesSummary | None = None
    reasons: tuple[tuple[str, int], ...] = ()

    @property
    def changes(self) -> bool:
        """Whether taking it in would change anything."""
        found = self.incidents
        return found is None or bool(found.new or found.updated)

    @property
    def lacking(self) -> bool:
        """Whether more rows are left out than a sound file has."""
        found = self.incidents
        return found is not None and found.rejected > TOO_MANY * found.rows


def take(
    tools: Toolbox, *, workspace: int, file: Path, holds: Holds, dry_run: bool, progress: Progress
) -> Report:
    """Take a file in, or with ``dry_run`` look what it would do.

    Raises
    ------
    DataError
        When the file cannot be taken in; nothing was changed.
    UsageError
        When its columns are not known; it says how to call them.
    """
    with tools.read() as session:
        team = settings.team(session, workspace=workspace)
    if holds is Holds.SHOOTINGS:
        return _incidents(tools, team, file, dry_run=dry_run, progress=progress)
    return _places(tools, team, file, holds, dry_run=dry_run, progress=progress)


def _incidents(
    tools: Toolbox, team: str, file: Path, *, dry_run: bool, progress: Progress
) -> Report:
    rejected = file.with_name("rejected.csv")
    request = ImportRequest(
        files=(file,), dry_run=dry_run, workspace=team, report=rejected, accept_rejected=True
    )
    try:
        summary = import_incidents(tools, request, progress=progress, refresh=refresh)
    except UsageError:
        raise UsageError(
            _(
                "I do not know the columns of {file}. Call them `date` and `time` (or "
                "`occurred_at`), `latitude` and `longitude`, and if you have them `victims`, "
                "`fatal` and `id`. Then send it again."
            ).format(file=file.name)
        ) from None
    return Report(file.name, incidents=summary, reasons=_reasons(rejected))


def _places(
    tools: Toolbox, team: str, file: Path, holds: Holds, *, dry_run: bool, progress: Progress
) -> Report:
    kind = Kind.CITY if holds is Holds.CITY else Kind.NEIGHBORHOOD
    request = PlacesRequest(file=file, kind=kind, dry_run=dry_run, workspace=team)
    try:
        summary = import_places(tools, request, progress=progress, refresh=refresh_all)
    except UsageError:
        raise UsageError(
            _(
                "I cannot tell which field of {file} holds the names. Call it `name`, then send "
                "the file again."
            ).format(file=file.name)
        ) from None
    return Report(file.name, places=summary)


def _reasons(file: Path) -> tuple[tuple[str, int], ...]:
    if not file.exists():
        return ()
    with file.open(encoding="utf-8", newline="") as rows:
        return tuple(Counter(row["reason"] for row in csv.DictReader(rows)).most_common(_REASONS))
