"""Who is in a channel, as far as the bot can know."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers.failures import slack_error
from handlers.rooms import accounts
from handlers.toolbox import Toolbox
from knowledge.access import Member
from knowledge.errors import RefusedError
from knowledge.rooms import Audience
from knowledge.words import _
from storage import people

#: What Slack says of a channel that the bot may not know of.
_HIDDEN = frozenset({"channel_not_found", "not_in_channel", "access_denied", "no_permission"})
#: How many members Slack is asked for at once, and how often before a room counts as too large.
PAGE, PAGES = 500, 20


@dataclass(frozen=True, slots=True)
class Room:
    """A channel and who would see a post in it.

    Attributes
    ----------
    people
        Its members without this bot; without other bots too once the ``audience`` is known.
    shared
        Whether people of another organisation are in it.
    joined
        Whether this bot may post there.
    archived
        Whether it is closed, so that nobody may post there.
    audience
        Who they are by kind, where their list was read.
    team
        The Slack workspace in which this is.
    creator
        The Slack user who made it; "" where Slack does not say.
    """

    id: str
    name: str
    people: int
    shared: bool
    joined: bool
    archived: bool = False
    audience: Audience | None = None
    team: str = ""
    creator: str = ""

    @property
    def open(self) -> bool:
        """Whether this bot can post there at all."""
        return self.joined and not self.archived

    @property
    def limited(self) -> str:
        """Who of them is limited in what they may see, as far as that was read."""
        return self.audience.limited if self.audience else ""

    @property
    def who(self) -> str:
        """Who is there, such as "46 people, among them 1 police, 2 visitors"."""
        return (self.audience or Audience(self.people)).words

    @property
    def subject(self) -> str:
        """The same before a verb."""
        return (self.audience or Audience(self.people)).subject


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
        shared=bool(found.get("is_ext_shared") or found.get("is_pending_ext_shared")),
        joined=joined,
        archived=bool(found.get("is_archived")),
        team=found.get("context_team_id") or "",
        creator=found.get("creator") or "",
    )


def survey(
    client: WebClient,
    tools: Toolbox,
    *,
    workspace: int,
    channel: str,
    most: int = accounts.MOST,
) -> tuple[Room | None, list[Member]]:
    """Return a channel with its audience, and who is in it as the coalition knows them.

    Nobody is listed for a channel where the bot cannot post.

    Parameters
    ----------
    most
        About how many accounts without a seat Slack is asked; the others count as visitors,
        even those that are bots. Fewer is faster, for words that are looked at again.

    Raises
    ------
    RefusedError
        When the list of its members cannot be read whole: nothing is guessed.
    slack_sdk.errors.SlackApiError
        When Slack does not tell.
    """
    room = look(client, channel)
    if room is None or not room.open:
        return room, []
    listed = _listed(client, room)
    with tools.read() as session:
        known = people.members(session, workspace=workspace, slack_users=listed)
    members = accounts.present(
        client,
        [known[user] for user in listed],
        team=room.team,
        shared=room.shared,
        now=tools.now(),
        most=most,
    )
    audience = Audience.of(members)
    return replace(room, people=audience.people, audience=audience), members


def owns_workspace(client: WebClient, person: str) -> bool:
    """Say whether Slack lists somebody among the workspace's owners and admins.

    Raises
    ------
    slack_sdk.errors.SlackApiError
        When Slack does not tell, such as for a missing scope.
    """
    user = client.users_info(user=person)["user"]
    return bool(user.get("is_owner") or user.get("is_admin"))


def _listed(client: WebClient, room: Room) -> Sequence[str]:
    """Return the Slack users in a channel, each once, this bot among them."""
    listed = dict.fromkeys(user for page in _pages(client, room) for user in page)
    if not listed:
        raise RefusedError(_unread(room))
    return list(listed)


def _pages(client: WebClient, room: Room) -> Iterator[list[str]]:
    cursor = ""
    for _page in range(PAGES):
        more: dict[str, Any] = {"cursor": cursor} if cursor else {}
        answer = client.conversations_members(channel=room.id, limit=PAGE, **more)
        yield answer["members"]
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return
    raise RefusedError(_unread(room))


def _unread(room: Room) -> str:
    words = _(
        "I could not see everybody who is in #{room}, so I post nothing there. "
        "Choose a smaller channel."
    )
    return words.format(room=room.name)
