"""Who is in a channel, as far as the bot can know."""

from dataclasses import dataclass

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers.failures import slack_error

#: What Slack says of a channel that the bot may not know of.
_HIDDEN = frozenset({"channel_not_found", "not_in_channel", "access_denied", "no_permission"})


@dataclass(frozen=True, slots=True)
class Room:
    """A channel and who would see a post in it.

    Attributes
    ----------
    people
        Its members without this bot; other bots cannot be told apart.
    shared
        Whether people of another organisation are in it.
    joined
        Whether this bot may post there.
    archived
        Whether it is closed, so that nobody may post there.
    """

    id: str
    name: str
    people: int
    shared: bool
    joined: bool
    archived: bool = False


def look(client: WebClient, channel: str) -> Room | None:
    """Return a channel, or None where the bot may not know of it.

    Raises
    ------
    slack_sdk.errors.SlackApiError
        When Slack refuses it for another reason, such as for a missing scope.
    """
    try:
        found = client.conversations_info(channel=channel, include_num_members=True)["channel"]
    except SlackApiError as error:
        if slack_error(error) in _HIDDEN:
            return None
        raise
    joined = bool(found.get("is_member"))
    return Room(
        id=channel,
        name=found.get("name", ""),
        people=max(0, found.get("num_members", 0) - joined),
        shared=bool(found.get("is_ext_shared")),
        joined=joined,
        archived=bool(found.get("is_archived")),
    )


def owns_workspace(client: WebClient, person: str) -> bool:
    """Say whether Slack lists somebody among the workspace's owners and admins.

    Raises
    ------
    slack_sdk.errors.SlackApiError
        When Slack does not tell, such as for a missing scope.
    """
    user = client.users_info(user=person)["user"]
    return bool(user.get("is_owner") or user.get("is_admin"))
