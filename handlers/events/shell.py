"""The ``coalition event`` commands, that plan an event without Slack."""

from collections.abc import Callable
from typing import Annotated

import typer

from handlers.toolbox import Toolbox
from knowledge.events.kinds import EventType, Tier, Venue

Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Workspace = Annotated[
    str | None, typer.Option(help="Which workspace, by team id or name, where there are several.")
]


def commands(toolbox: Callable[[], Toolbox]) -> typer.Typer:
    """Return ``plan`` and ``risk``."""
    app = typer.Typer()
    _plan(app, toolbox)
    _risk(app)
    return app


def _plan(app: typer.Typer, toolbox: Callable[[], Toolbox]) -> None:
    @app.command()
    def plan(
        kind: Annotated[EventType, typer.Option("--type", help="What kind of event.")],
        start: Annotated[
            str,
            typer.Option(metavar="MOMENT", help="As 2026-12-01T18:00, in the coalition's zone."),
        ],
        now: Annotated[
            str | None, typer.Option(metavar="MOMENT", help="Plan as of then; else as of now.")
        ] = None,
        attendance: Annotated[
            int | None, typer.Option(min=0, help="How many people at the peak, if known.")
        ] = None,
        venue: Annotated[Venue | None, typer.Option(help="The form of the place.")] = None,
        tier: Annotated[
            Tier | None, typer.Option(help="The planning level, as 'event risk' says it.")
        ] = None,
        workspace: Workspace = None,
        as_json: Json = False,  # noqa: FBT002 - typer reads flags so
    ) -> None:
        """Say what an event needs, by whom and when; what is not known includes the item."""
        from handlers.events import printing

        asked = printing.Asked(kind, start, now, attendance, venue, tier, workspace)
        printing.plan(toolbox(), asked, as_json=as_json)


def _risk(app: typer.Typer) -> None:
    @app.command()
    def risk(
        factor: Annotated[
            list[str] | None,
            typer.Option(
                metavar="KEY=0..4|unknown",
                help="One factor, as attendance=2; again for each. conflict=threat is a credible"
                " specific threat. A factor that is not given is unknown.",
            ),
        ] = None,
        as_json: Json = False,  # noqa: FBT002 - typer reads flags so
    ) -> None:
        """Say the planning level of an event from its twelve factors, and why."""
        from handlers.events.risk import risk as tell

        tell(factor or [], as_json=as_json)
