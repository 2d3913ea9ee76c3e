"""The ``coalition`` commands that take and try snapshots without Slack."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from handlers.toolbox import Toolbox

Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Workspace = Annotated[
    str | None, typer.Option(help="Which workspace, by team id or name, where there are several.")
]


def commands(toolbox: Callable[[], Toolbox]) -> typer.Typer:
    """Return ``hotspots`` and ``backtest``."""
    app = typer.Typer()

    @app.command()
    def hotspots(
        words: Annotated[
            list[str] | None,
            typer.Argument(help="As in Slack: a place, a window, a kind, vs a window."),
        ] = None,
        as_of: Annotated[
            datetime | None,
            typer.Option(
                formats=["%Y-%m-%d"], metavar="DATE", help="Only what happened before DATE 00:00."
            ),
        ] = None,
        days: Annotated[int | None, typer.Option(min=1, help="Length of the window.")] = None,
        png: Annotated[Path | None, typer.Option(help="Write the map here.")] = None,
        cells: Annotated[
            Path | None,
            typer.Option(help="Write every cell, exact, as GeoJSON: not for sharing."),
        ] = None,
        workspace: Workspace = None,
        as_json: Json = False,  # noqa: FBT002 - typer reads flags so
    ) -> None:
        """Say which places have carried the most shootings, as /hotspots does."""
        from handlers.hotspots import printing

        asked = printing.Asked(" ".join(words or []), _day(as_of), days, workspace)
        printing.snapshot(toolbox(), asked, png=png, cells=cells, as_json=as_json)

    @app.command()
    def backtest(
        category: Annotated[str, typer.Option(help="Which kind of incident.")] = "shooting",
        first: Annotated[
            datetime | None,
            typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="First cut to try."),
        ] = None,
        last: Annotated[
            datetime | None,
            typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Last cut to try."),
        ] = None,
        workspace: Workspace = None,
        as_json: Json = False,  # noqa: FBT002 - typer reads flags so
    ) -> None:
        """Score the ranking on the past of this data, beside the reference methods."""
        from handlers.hotspots import printing

        printing.backtest(
            toolbox(), category, (_day(first), _day(last)), workspace, as_json=as_json
        )

    return app


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()
