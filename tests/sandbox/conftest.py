"""A small app of the sandbox's own, to try the workspace with."""

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler

from sandbox.testing import InlineExecutor, Workspace, inline
from tests.sandbox import gallery
from tests.sandbox.greeter import MANIFEST, listen


@pytest.fixture
def manifest():
    return MANIFEST


@pytest.fixture
def slack(manifest):
    """A workspace with nobody connected."""
    with Workspace(manifest) as workspace:
        yield workspace


@pytest.fixture
def make_app(slack):
    """Make an app that talks to the workspace, with the greeter's listeners."""

    def make(**options):
        from slack_sdk import WebClient

        client = WebClient(token=slack.bot_token, base_url=slack.base_url)
        return gallery.listen(listen(App(client=client, **options)))

    return make


@pytest.fixture
def greeter(slack, make_app):
    """The workspace, with the greeter dispatched in line."""
    slack.delivers_to(inline(make_app(listener_executor=InlineExecutor())))
    return slack


@pytest.fixture
def connected(slack, make_app):
    """The workspace, with the greeter connected by Bolt's own Socket Mode handler."""
    handler = SocketModeHandler(make_app(), slack.app_token)
    handler.connect()
    slack.waits_for_bot()
    yield slack
    handler.close()


@pytest.fixture
def window(browser, greeter):
    """Open windows on the workspace; a script error in any of them fails the test."""
    errors = []
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(5000)

    def show(who="ana", place="hotspots", **size):
        page = context.new_page()
        if size:
            page.set_viewport_size(size)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{greeter.address}/as/{who}/{place}")
        return page

    yield show
    context.close()
    assert not errors
