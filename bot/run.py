"""Running the bot: connect over Socket Mode, answer, and leave nothing half done."""

import signal
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import monotonic
from typing import TYPE_CHECKING

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.posting import Posting
from bot.settings import Settings
from bot.toolbox import open_toolbox
from handlers.failures import report
from handlers.features import run_jobs
from handlers.hotspots.upkeep import refresh_stale
from handlers.listeners import WORKERS, build_app
from handlers.people.catching_up import catch_up
from handlers.toolbox import Toolbox
from knowledge.errors import UsageError
from storage import process, workspaces

if TYPE_CHECKING:
    from apscheduler.schedulers.background import BackgroundScheduler
    from slack_bolt import App

    from bot.receiver import Receiver

#: Listeners at once; each reads, acknowledges and hands on within milliseconds.
LISTENERS = 32
#: Requests that are read from the socket at once.
READERS = 16
#: How long a stop waits for what is in flight. [s]
DRAIN = 25.0

log = structlog.get_logger()


def run(
    settings: Settings,
    *,
    prepare: Callable[[Toolbox], None] = lambda _tools: None,
    connected: Callable[[], None] = lambda: None,
) -> None:
    """Answer Slack until SIGTERM or Ctrl-C, then finish what is in flight.

    Parameters
    ----------
    settings
        Where Slack is and how to reach it.
    prepare
        Called with the open toolbox before anything is connected.
    connected
        Called once the bot can be talked to.

    Raises
    ------
    UsageError
        When tokens are missing or Slack refuses them.
    """
    began = monotonic()
    stop = _stop_on_signals()
    bot_token, app_token = _tokens(settings)
    tools = open_toolbox(settings)
    prepare(tools)
    workspace = _introduce(tools, settings, bot_token)
    listeners = ThreadPoolExecutor(LISTENERS, "listener")
    workers = ThreadPoolExecutor(WORKERS, "worker")
    app = build_app(bot_token, settings.slack_api_url, tools, listeners, workers)
    receiver = _connect(app, app_token)
    log.info("connected", seconds=round(monotonic() - began, 2))
    ticks = _start_ticks(tools)
    posts = Posting(tools, workspace=workspace, token=bot_token, base_url=settings.slack_api_url)
    posts.start()
    workers.submit(_catch_up, app.client, tools, workspace)
    connected()
    stop.wait()
    log.info("stopping")
    receiver.close()
    posts.stop()
    _finish(listeners, workers)
    ticks.shutdown(wait=True)
    log.info("stopped")


def _stop_on_signals() -> threading.Event:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop


def _tokens(settings: Settings) -> tuple[str, str]:
    if settings.slack_bot_token is None or settings.slack_app_token is None:
        raise UsageError(
            "SLACK_BOT_TOKEN and SLACK_APP_TOKEN are needed to connect to Slack; README.md says"
            " in five steps where they come from. Without a Slack account, try:  coalition demo"
        )
    return settings.slack_bot_token.get_secret_value(), settings.slack_app_token.get_secret_value()


def _introduce(tools: Toolbox, settings: Settings, token: str) -> int:
    """Find out whose workspace this is, bind it on the first connection, and return its id."""
    try:
        team = WebClient(token=token, base_url=settings.slack_api_url, timeout=10).auth_test()
    except SlackApiError as refused:
        raise UsageError(
            f"Slack refused the bot token ({refused.response['error']}). Copy it again from the"
            " app's page OAuth & Permissions, or reinstall the app."
        ) from None
    except OSError:
        raise UsageError(
            f"Slack could not be reached at {settings.slack_api_url}. Check the network, then"
            " start again."
        ) from None
    with tools.begin() as session:
        bound = workspaces.bind(
            session, team=team["team_id"], name=team.get("team", ""), now=tools.now()
        )
    log.info("workspace", workspace=bound.id)
    return bound.id


def _connect(app: "App", app_token: str) -> "Receiver":
    from bot.receiver import Receiver

    receiver = Receiver(app, app_token, concurrency=READERS)
    try:
        receiver.connect()  # type: ignore[no-untyped-call]
    except SlackApiError as refused:
        raise UsageError(
            f"Slack refused the app token ({refused.response['error']}). Make one with the scope"
            " connections:write on the app's page Basic Information."
        ) from None
    return receiver


def _catch_up(client: WebClient, tools: Toolbox, workspace: int) -> None:
    """Look who left or came back while the bot was down; a failure costs only that look."""
    try:
        catch_up(client, tools, workspace=workspace)
    except Exception as error:  # noqa: BLE001 - the bot answers all the same
        report(error, door="people.catch_up")


def _start_ticks(tools: Toolbox) -> "BackgroundScheduler":
    from apscheduler.schedulers.background import BackgroundScheduler

    ticks = BackgroundScheduler(
        job_defaults={"coalesce": True, "misfire_grace_time": 3600, "max_instances": 1}
    )
    ticks.add_job(lambda: _forget_events(tools), "interval", hours=1, jitter=60)
    ticks.add_job(lambda: refresh_stale(tools), "interval", minutes=5, jitter=10)
    ticks.add_job(lambda: run_jobs(tools), "interval", hours=1, jitter=60)
    ticks.start()
    return ticks


def _forget_events(tools: Toolbox) -> None:
    """Drop the ids of events that Slack will not deliver again."""
    with tools.begin() as session:
        process.forget_events(session, now=tools.now())


def _finish(listeners: ThreadPoolExecutor, workers: ThreadPoolExecutor) -> None:
    """Wait for what is in flight; after ``DRAIN`` only for what has already begun."""

    def wait() -> None:
        listeners.shutdown()  # first, for they hand work to the others
        workers.shutdown()

    waiting = threading.Thread(target=wait, daemon=True)
    waiting.start()
    waiting.join(DRAIN)
    workers.shutdown(cancel_futures=True)
