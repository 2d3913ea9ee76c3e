"""Importing incidents: read, link, compare beside the database, then move at once."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy.orm import Session

from handlers.incidents import telling
from handlers.incidents.request import ImportRequest, ImportSummary, Progress
from handlers.toolbox import Toolbox
from knowledge.errors import DataError
from knowledge.incidents.coordinates import around
from knowledge.incidents.days import local
from knowledge.incidents.linking import link
from knowledge.incidents.numbers import NOWHERE, Numbers, fold
from knowledge.places.pieces import Pieces
from knowledge.words import _
from storage import places, workspaces
from storage.engine import Begin, beside
from storage.incidents import applying, comparing, digests, estimating, staging
from storage.incidents.applying import Facts, OvertakenError
from storage.incidents.collecting import Collector
from storage.incidents.comparing import Plan, Target
from storage.incidents.pieces import PieceCodes
from storage.incidents.reading import Asked, Reader, open_files
from storage.incidents.report import write_report
from storage.tables import Workspace

#: The share of one file's rows that may be rejected; above it, all its import is refused.
TOO_MANY = 0.2

#: How often changes are found again when other imports of the same source come between.
ATTEMPTS = 5


class Refresh(Protocol):
    """What keeps the ranking true to the data."""

    def __call__(self, tools: Toolbox, *, workspace: int, category: str) -> None:
        """Compute again what depends on a category's incidents."""


@dataclass(frozen=True, slots=True)
class _Import:
    """Files that were read and linked, with nothing compared yet."""

    request: ImportRequest
    reader: Reader
    target: Target
    pieces: PieceCodes
    numbers: Numbers
    accepted: int


def import_incidents(
    tools: Toolbox,
    request: ImportRequest,
    *,
    progress: Progress = lambda _what, _share: None,
    refresh: Refresh | None = None,
) -> ImportSummary:
    """Take incident files in, or say what that would do.

    Parameters
    ----------
    progress
        Told what is being done.
    refresh
        Called once the incidents are in, for each category that may have changed.

    Raises
    ------
    DataError
        When too many rows of a file are rejected, or other imports keep coming between.
    UsageError
        When the layout or time zone of a file has to be said.
    """
    workspace = _workspace(tools, request)
    with beside(tools.read) as (prepare, move):
        if not request.dry_run:
            _forewarn(prepare, request, progress)
        read = _read(tools, request, workspace, progress)
        report = _report(read)
        summary, changed = _settle(tools, read, report, prepare, move, progress)
    if refresh is not None and not request.dry_run:
        progress(_("Ranking places"), 1)
        for category in sorted({read.target.category} | changed):
            refresh(tools, workspace=workspace.id, category=category)
    return summary


def _workspace(tools: Toolbox, request: ImportRequest) -> Workspace:
    """Return the workspace that is meant; a dry run creates none."""
    if request.dry_run:
        with tools.read() as session:
            return workspaces.looked_up(session, name=request.workspace)
    with tools.begin() as session:
        return workspaces.only(session, now=tools.now(), name=request.workspace)


def _forewarn(prepare: Begin, request: ImportRequest, progress: Progress) -> None:
    """Say how long other writers may wait, before anything is read; only SQLite makes them."""
    with prepare() as session:
        others_wait = session.get_bind().dialect.name == "sqlite"
    remark = telling.wait(estimating.rows(request.files)) if others_wait else None
    if remark is not None:
        progress(remark, None)


