"""Who is in a channel, as far as the bot can know."""

from dataclasses import dataclass

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError


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
    """

    id: str
    name: str
    people: int
    shared: bool
    joined: bool


def look(client: WebClient, channel: str) -> Room | None:
    """Return a channel, or None where the bot may not know of it, as of group messages."""
    try:
        found = client.conversations_info(channel=channel, include_num_members=True)["channel"]
    except SlackApiError:
        return None
    joined = bool(found.get("is_member"))
    return Room(
        id=channel,
        name=found.get("name", ""),
        people=max(0, found.get("num_members", 0) - joined),
        shared=bool(found.get("is_ext_shared")),
        joined=joined,
    )
