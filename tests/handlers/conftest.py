"""A Slack with the bot in it, and a made-up city behind the bot."""

from collections.abc import Callable, Iterator

import pytest

from handlers.features import manifest
from handlers.listeners import build_app
from handlers.toolbox import Toolbox
from sandbox.testing import Actor, InlineExecutor, Room, Workspace, inline
from storage import people, workspaces
from tests.coalitions import open_coalition
from tests.conftest import NOW


@pytest.fixture
def start(request: pytest.FixtureRequest) -> Iterator[Callable[..., Workspace]]:
    """Start a Slack with the bot in it, over a toolbox; everybody is in their seat."""
    started: list[Workspace] = []

    def begin(
        tools: Toolbox, *, bound: bool = True, opened: bool = True, **options: object
    ) -> Workspace:
        slack = Workspace(manifest(), **options)
        slack.__enter__()
        started.append(slack)
        here = InlineExecutor()
        app = build_app(slack.bot_token, slack.base_url, tools, executor=here, workers=here)
        slack.delivers_to(inline(app))
        if bound:
            with tools.begin() as session:
                mine = workspaces.bind(session, team=slack.team_id, name="Riverside", now=NOW)
            if opened:
                open_coalition(tools, mine.id)
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
def ids(slack: Workspace, city: Toolbox) -> dict[str, str]:
    """The random id of each person, by handle in capitals."""
    with city.read() as session:
        users = people.slack_users(session, workspace=1)
    return {user.removeprefix("U0"): person for person, user in users.items()}


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
