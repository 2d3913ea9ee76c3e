"""The only way to register a listener; the guard beside this stands before each of them."""

import re
from collections.abc import Sequence
from concurrent.futures import Executor, ThreadPoolExecutor

from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

from handlers.features import FEATURES, slashes
from handlers.guard import Guard
from handlers.surface import Feature
from handlers.toolbox import Toolbox

#: How long a call to Slack may take. [s]
PATIENCE = 20
#: Snapshots at once. More only take turns at the interpreter, and everything gets slower:
#: 150 asked at once took 39 s with one, 51 s with two, 70 s with four. Two, so that one that
#: waits for Slack does not hold the other up.
WORKERS = 2


def build_app(
    token: str,
    base_url: str,
    tools: Toolbox,
    executor: Executor | None = None,
    workers: Executor | None = None,
) -> App:
    """Return the app with every feature's doors.

    Its client waits when Slack says so and never repeats a call whose connection broke: Slack
    may have taken it, and a post must not arrive twice.

    Parameters
    ----------
    executor
        Runs listeners: each reads, acknowledges, and is done within milliseconds.
    workers
        Runs what takes longer, so that no acknowledgement waits behind a map that is drawn.
    """
    patient = RateLimitErrorRetryHandler(max_retry_count=2)
    client = WebClient(token=token, base_url=base_url, timeout=PATIENCE, retry_handlers=[patient])
    app = App(client=client, token_verification_enabled=False, listener_executor=executor)
    register(app, tools, FEATURES, workers or ThreadPoolExecutor(WORKERS, "worker"))
    return app


def register(app: App, tools: Toolbox, features: Sequence[Feature], workers: Executor) -> None:
    """Register every door of every feature, each behind the same guard."""
    known = tuple(command for feature in features for command in feature.commands)
    homes = tuple(feature.home for feature in features if feature.home)
    guard = Guard(tools, known, workers, homes)
    for slash in slashes(known):
        app.command(slash)(guard.command(slash))
    for feature in features:
        for action in feature.actions:
            named = re.compile(rf"{re.escape(action.name)}(:.*)?\Z")
            app.action(named)(guard.action(action))
        for dialog in feature.dialogs:
            app.view(dialog.name)(guard.dialog(dialog))
        for menu in feature.menus:
            app.options(menu.name)(guard.menu(menu.name, menu.needs, menu.offer))
        for shortcut in feature.shortcuts:
            app.shortcut(shortcut.name)(
                guard.shortcut(shortcut.name, shortcut.needs, shortcut.door)
            )
        for event in feature.events:
            kind = event.name.partition(".")[0]
            app.event(kind)(guard.event(event))
