"""A person's direct message with the bot: what they may want again goes there."""

from dataclasses import dataclass

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers.blocks import Message
from handlers.failures import slack_error
from handlers.limits import fit
from handlers.surface import Call
from knowledge.words import _

#: What Slack says of a post that cannot be changed any more.
_GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})


@dataclass(frozen=True, slots=True)
class Posted:
    """Where a message is: the channel of a direct message, and its ts there."""

    channel: str
    ts: str


def send(call: Call, message: Message) -> None:
    """Send a message to whoever asked, and point to it where they asked in another place."""
    if not call.direct:
        call.tell(Message(_("It comes to your direct messages with me.")))
    call.later(lambda: _posted(call, message))


def _posted(call: Call, message: Message) -> None:
    post(call.client, call.member.slack_user, message)


def post(client: WebClient, person: str, message: Message) -> Posted:
    """Post in somebody's direct message; ``person`` is a Slack user."""
    fitted = fit(message)
    channel = _channel(client, person)
    posted = client.chat_postMessage(
        channel=channel, text=fitted.text, blocks=fitted.blocks or None, unfurl_links=False
    )
    return Posted(channel, str(posted["ts"]))


def update(client: WebClient, at: Posted, message: Message) -> bool:
    """Change a post in a direct message; say whether it was still there to change."""
    fitted = fit(message)
    try:
        client.chat_update(
            channel=at.channel, ts=at.ts, text=fitted.text, blocks=fitted.blocks or None
        )
    except SlackApiError as error:
        if slack_error(error) in _GONE:
            return False
        raise
    return True


def file(client: WebClient, person: str, content: bytes, *, name: str, title: str) -> None:
    """Send a file to somebody's direct message; ``person`` is a Slack user."""
    client.files_upload_v2(
        channel=_channel(client, person), content=content, filename=name, title=title
    )


def _channel(client: WebClient, person: str) -> str:
    opened: str = client.conversations_open(users=person)["channel"]["id"]
    return opened
