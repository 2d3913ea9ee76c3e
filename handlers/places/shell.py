"""``coalition import places``."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handlers.progress import progress
from handlers.toolbox import Toolbox
from knowledge.places.kinds import Kind
from knowledge.words import _, ngettext

if TYPE_CHECKING:
    from handlers.places.request import PlacesSummary

#: How many features that were left out are listed.
LISTED = 20

File = Annotated[Path, typer.Argument(help="GeoJSON in longitude and latitude; .gz is fine.")]
OfKind = Annotated[Kind, typer.Option("--kind", help="What the file's places are.")]
NameField = Annotated[
    str | None, typer.Option(help="The field of the names; guessed where it is plain.")
]
KeyField = Annotated[
    str | None, typer.Option(help="The field that other files use, such as GEOID.")
]
Name = Annotated[str, typer.Option(help="What the file's one place is called: a city's name.")]
Aliases = Annotated[
    list[str] | None,
    typer.Option("--alias", help='Another name for a place, as "Kenzo=Kensington"; repeatable.'),
]
Attribution = Annotated[str, typer.Option(help="Who publishes the outlines; shown on maps.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would happen; change nothing.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")]
Named = Annotated[str | None, typer.Option("--workspace", help="Which one, if there are several.")]


def commands(toolbox: Callable[[], Toolbox]) -> typer.Typer:
    """Return the command that imports places."""
    app = typer.Typer()

    @app.command(name="places")
    def places(
        file: File,
        kind: OfKind,
        name_field: NameField = None,
        key_field: KeyField = None,
        name: Name = "",
        alias: Aliases = None,
        attribution: Attribution = "",
        dry_run: DryRun = False,  # noqa: FBT002 - typer reads flags so
        as_json: AsJson = False,  # noqa: FBT002 - the same
        workspace: Named = None,
    ) -> None:
        """Load outlines of places: a city, its neighborhoods, districts, ZIPs, tracts or sites."""
        from handlers.hotspots.upkeep import refresh_all
        from handlers.places.request import PlacesRequest
        from handlers.places.service import import_places

        request = PlacesRequest(
            file=file,
            kind=kind,
            name_field=name_field,
            key_field=key_field,
            name=name,
            aliases=tuple(PlacesRequest.alias(text) for text in alias or ()),
            attribution=attribution,
            dry_run=dry_run,
            workspace=workspace,
        )
        with progress(sys.stderr, silent=as_json) as told:
            summary = import_places(toolbox(), request, progress=told, refresh=refresh_all)
        typer.echo(summary.model_dump_json(indent=2) if as_json else "\n".join(lines(summary)))

    return app


def lines(summary: "PlacesSummary") -> list[str]:
    """Return a summary as lines for a person."""
    count = summary.places
    out = [
        ngettext("{count} place ({kind}) from {file}", "{count} places ({kind}) from {file}", count)
        .format(count=count, kind=summary.kind, file=summary.file)
        + (_(", names from {field}").format(field=summary.name_field) if summary.name_field else "")
    ]  # fmt: skip
    out += [
        _("  mended {mended}, merged {merged}, left out {rejected}").format(
            mended=summary.mended, merged=summary.merged, rejected=len(summary.rejected)
        )
    ]
    out += [
        _("  feature {number} left out: {reason}").format(number=each.feature, reason=each.reason)
        for each in summary.rejected[:LISTED]
    ]
    if len(summary.rejected) > LISTED:
        out.append(_("  and {more} more").format(more=len(summary.rejected) - LISTED))
    out.append(_("Study area: {cells:,} cells.").format(cells=summary.study_cells))
    if summary.approximate:
        out.append(
            _("Counts by {kind} are approximate until these are imported again: {files}").format(
                kind=summary.kind, files=", ".join(summary.approximate)
            )
        )
    if summary.dry_run:
        out.append(_("A dry run: nothing was changed."))
    elif not summary.changed:
        out.append(_("The outlines are as they were; names and aliases are up to date."))
    return out
