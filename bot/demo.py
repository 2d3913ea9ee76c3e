"""Trying the bot in a browser: a made-up city, a workspace on this machine, and the bot."""

import json
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer
from pydantic import SecretStr

from bot.run import run
from bot.settings import Settings
from knowledge.errors import UsageError

if TYPE_CHECKING:
    from handlers.toolbox import Toolbox

#: Tokens of the workspace on this machine; they open nothing else.
BOT_TOKEN = "xoxb-demo-workspace"  # noqa: S105 - known to everybody on purpose
APP_TOKEN = "xapp-demo-workspace"  # noqa: S105 - the same
#: How long the workspace may take to start. [s]
PATIENCE = 20.0


def demo(home: Path, *, port: int, fresh: bool, bare: bool = False) -> None:
    """Set up the sample city and coalition, start the workspace and the bot, say where to look.

    ``bare`` begins before the setup, in a folder of its own.
    """
    home = home / "bare" if bare else home
    if fresh:
        shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _workspace(home, _free(port)) as workspace:
        settings = _settings(home, workspace)
        run(
            settings,
            prepare=lambda tools: _prepare(tools, home, workspace, bare=bare),
            connected=lambda: _invite(workspace.address, bare=bare),
        )
    typer.echo("Stopped. Everything is kept for the next: make demo")


class Workspace(NamedTuple):
    """Where the local workspace answers, and who installs the bot in it."""

    address: str
    installer: str


def _settings(home: Path, workspace: Workspace) -> Settings:
    """Return settings of the demo's own: no file, no variable and no other home takes part."""
    return Settings.model_construct(
        slack_bot_token=SecretStr(BOT_TOKEN),
        slack_app_token=SecretStr(APP_TOKEN),
        slack_api_url=f"{workspace.address}/api/",
        coalition_clock_url=f"{workspace.address}/_control/clock",
        coalition_installer=workspace.installer,
        coalition_home=home,
    )


def _invite(address: str, *, bare: bool) -> None:
    first = "type /coalition setup" if bare else "click /hotspots"
    typer.secho(f"\n  Open  {address}  and {first}.", bold=True)
    typer.echo("  The city is made up; nobody in it is real. Ctrl-C stops the demo.\n")


def _prepare(tools: "Toolbox", home: Path, workspace: Workspace, *, bare: bool) -> None:
    """Fill what is empty; a home that was filled before is left as it is."""
    fill(tools, home / "sample-city")
    if not bare:
        fill_coalition(tools, workspace.address)


def fill_coalition(tools: "Toolbox", address: str) -> None:
    """Bring the sample coalition into a workspace that nobody has set up."""
    from slack_sdk import WebClient

    from handlers.setup import sample
    from storage import workspaces

    client = WebClient(token=BOT_TOKEN, base_url=f"{address}/api/")
    channels = client.conversations_list(limit=200)["channels"]
    with tools.begin() as session:
        mine = workspaces.only(session, now=tools.now()).id
    sample.fill_coalition(tools, mine, {one["name"]: one["id"] for one in channels})


def fill(tools: "Toolbox", folder: Path) -> None:
    """Make up the city on the first start and import it as any publisher's files."""
    from handlers.demographics.request import DemographicsRequest
    from handlers.demographics.service import import_demographics
    from handlers.hotspots.upkeep import refresh
    from handlers.incidents.request import ImportRequest
    from handlers.incidents.service import import_incidents
    from handlers.places.request import PlacesRequest
    from handlers.places.service import import_places
    from knowledge.places.kinds import Kind
    from storage import sample_city

    if (folder / "done").exists():
        return
    typer.echo("Making up a city…")
    files = sample_city.write(folder, today=tools.now().date())
    layers = {
        Kind.CITY: files.city, Kind.NEIGHBORHOOD: files.neighborhoods, Kind.SITE: files.sites
    }  # fmt: skip
    for kind, file in layers.items():
        import_places(tools, PlacesRequest(file=file, kind=kind, attribution=files.attribution))
    incidents = ImportRequest(
        files=(files.incidents,),
        source="sample-city",
        title=files.title,
        attribution=files.attribution,
        timezone=files.timezone,
        synthetic=True,
    )
    import_incidents(tools, incidents, refresh=refresh)
    import_demographics(
        tools, DemographicsRequest(file=files.demographics, origin=files.attribution)
    )
    (folder / "done").touch()


@contextmanager
def _workspace(home: Path, port: int) -> Iterator[Workspace]:
    """Run the local workspace beside us; yield where it is, and stop it at the end."""
    from handlers.features import manifest

    (home / "manifest.json").write_text(json.dumps(manifest()), encoding="utf-8")
    command = [
        sys.executable, "-m", "sandbox", "--port", str(port),
        "--home", str(home / "workspace"), "--manifest", str(home / "manifest.json"),
        "--bot-token", BOT_TOKEN, "--app-token", APP_TOKEN,
    ]  # fmt: skip
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)  # noqa: S603 - our own interpreter and module
    try:
        yield _ready(child)
    finally:
        child.terminate()
        child.wait(PATIENCE)


def _ready(child: "subprocess.Popen[str]") -> Workspace:
    """Read where the workspace answers from the line it prints when it is ready."""
    line = child.stdout.readline() if child.stdout else ""
    if not line:
        raise UsageError(
            "The local workspace did not start. It needs the extra 'demo':  make setup"
        )
    facts = json.loads(line)
    return Workspace(address=facts["address"], installer=facts["installer"])


def _free(port: int) -> int:
    """Return the port, or 0 (any free one) when something already answers there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return 0
    return port
