"""Who is meant by a name that somebody typed; names are asked of Slack and never kept."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from slack_sdk import WebClient

from handlers.toolbox import Toolbox
from knowledge.access import Permission, may
from storage import people

#: The names that each Slack user goes by, folded.
Names = Mapping[str, tuple[str, ...]]

_MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^>]*)?>")
_PAGE, _PAGES = 500, 20


def seated(client: WebClient, tools: Toolbox, *, workspace: int, needs: Permission) -> Names:
    """Return what those go by who may do what needs ``needs``, each by their Slack user.

    Raises
    ------
    slack_sdk.errors.SlackApiError
        When Slack does not tell.
    """
    listed = {user["id"]: _named(user) for user in _listed(client) if not user.get("deleted")}
    with tools.read() as session:
        known = people.members(session, workspace=workspace, slack_users=list(listed))
    return {user: names for user, names in listed.items() if needs in may(known[user])}


def labels(client: WebClient) -> dict[str, str]:
    """Return what each Slack user is called, for what is printed.

    Raises
    ------
    slack_sdk.errors.SlackApiError
        When Slack does not tell.
    """
    return {user["id"]: user.get("real_name") or user.get("name") or "" for user in _listed(client)}


def closed(client: WebClient) -> dict[str, bool]:
    """Return whether each account that Slack lists is closed, by Slack user.

    Raises
    ------
    slack_sdk.errors.SlackApiError
        When Slack does not tell.
    """
    return {user["id"]: bool(user.get("deleted")) for user in _listed(client)}


def meant(words: str, names: Names) -> str:
    """Return the one Slack user whom words mean, "" where that is nobody or several.

    A mention means its user. A whole name goes before a first name.
    """
    mentioned = _MENTION.fullmatch(words.strip())
    if mentioned:
        return mentioned[1]
    said = words.strip().removeprefix("@").casefold()
    whole = [user for user, called in names.items() if said in called]
    found = whole or [user for user, called in names.items() if said in _firsts(called)]
    return found[0] if said and len(found) == 1 else ""


def _firsts(called: tuple[str, ...]) -> set[str]:
    return {name.split()[0] for name in called}


def _named(user: dict[str, Any]) -> tuple[str, ...]:
    profile = user.get("profile") or {}
    every = (user.get("name"), user.get("real_name"), profile.get("display_name"))
    return tuple(dict.fromkeys(name.strip().casefold() for name in every if name and name.strip()))


def _listed(client: WebClient) -> Iterator[dict[str, Any]]:
    cursor = ""
    for _page in range(_PAGES):
        more: dict[str, Any] = {"cursor": cursor} if cursor else {}
        answer = client.users_list(limit=_PAGE, **more)
        yield from answer["members"]
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return