def _read(
    tools: Toolbox, request: ImportRequest, workspace: Workspace, progress: Progress
) -> _Import:
    """Read the files and link their rows; only compact columns are held."""
    with tools.read() as session:
        areas = places.area_layers(session, workspace=workspace.id)
        layers = Pieces(areas)
        pieces = PieceCodes.load(session, workspace=workspace.id, layers=layers.layer_ids)
    reader = open_files(
        Asked(
            files=request.files,
            today=tools.now().date(),
            preset=request.preset,
            mapping=request.mapping,
            timezone=request.timezone,
            workspace_timezone=workspace.timezone,
            category=request.category,
            source=request.source,
            include_officer_involved=request.include_officer_involved,
            area=around([layer.areas for layer in areas]),
        )
    )
    preset = reader.preset
    key = digests.source_key(tools.digest_key, workspace=workspace.id, slug=preset.source)
    collector = Collector(layers, pieces, key=key)
    for batch in reader.batches():
        collector.add(batch)
        done, total = reader.progress
        progress(_("Reading"), done / max(total, 1))
    progress(_("Linking rows"), 1)
    rows = collector.rows()
    numbers = digests.complete(link(rows, pieces.cells), pieces.cells, key=key)
    target = Target(workspace.id, preset.source, preset.category.value, reader.timezone)
    return _Import(request, reader, target, pieces, numbers, len(rows))


def _report(read: _Import) -> Path | None:
    """List the rejected rows in a file, and refuse the import when one file has too many."""
    if not read.reader.rejections:
        return None
    report = read.request.report or Path(f"{read.request.files[0].name}.rejected.csv")
    write_report(read.reader.rejections, report)
    for file in read.reader.tallies:
        if file.rejected > TOO_MANY * file.rows and not read.request.accept_rejected:
            raise DataError(telling.refusal(file, report))
    return report


def _settle(
    tools: Toolbox,
    read: _Import,
    report: Path | None,
    prepare: Begin,
    move: Begin,
    progress: Progress,
) -> tuple[ImportSummary, set[str]]:
    """Find what changes, and change it, again when another import came between.

    Returns
    -------
    summary
        What is told about it.
    changed
        The categories whose incidents changed.
    """
    for _attempt in range(ATTEMPTS):
        progress(_("Comparing"), 1)
        with prepare() as session:
            plan = comparing.compare(session, read.numbers, target=read.target, pieces=read.pieces)
            summary = _summary(read, plan, report)
            if read.request.dry_run:
                return summary, set()
            changed = staging.stage(session, plan, target=read.target)
        try:
            with move() as session:
                _move(session, tools, read, plan, summary)
        except OvertakenError:
            continue
        return summary, changed
    raise DataError(
        _("Other imports of this source kept coming between, so nothing was changed. Run it again.")
    )


def _move(
    session: Session, tools: Toolbox, read: _Import, plan: Plan, summary: ImportSummary
) -> None:
    """Make the staged changes; what came in before stays as it is when nothing changed.

    It is done when it was its turn: whoever waited long must not seem older than who went
    before.
    """
    applying.serialize(session)
    request, preset, target = read.request, read.reader.preset, read.target
    files = [file.name for file in request.files]
    if not plan.empty:
        facts = Facts(
            title=request.title or preset.title,
            attribution=preset.attribution if request.attribution is None else request.attribution,
            synthetic=request.synthetic,
            files=files,
            at=tools.now(),
            last=summary.last,
            summary={key: value for key, value in summary.as_json().items() if key != "report"},
        )
        applying.apply(session, plan, target=target, pieces=read.pieces, facts=facts)
    workspaces.settle_timezone(session, workspace=target.workspace, timezone=target.timezone)
    places.mark_exact(session, files, workspace=target.workspace)


def _summary(read: _Import, plan: Plan, report: Path | None) -> ImportSummary:
    """Return what is told; people and places are those of the files' incidents."""
    held, reader = fold(read.numbers), read.reader
    day = local(held.minute, held.time_known, timezone=read.target.timezone).day
    days = day.astype("datetime64[D]").tolist()
    return ImportSummary(
        rows=reader.rows,
        new=int(plan.fresh.sum()),
        updated=int(plan.changed.sum()),
        merged=read.accepted - len(held),
        rejected=len(reader.rejections),
        excluded=reader.excluded,
        unlocated=int((held.piece == NOWHERE).sum()),
        victims=int(held.victims.sum()),
        fatal=int(held.fatal.sum()),
        first=min(days, default=None),
        last=max(days, default=None),
        notes=tuple(reader.notes),
        report=report,
    )
