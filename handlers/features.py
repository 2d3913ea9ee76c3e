"""Every feature there is, and the Slack app that they need."""

from typing import Any

from handlers import (
    actions,
    aftermath,
    agreements,
    arrangements,
    audit,
    board,
    checklists,
    conversation,
    day,
    deliveries,
    events,
    help,  # noqa: A004 - the feature is named help
    home,
    hotspots,
    indicators,
    meetings,
    mydata,
    partners,
    path,
    pause,
    people,
    plan,
    readiness,
    rooms,
    setup,
)
from handlers.failures import report
from handlers.limits import clip
from handlers.surface import Command, Feature, Shortcut
from handlers.toolbox import Toolbox
from knowledge.words import _
from storage import process

FEATURES: tuple[Feature, ...] = (
    home.FEATURE,
    hotspots.FEATURE,
    partners.FEATURE,
    help.FEATURE,
    conversation.FEATURE,
    deliveries.FEATURE,
    rooms.FEATURE,
    setup.FEATURE,
    pause.FEATURE,
    people.FEATURE,
    audit.FEATURE,
    mydata.FEATURE,
    agreements.FEATURE,
    board.FEATURE,
    actions.FEATURE,
    meetings.FEATURE,
    plan.FEATURE,
    path.FEATURE,
    indicators.FEATURE,
    day.FEATURE,
    aftermath.FEATURE,
    # Before events: "event level" is longer than "event".
    readiness.FEATURE,
    arrangements.FEATURE,
    checklists.FEATURE,
    events.FEATURE,
)

#: What Slack takes in a manifest.
_DESCRIPTION, _HINT, _SHORTCUT = 140, 1_000, 24


def run_jobs(tools: Toolbox, features: tuple[Feature, ...] = FEATURES) -> None:
    """Do every feature's hourly work in every workspace; one that fails stops no other."""
    with tools.read() as session:
        known = process.workspaces(session)
    for job in (job for feature in features for job in feature.jobs):
        for workspace in known:
            try:
                job.run(tools, workspace)
            except Exception as error:  # noqa: BLE001 - the next job has nothing to do with it
                report(error, door=f"job {job.name}")


def slashes(commands: tuple[Command, ...]) -> dict[str, list[Command]]:
    """Return what Slack has to know: each first word after a slash, and what it leads to."""
    found: dict[str, list[Command]] = {}
    for command in commands:
        for name in command.names:
            found.setdefault(f"/{name.split()[0]}", []).append(command)
    return found


def manifest(features: tuple[Feature, ...] = FEATURES) -> dict[str, Any]:
    """Return the manifest of a Slack app that carries these features."""
    commands = tuple(command for feature in features for command in feature.commands)
    scopes = {scope for feature in features for scope in feature.scopes}
    events = {event.name for feature in features for event in feature.events}
    shortcuts = [_shortcut(one) for feature in features for one in feature.shortcuts]
    return {
        "display_information": {
            "name": "Coalition",
            "description": _(
                "For coalitions that prevent gun violence: partners, plan, places and people "
                "in step. Places, never people."
            ),
            "background_color": "#1f3a5f",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": "app_home_opened" in events,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Coalition", "always_online": True},
            **({"shortcuts": shortcuts} if shortcuts else {}),
            "slash_commands": [
                _slash(slash, behind) for slash, behind in slashes(commands).items()
            ],
        },
        "oauth_config": {"scopes": {"bot": sorted(scopes)}},
        "settings": {
            "event_subscriptions": {"bot_events": sorted(events)},
            "interactivity": {"is_enabled": True},
            "org_deploy_enabled": False,
            "socket_mode_enabled": True,
            "token_rotation_enabled": False,
        },
    }


def _shortcut(shortcut: Shortcut) -> dict[str, Any]:
    return {
        "name": clip(shortcut.title, _SHORTCUT),
        "type": "message" if shortcut.on_message else "global",
        "callback_id": shortcut.name,
        "description": clip(shortcut.does, _DESCRIPTION),
    }


def _slash(slash: str, behind: list[Command]) -> dict[str, Any]:
    first = behind[0]
    words = [command.names[0].partition(" ")[2] for command in behind]
    hint = " | ".join(words) if words[0] else first.usage
    return {
        "command": slash,
        "description": clip(" ".join(command.does for command in behind), _DESCRIPTION),
        "usage_hint": clip(hint, _HINT),
        "should_escape": False,
    }
