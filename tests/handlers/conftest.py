"""A Slack with the bot in it, and a made-up city behind the bot."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from handlers.features import manifest
from handlers.hotspots.upkeep import refresh
from handlers.incidents.request import ImportRequest
from handlers.incidents.service import import_incidents
from handlers.listeners import build_app
from handlers.places.request import PlacesRequest
from handlers.places.service import import_places
from handlers.toolbox import Toolbox
from knowledge.places.kinds import Kind
from sandbox.testing import Actor, InlineExecutor, Room, Workspace, inline
from storage import people, sample_city, workspaces
from storage.engine import connect
from tests.conftest import NOW


@pytest.fixture(scope="session")
def city_template(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Path:
    """A database that holds the sample city, which each test copies."""
    folder = tmp_path_factory.mktemp("city")
    file = folder / "coalition.db"
    shutil.copy(sqlite_template, file)
    engine = connect(f"sqlite:///{file}")
    tools = _tools(engine)
    files = sample_city.write(folder, today=NOW.date())
    for kind, places in ((Kind.CITY, files.city), (Kind.NEIGHBORHOOD, files.neighborhoods)):
        import_places(tools, PlacesRequest(file=places, kind=kind))
    asked = ImportRequest(
        files=(files.incidents,),
        timezone=files.timezone,
        source="sample",
        title=files.title,
        attribution=files.attribution,
        synthetic=True,
    )
    import_incidents(tools, asked, refresh=refresh)
    engine.dispose()
    return file


@pytest.fixture
def city(city_template: Path, tmp_path: Path) -> Iterator[Toolbox]:
    """A toolbox over the sample city."""
    file = tmp_path / "city.db"
    shutil.copy(city_template, file)
    engine = connect(f"sqlite:///{file}")
    yield _tools(engine)
    engine.dispose()


@pytest.fixture
def start(request: pytest.FixtureRequest) -> Iterator[Callable[..., Workspace]]:
    """Start a Slack with the bot in it, over a toolbox; Ana is the coordinator."""
    started: list[Workspace] = []

    def begin(tools: Toolbox, *, bound: bool = True, **options: object) -> Workspace:
        slack = Workspace(manifest(), **options)
        slack.__enter__()
        started.append(slack)
        here = InlineExecutor()
        app = build_app(slack.bot_token, slack.base_url, tools, executor=here, workers=here)
        slack.delivers_to(inline(app))
        if bound:
            with tools.begin() as session:
                mine = workspaces.bind(session, team=slack.team_id, name="Riverside", now=NOW)
                people.name_installer(session, workspace=mine.id, slack_user=slack.person("Ana").id)
        return slack

    yield begin
    failed = getattr(request.node, "failed", False)
    for slack in started:
        slack.__exit__(AssertionError if failed else None, None, None)


@pytest.fixture
def slack(city: Toolbox, start: Callable[..., Workspace]) -> Workspace:
    """A Slack with the bot in it, over the sample city."""
    return start(city)


@pytest.fixture
def ana(slack: Workspace) -> Actor:
    """The coordinator."""
    return slack.person("Ana")


@pytest.fixture
def lee(slack: Workspace) -> Actor:
    """A member."""
    return slack.person("Lee")


@pytest.fixture
def room(slack: Workspace) -> Room:
    """A channel that the bot is in."""
    return slack.channel("hotspots")


def _tools(engine: object) -> Toolbox:
    from storage.engine import readings, transactions

    return Toolbox(
        begin=transactions(engine),
        read=readings(engine),
        now=lambda: NOW,
        digest_key=b"a key for tests, 32 bytes long!!",
    )
