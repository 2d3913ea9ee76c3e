"""Who left Slack or came back while nobody listened, such as while the bot was down."""

from slack_sdk import WebClient

from handlers import directory
from handlers.people import standing
from handlers.toolbox import Toolbox
from storage import people


def catch_up(client: WebClient, tools: Toolbox, *, workspace: int) -> int:
    """Take note of whoever left or came back unheard; return how many those are.

    Slack tells of it once, to whoever listens. Without this, the chair of a coordinator who
    left meanwhile would never be vacant.

    Raises
    ------
    slack_sdk.errors.SlackApiError
        When Slack does not tell who is there.
    """
    closed = directory.closed(client)
    with tools.read() as session:
        gone = people.gone(session, workspace=workspace)
    unheard = [user for user, left in gone.items() if user in closed and closed[user] is not left]
    for user in unheard:
        standing.leave(tools, workspace=workspace, slack_user=user, gone=closed[user])
    return len(unheard)
