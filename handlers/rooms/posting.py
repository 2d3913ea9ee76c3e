"""The one way into a channel: what is posted or edited there has passed the room check.

Slack shows a post to whoever is in the channel. Every feature that posts in one does it here;
a test reads the source for calls of Slack that go round it. A picture goes up to no channel
first (``handlers.uploads``) and comes in with a message, so it passes here as well.
"""

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers.blocks import Message
from handlers.failures import slack_error
from handlers.limits import fit
from handlers.rooms.admission import admit, closed
from handlers.rooms.reading import Room
from handlers.toolbox import Toolbox
from knowledge.access import Permission
from knowledge.errors import RefusedError

#: What Slack says where the bot may not post.
_OUTSIDE = frozenset(
    {"not_in_channel", "channel_not_found", "is_archived", "restricted_action"}
    | {"restricted_action_read_only_channel", "restricted_action_thread_only_channel"}
)


def post_to_channel(
    client: WebClient,
    tools: Toolbox,
    *,
    workspace: int,
    channel: str,
    needs: Permission,
    message: Message,
    thread: str = "",
) -> str:
    """Post where everybody may see it, and return the post's ts.

    Parameters
    ----------
    needs
        What everybody in the channel must be allowed.
    thread
        The ts of the post that this answers.

    Raises
    ------
    RefusedError
        When somebody there may not see it, or the bot may not post there; it says what to do.
    slack_sdk.errors.SlackApiError
        When Slack refuses it for another reason.
    """
    room = admit(client, tools, workspace=workspace, channel=channel, needs=needs)
    fitted = fit(message)
    try:
        posted = client.chat_postMessage(
            channel=room.id,
            text=fitted.text,
            blocks=fitted.blocks or None,
            thread_ts=thread or None,
            unfurl_links=False,
        )
    except SlackApiError as error:
        raise _told(error, room) from None
    return str(posted["ts"])


def update_in_channel(
    client: WebClient,
    tools: Toolbox,
    *,
    workspace: int,
    channel: str,
    ts: str,
    needs: Permission,
    message: Message,
) -> None:
    """Change a post of the bot's where everybody, whoever joined since, may see what it says.

    Raises
    ------
    RefusedError
        When somebody there may not see it, or the bot may not post there; it says what to do.
    slack_sdk.errors.SlackApiError
        When Slack refuses it for another reason, such as a post that is gone.
    """
    room = admit(client, tools, workspace=workspace, channel=channel, needs=needs)
    fitted = fit(message)
    try:
        client.chat_update(channel=room.id, ts=ts, text=fitted.text, blocks=fitted.blocks or None)
    except SlackApiError as error:
        raise _told(error, room) from None


def _told(error: SlackApiError, room: Room) -> Exception:
    """Return what to raise: the reason in words where there is one, else what Slack said."""
    if slack_error(error) in _OUTSIDE:
        return RefusedError(closed(room, outside=True))
    return error
