"""``coalition import demographics``."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handlers.toolbox import Toolbox
from knowledge.places.kinds import Kind
from knowledge.words import _

if TYPE_CHECKING:
    from handlers.demographics.request import DemographicsSummary

#: How many rows that were left out are listed.
LISTED = 20

File = Annotated[Path, typer.Argument(help="CSV with one row a place; .gz is fine.")]
OfKind = Annotated[
    Kind | None, typer.Option("--kind", help="The layer that the rows are keyed to; best fit.")
]
KeyField = Annotated[str | None, typer.Option(help="The column of the keys; best fit.")]
Origin = Annotated[str, typer.Option(help='Where the figures come from: "ACS 5-year 2023".')]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would happen; change nothing.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")]
Named = Annotated[str | None, typer.Option("--workspace", help="Which one, if there are several.")]


def commands(toolbox: Callable[[], Toolbox]) -> typer.Typer:
    """Return the command that imports demographics."""
    app = typer.Typer()

    @app.command(name="demographics")
    def demographics(
        file: File,
        kind: OfKind = None,
        key_field: KeyField = None,
        origin: Origin = "",
        dry_run: DryRun = False,  # noqa: FBT002 - typer reads flags so
        as_json: AsJson = False,  # noqa: FBT002 - the same
        workspace: Named = None,
    ) -> None:
        """Load who lives where: population, income and poverty, as context for counts."""
        from handlers.demographics.request import DemographicsRequest
        from handlers.demographics.service import import_demographics

        request = DemographicsRequest(
            file=file,
            kind=kind,
            key_field=key_field,
            origin=origin,
            dry_run=dry_run,
            workspace=workspace,
        )
        summary = import_demographics(toolbox(), request)
        typer.echo(summary.model_dump_json(indent=2) if as_json else "\n".join(lines(summary)))

    return app


def lines(summary: "DemographicsSummary") -> list[str]:
    """Return a summary as lines for a person."""
    columns = ", ".join(
        f"{figure} ({column})" if figure != column.casefold() else figure
        for figure, column in summary.columns.items()
    )
    out = [
        _("{matched} of {rows} rows fit a {kind} by {field}").format(
            matched=summary.matched, rows=summary.rows, kind=summary.kind, field=summary.key_field
        ),
        _("  figures: {columns}").format(columns=columns),
    ]
    left_out = (*summary.unmatched, *summary.rejected)
    out += [
        _("  line {line} left out: {reason}").format(line=each.line, reason=each.reason)
        for each in left_out[:LISTED]
    ]
    if len(left_out) > LISTED:
        out.append(_("  and {more} more").format(more=len(left_out) - LISTED))
    if summary.without:
        out.append(_("{count} places have no row.").format(count=summary.without))
    if summary.dry_run:
        out.append(_("A dry run: nothing was changed."))
    return out
