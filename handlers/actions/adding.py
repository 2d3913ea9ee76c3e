"""A new item from words: who and when are read out of them."""

from slack_sdk.errors import SlackApiError

from handlers import directory
from handlers.actions import changing, service
from handlers.failures import report
from handlers.surface import Call
from knowledge.actions.item import ActionItem
from knowledge.actions.reading import read


def drafted(call: Call, words: str) -> tuple[ActionItem, str]:
    """Keep what was typed; return it, and the name of whoever was not found, "" if nobody.

    Without a name it is for whoever typed it. Whoever is named and not found has no item:
    then nobody has it yet.
    """
    found = read(words, service.reader(call.tools, call.member).today)
    user = _user(call, found.owner_words) if found.owner_words else call.member.slack_user
    owner = None
    if user:
        with call.tools.read() as session:
            owner = service.owner_of(session, workspace=call.member.workspace, slack_user=user)
    made = service.create(
        call.tools,
        member=call.member,
        text=found.text,
        owner=owner,
        due=found.due,
        channel="" if call.direct else call.channel,
    )
    return made, "" if user else found.owner_words


def permalink(call: Call, channel: str, ts: str) -> str:
    """Return the address of a message, "" where Slack does not tell this bot."""
    if not channel or not ts:
        return ""
    try:
        found: str = call.client.chat_getPermalink(channel=channel, message_ts=ts)["permalink"]
    except SlackApiError as error:
        report(error, door="actions.permalink")
        return ""
    return found


def _user(call: Call, words: str) -> str:
    names = directory.seated(
        call.client, call.tools, workspace=call.member.workspace, needs=changing.NEEDS
    )
    return directory.meant(words, names)
