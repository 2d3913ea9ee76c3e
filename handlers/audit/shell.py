"""``coalition audit verify``: whether the audit's chain is whole."""

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Annotated

import typer

from handlers.toolbox import Toolbox

#: What the shell reports when the chain is broken.
BROKEN = 1


def commands(toolbox: Callable[[], Toolbox]) -> typer.Typer:
    """Return ``verify``."""
    app = typer.Typer()

    @app.command()
    def verify(
        workspace: Annotated[
            str | None,
            typer.Option(help="Which workspace, by team id or name, where there are several."),
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,  # noqa: FBT002 - typer reads flags so
    ) -> None:
        """Follow the audit's chain; say at which line it breaks, with 1 as the exit code."""
        from handlers.audit.service import follow

        name, chain = follow(toolbox(), name=workspace)
        if as_json:
            typer.echo(json.dumps({"workspace": name, **asdict(chain)}))
        elif chain.broken_at is None:
            typer.echo(
                f"The audit is whole. Lines: {chain.lines:,}. It ends in {chain.end[:16]}; noted"
                " elsewhere, that shows later whether its end was cut off."
            )
        else:
            typer.echo(
                f"The audit is broken at line {chain.broken_at:,}: somebody changed the database"
                " there. Keep a copy of it as it is, and compare with a backup."
            )
        if chain.broken_at is not None:
            raise typer.Exit(BROKEN)

    return app
