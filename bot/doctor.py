"""What is configured, what answers, what is missing, and how to mend it."""

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal

from bot import settings
from bot.settings import Settings
from knowledge.errors import BotError, UsageError

if TYPE_CHECKING:
    from slack_sdk.web import SlackResponse

    from handlers.toolbox import Toolbox

MARKS = {"fine": "ok  ", "missing": "todo", "wrong": "BAD "}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: how it is, and what to do about it."""

    what: str
    state: Literal["fine", "missing", "wrong"]
    says: str
    fix: str = ""


def examine() -> list[Finding]:
    """Look at everything the bot needs, without changing any of it but an empty database."""
    try:
        loaded = settings.load()
    except UsageError as error:
        return [Finding("settings", "wrong", str(error), "Mend these lines in .env, then again.")]
    return [
        Finding("settings", "fine", "All can be used."),
        *_database(loaded),
        *_slack(loaded),
        *_tiles(loaded),
    ]


def show(findings: list[Finding], *, as_json: bool) -> int:
    """Print the findings; return 1 where something is wrong, else 0."""
    if as_json:
        sys.stdout.write(json.dumps([asdict(one) for one in findings], indent=2) + "\n")
    else:
        for one in findings:
            sys.stdout.write(f"{MARKS[one.state]}  {one.what}: {one.says}\n")
            if one.fix:
                sys.stdout.write(f"      > {one.fix}\n")
    return int(any(one.state == "wrong" for one in findings))


def _database(loaded: Settings) -> Iterator[Finding]:
    from sqlalchemy.exc import SQLAlchemyError

    from bot.toolbox import open_database, open_toolbox
    from storage.migrations.heads import current, wanted

    kind = "SQLite" if loaded.embedded else "PostgreSQL"
    where = f" in {loaded.coalition_home}" if loaded.database_url is None else ""
    if loaded.embedded and not os.access(_existing(loaded), os.W_OK):
        yield Finding(
            "database", "wrong", f"{loaded.coalition_home} cannot be written to.",
            "Choose another folder with COALITION_HOME, or mend its rights.",
        )  # fmt: skip
        return
    try:
        found = current(open_database(loaded))
        if loaded.embedded and found not in (None, wanted()):
            yield Finding(
                "database", "missing", f"{kind}{where}, of an older version.",
                "coalition migrate (or any other command) brings it to this one.",
            )  # fmt: skip
            return
        tools = open_toolbox(loaded)
        yield Finding("database", "fine", f"{kind}{where}, at this version.")
        yield _keys(loaded, tools)
        yield from _data(tools)
    except BotError as error:
        yield Finding("database", "wrong", str(error))
    except (SQLAlchemyError, OSError):
        yield Finding(
            "database", "wrong", f"{kind} does not answer.",
            "Check DATABASE_URL, and that the server runs and lets this machine in.",
        )  # fmt: skip


def _existing(loaded: Settings) -> str:
    folder = loaded.coalition_home
    while not folder.exists():
        folder = folder.parent
    return str(folder)


def _keys(loaded: Settings, tools: "Toolbox") -> Finding:
    """Say where the keys are, and whether one of them is still to be dropped."""
    from bot import keys

    found = keys.state(loaded, tools.read)
    where = "COALITION_KEYS" if loaded.keys else str(keys.file(loaded).path)
    if found.left_behind:
        return Finding(
            "keys", "missing",
            f"{where} holds {found.keys}; {found.left_behind:,} rows need an older one.",
            "coalition keys rotate seals them with the newest.",
        )  # fmt: skip
    if found.keys > 1:
        return Finding(
            "keys", "fine", f"{where} holds {found.keys}; all is sealed with the newest.",
            "The older ones only open older backups.",
        )  # fmt: skip
    return Finding("keys", "fine", f"{where} holds one. Back it up apart from the database.")


def _data(tools: "Toolbox") -> Iterator[Finding]:
    """Say of each workspace what it holds, and what to import next."""
    from handlers.help.service import data_report
    from storage import process

    with tools.read() as session:
        known = process.workspaces(session)
    if not known:
        yield Finding(
            "data", "missing", "No incidents yet.",
            "coalition import places FILE --kind city, then coalition import incidents FILE.",
        )  # fmt: skip
    for workspace in known:
        what = "data" if len(known) == 1 else f"data of workspace {workspace}"
        report = data_report(tools, workspace=workspace)
        for one in report.categories:
            kind = one.category.replace("_", " ")
            yield Finding(
                what, "fine", f"{one.incidents:,} incidents ({kind}), {one.first} to {one.last}."
            )
        for layer in report.layers:
            yield Finding(what, "fine", f"Places: {layer.kind} from {layer.file}.")
        for step in report.following:
            yield Finding(what, "missing", "To import next:", step)


def _slack(loaded: Settings) -> Iterator[Finding]:
    if loaded.slack_bot_token is None:
        yield Finding(
            "Slack bot token", "missing", "SLACK_BOT_TOKEN is empty.",
            "README.md, Use it in Slack, says where it comes from. Or try: coalition demo",
        )  # fmt: skip
    else:
        yield from _bot_token(loaded)
    if loaded.slack_app_token is None:
        yield Finding(
            "Slack app token", "missing", "SLACK_APP_TOKEN is empty.",
            "Basic Information > App-Level Tokens, with the scope connections:write.",
        )  # fmt: skip
    else:
        yield _app_token(loaded)
    if loaded.coalition_installer is None:
        yield Finding(
            "coordinator", "missing", "COALITION_INSTALLER is empty: nobody is coordinator.",
            "In Slack: your profile > More > Copy member ID.",
        )  # fmt: skip


def _bot_token(loaded: Settings) -> Iterator[Finding]:
    from handlers.features import manifest

    found = _ask(loaded, "auth.test", bot=True)
    if isinstance(found, str):
        yield Finding("Slack bot token", "wrong", found, "Copy the Bot User OAuth Token again.")
        return
    yield Finding("Slack bot token", "fine", f"Is {found['user']} in {found['team']}.")
    given = set(str(found.headers.get("x-oauth-scopes", "")).replace(" ", "").split(","))
    missing = sorted(set(manifest()["oauth_config"]["scopes"]["bot"]) - given)
    if missing:
        yield Finding(
            "Slack scopes", "wrong", f"The app may not yet: {', '.join(missing)}.",
            "Paste manifest.json again under App Manifest, then reinstall the app.",
        )  # fmt: skip


def _app_token(loaded: Settings) -> Finding:
    found = _ask(loaded, "apps.connections.open", bot=False)
    if isinstance(found, str):
        return Finding("Slack app token", "wrong", found, "It needs the scope connections:write.")
    return Finding("Slack app token", "fine", "Socket Mode opens.")


def _ask(loaded: Settings, method: str, *, bot: bool) -> "SlackResponse | str":
    """Call a method; return its answer, or in words why there is none."""
    from slack_sdk import WebClient
    from slack_sdk.errors import SlackApiError

    token = loaded.slack_bot_token if bot else loaded.slack_app_token
    client = WebClient(
        token=token.get_secret_value() if token else "", base_url=loaded.slack_api_url, timeout=10
    )
    try:
        return client.api_call(method)
    except SlackApiError as refused:
        return f"Slack refused it: {refused.response['error']}."
    except OSError:
        return f"Nothing answers at {loaded.slack_api_url}."


def _tiles(loaded: Settings) -> Iterator[Finding]:
    """Fetch the one tile that shows the whole world, where tiles are set."""
    if loaded.tile_url is None:
        yield Finding("map tiles", "fine", "None set: maps are drawn from the imported outlines.")
        return
    if not loaded.tile_attribution:
        yield Finding(
            "map tiles", "wrong", "TILE_ATTRIBUTION is empty.",
            "Tile servers ask for it; OpenStreetMap's is: © OpenStreetMap contributors",
        )  # fmt: skip
    yield _try_tile(loaded, loaded.tile_url.replace("{z}", "0"))


def _try_tile(loaded: Settings, address: str) -> Finding:
    import requests

    from bot.toolbox import user_agent

    where = address.replace("{x}", "0").replace("{y}", "0")
    try:
        answer = requests.get(where, headers={"User-Agent": user_agent(loaded)}, timeout=10)
        answer.raise_for_status()
    except requests.RequestException as refused:
        told = f"The server does not give a tile ({type(refused).__name__})."
        return Finding("map tiles", "wrong", told, "Check TILE_URL; maps use the outlines so far.")
    return Finding("map tiles", "fine", "The server answers.")
