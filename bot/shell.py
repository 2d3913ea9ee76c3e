"""The ``coalition`` command: every feature's commands, and those that run the bot."""

import sys
from collections.abc import Callable
from functools import cache
from typing import Annotated

import typer

from bot import logs, settings
from handlers.audit import shell as audit
from handlers.demographics import shell as demographics
from handlers.events import shell as events
from handlers.hotspots import shell as hotspots
from handlers.incidents import shell as incidents
from handlers.places import shell as places
from handlers.toolbox import Toolbox
from knowledge.errors import BotError

#: What a shell reports when a person can mend what went wrong.
MENDABLE = 2

app = typer.Typer(
    name="coalition",
    help="A Slack assistant for coalitions that prevent gun violence.",
    epilog="Try it without a Slack account:  coalition demo",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
imports = typer.Typer(
    help="Load a city's data: places, incidents, demographics.", no_args_is_help=True
)
keys = typer.Typer(help="Make and change the keys of what is sealed.", no_args_is_help=True)
app.add_typer(keys, name="keys")
safe_events = typer.Typer(
    help="Plan a safe event: what to do, by whom and when.", no_args_is_help=True
)
chain = typer.Typer(help="Who did, or read, what sensitive thing.", no_args_is_help=True)


@cache
def load_settings() -> settings.Settings:
    """Read the settings once and set up the logs as they say."""
    loaded = settings.load()
    logs.configure(level=loaded.log_level, format_=loaded.log_format)
    return loaded


@cache
def toolbox() -> Toolbox:
    """Open the database when a command first needs it, so that help touches none."""
    from bot.toolbox import open_toolbox

    return open_toolbox(load_settings())


@app.command()
def run() -> None:
    """Connect to Slack and answer, until stopped with Ctrl-C or SIGTERM."""
    from bot.run import run as run_bot

    run_bot(load_settings())


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Where the page answers; 0 picks a free port.")] = 8460,
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget the last demo first.")] = False,  # noqa: FBT002 - typer reads flags so
    bare: Annotated[bool, typer.Option("--bare", help="Begin before the setup.")] = False,  # noqa: FBT002 - the same
) -> None:
    """Try the bot in a browser, with a made-up city and coalition and no Slack account."""
    from bot.demo import demo as run_demo

    loaded = settings.load()
    logs.configure(level="WARNING", format_=loaded.log_format)
    run_demo(loaded.coalition_demo_home, port=port, fresh=fresh, bare=bare)


@app.command()
def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,  # noqa: FBT002 - typer reads flags so
) -> None:
    """Say what is configured, what is reachable, what is missing, and how to mend it."""
    from bot.doctor import examine, show

    raise typer.Exit(show(examine(), as_json=as_json))


@app.command()
def migrate() -> None:
    """Bring the database to this version (the embedded one does so by itself)."""
    from bot.toolbox import open_database
    from storage.migrations.heads import upgrade, wanted

    changed = upgrade(open_database(load_settings()))
    typer.echo(f"The database is at {wanted()}." + ("" if changed else " Nothing was to do."))


@keys.command("new")
def new_key() -> None:
    """Print a fresh key for COALITION_KEYS."""
    from bot.keys import make

    typer.echo(make())


@keys.command("rotate")
def rotate_keys(
    keep_old: Annotated[  # noqa: FBT002 - typer reads flags so
        bool, typer.Option("--keep-old", help="Keep the old keys, to open older backups.")
    ] = False,
) -> None:
    """Seal everything anew with a new key; stopped half-way, it loses nothing."""
    from bot.keys import rotate

    typer.echo(rotate(load_settings(), toolbox(), keep_old=keep_old))


def mount(main: typer.Typer, opener: Callable[[], Toolbox]) -> None:
    """Add every feature's commands to ``coalition``."""
    for feature in (places, incidents, demographics):
        imports.registered_commands += feature.commands(opener).registered_commands
    main.add_typer(imports, name="import")
    main.registered_commands += hotspots.commands(opener).registered_commands
    safe_events.registered_commands += events.commands(opener).registered_commands
    main.add_typer(safe_events, name="event")
    chain.registered_commands += audit.commands(opener).registered_commands
    main.add_typer(chain, name="audit")


mount(app, toolbox)


def main() -> None:
    """Run a command; say what a person can mend in a sentence, not a traceback."""
    try:
        app(prog_name="coalition")
    except BotError as error:
        typer.secho(str(error), err=True, fg=typer.colors.RED if sys.stderr.isatty() else None)
        sys.exit(MENDABLE)
