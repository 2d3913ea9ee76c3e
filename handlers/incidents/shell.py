"""``coalition import incidents``."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handlers.progress import progress
from handlers.toolbox import Toolbox
from knowledge.errors import UsageError
from knowledge.words import _, ngettext

if TYPE_CHECKING:
    from handlers.incidents.request import ImportRequest, ImportSummary
    from knowledge.incidents.batch import Category

Files = Annotated[
    list[Path],
    typer.Argument(metavar="FILE", help="CSV or GeoJSON, also .gz; together they are one import."),
]
Preset = Annotated[str, typer.Option(help="The publisher's layout; auto knows it by the header.")]
Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="ROLE=COLUMN",
        help="Which column holds what: occurred_at, date, time, lat, lon, number, victims, fatal.",
    ),
]
Zone = Annotated[
    str | None,
    typer.Option("--timezone", help="The zone of the file's times, such as America/New_York."),
]
Kind = Annotated[
    str | None,
    typer.Option("--category", help="What the rows are: shooting, shots_fired, homicide, other."),
]
Publisher = Annotated[
    str | None,
    typer.Option("--source", help="Short name of the publisher of files in a layout of its own."),
]
Title = Annotated[str | None, typer.Option(help="What people are told the data is called.")]
Attribution = Annotated[str | None, typer.Option(help="Who publishes it; shown on maps.")]
Officer = Annotated[
    bool, typer.Option("--include-officer-involved", help="Count officer-involved shootings too.")
]
Accept = Annotated[
    bool, typer.Option("--accept-rejected", help="Go on when over 20 % of rows are rejected.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would happen; change nothing.")]
Report = Annotated[Path | None, typer.Option(help="Where rejected rows are listed.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")]
Named = Annotated[str | None, typer.Option("--workspace", help="Which one, if there are several.")]


def commands(toolbox: Callable[[], Toolbox]) -> typer.Typer:
    """Return the command that imports incidents."""
    app = typer.Typer()

    @app.command(name="incidents")
    def incidents(
        files: Files,
        preset: Preset = "auto",
        mapping: Map = None,
        timezone: Zone = None,
        category: Kind = None,
        source: Publisher = None,
        title: Title = None,
        attribution: Attribution = None,
        dry_run: DryRun = False,  # noqa: FBT002 - typer reads flags so
        include_officer_involved: Officer = False,  # noqa: FBT002 - the same
        accept_rejected: Accept = False,  # noqa: FBT002 - the same
        report: Report = None,
        as_json: AsJson = False,  # noqa: FBT002 - the same
        workspace: Named = None,
    ) -> None:
        """Load a city's shootings, from its own files; the same file again changes nothing."""
        from handlers.incidents.request import ImportRequest

        request = ImportRequest(
            files=tuple(files),
            preset=preset,
            mapping=roles(mapping or ()),
            timezone=timezone,
            category=kind(category),
            source=source,
            title=title,
            attribution=attribution,
            dry_run=dry_run,
            include_officer_involved=include_officer_involved,
            accept_rejected=accept_rejected,
            report=report,
            workspace=workspace,
        )
        summary = _run(toolbox(), request, silent=as_json)
        told = [summary.model_dump_json(indent=2)] if as_json else lines(summary, dry_run=dry_run)
        typer.echo("\n".join(told))

    return app


def _run(tools: Toolbox, request: "ImportRequest", *, silent: bool) -> "ImportSummary":
    from handlers.hotspots.upkeep import refresh
    from handlers.incidents.service import import_incidents

    with progress(sys.stderr, silent=silent) as told:
        return import_incidents(tools, request, progress=told, refresh=refresh)


def roles(pairs: Iterable[str]) -> dict[str, str]:
    """Return the column of each role from ``ROLE=COLUMN``.

    Raises
    ------
    UsageError
        When one is written otherwise.
    """
    found = {}
    for pair in pairs:
        role, equals, column = pair.partition("=")
        if not (role.strip() and equals and column.strip()):
            raise UsageError(
                _("Write --map as ROLE=COLUMN, such as --map occurred_at=Incident_Date.")
            )
        found[role.strip()] = column.strip()
    return found


def kind(word: str | None) -> "Category | None":
    """Return the category of a word.

    Raises
    ------
    UsageError
        When there is no such category.
    """
    from knowledge.incidents.batch import Category

    if word is None:
        return None
    plain = word.strip().lower().replace("-", "_").replace(" ", "_")
    if plain not in set(Category):
        known = ", ".join(Category)
        raise UsageError(
            _("There is no category “{word}”. There are: {known}.").format(word=word, known=known)
        )
    return Category(plain)


def lines(summary: "ImportSummary", *, dry_run: bool = False) -> list[str]:
    """Return a summary as lines for a person."""
    out = [
        ngettext("{n:,} row read.", "{n:,} rows read.", summary.rows).format(n=summary.rows),
        _("  incidents: {new:,} new, {updated:,} updated").format(
            new=summary.new, updated=summary.updated
        ),
        _(
            "  rows: {merged:,} merged with others, {excluded:,} excluded, {rejected:,} rejected"
        ).format(merged=summary.merged, excluded=summary.excluded, rejected=summary.rejected),
        _("  people: {victims:,} shot, {fatal:,} of them killed").format(
            victims=summary.victims, fatal=summary.fatal
        ),
        _("  incidents without a place: {n:,}").format(n=summary.unlocated),
    ]
    if summary.first is not None and summary.last is not None:
        out.append(
            _("  from {first} to {last}").format(
                first=summary.first.isoformat(), last=summary.last.isoformat()
            )
        )
    if summary.report is not None:
        out.append(_("Rejected rows, with reasons: {report}").format(report=summary.report))
    out += summary.notes
    if dry_run:
        out.append(_("A dry run: nothing was changed."))
    elif not summary.new and not summary.updated:
        out.append(_("Nothing was new."))
    return out
