"""Which accounts of a channel are people: bots and closed accounts read nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers.failures import slack_error
from knowledge.access import Member

#: How many accounts Slack is asked about for one post; who is not asked about is a visitor.
MOST = 40
#: How long what Slack said of an account holds.
HOLDS = timedelta(minutes=10)
#: What Slack says of accounts that it shows no app of this workspace.
_HIDDEN = frozenset({"user_not_found", "user_not_visible"})
#: How many accounts are kept in mind.
_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Account:
    """What Slack says of an account."""

    bot: bool
    stranger: bool
    closed: bool
    until: datetime


#: By where Slack is, workspace and account.
_known: dict[tuple[str, str, str], Account] = {}


def present(
    client: WebClient,
    members: Sequence[Member],
    *,
    team: str,
    shared: bool,
    now: datetime,
    most: int = MOST,
) -> list[Member]:
    """Return the people among a channel's members; who is of another workspace is a visitor.

    Slack is asked about who has no row, and in a shared channel about everybody, as far as
    ``most`` goes. Who is not asked about counts as a person with no seat.
    """
    found, left = [], most
    for member in members:
        if member.person and not member.suspended and not shared:
            found.append(member)
            continue
        account = _kept(client, team, member.slack_user, now)
        if account is None and left:
            left -= 1
            account = _ask(client, team, member.slack_user, now)
        if account is None or account.stranger:
            found.append(_unseated(member))
        elif not account.bot and not account.closed:
            found.append(member)
    return found


def describe(client: WebClient, team: str, user: str, now: datetime) -> Account:
    """Return what Slack says of an account, or said some minutes ago."""
    return _kept(client, team, user, now) or _ask(client, team, user, now)


def _unseated(member: Member) -> Member:
    return Member(
        member.workspace, member.slack_user, suspended=member.suspended, opened=member.opened
    )


def _kept(client: WebClient, team: str, user: str, now: datetime) -> Account | None:
    account = _known.get((client.base_url, team, user))
    return account if account is not None and now < account.until else None


def _ask(client: WebClient, team: str, user: str, now: datetime) -> Account:
    said = _said(client, user)
    account = Account(
        bot=bool(said.get("is_bot")),
        stranger=bool(said.get("is_stranger")) or bool(team and said.get("team_id") != team),
        closed=bool(said.get("deleted")),
        until=now + HOLDS,
    )
    if len(_known) >= _KEPT:
        _known.clear()
    # A closed account can be opened again at any moment, so that is not kept in mind.
    if not account.closed:
        _known[client.base_url, team, user] = account
    return account


def _said(client: WebClient, user: str) -> dict[str, Any]:
    """Return Slack's words on an account; one that it hides belongs to somebody unknown."""
    try:
        found: dict[str, Any] = client.users_info(user=user)["user"]
    except SlackApiError as error:
        if slack_error(error) in _HIDDEN:
            return {"is_stranger": True, "team_id": ""}
        raise
    return found
