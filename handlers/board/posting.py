"""Posts of the board: put into their channel, and kept in step with their needs."""

from dataclasses import replace
from functools import partial
from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers.blocks import Message
from handlers.board import message, service
from handlers.failures import report, slack_error
from handlers.rooms import Room, admit, post_to_channel, update_in_channel
from handlers.surface import Call
from handlers.toolbox import Toolbox
from knowledge.access import Permission
from knowledge.board.need import Need, State
from knowledge.errors import RefusedError

#: What everybody in a channel must be allowed for a need to go there.
NEEDS = Permission.BOARD_USE
#: What a call raises that got no answer, though Slack may have done what it asked.
_NO_ANSWER = (OSError, HTTPException)
#: What Slack says of a post that cannot be changed any more.
_GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})


def admitted(call: Call, channel: str) -> Room:
    """Return a channel in which everybody may see a need.

    Raises
    ------
    RefusedError
        When somebody may not, or the bot cannot post there; it says what to do.
    """
    workspace = call.member.workspace
    return admit(call.client, call.tools, workspace=workspace, channel=channel, needs=NEEDS)


def post(call: Call, number: int) -> None:
    """Post a draft once; what could not be posted can be tried again.

    Raises
    ------
    RefusedError
        When somebody there may not see it, or the bot cannot post there.
    """
    workspace = call.member.workspace
    need = service.begin(call.tools, call.member, number)
    users, zone = service.shown_by(call.tools, workspace)
    try:
        ts = post_to_channel(
            call.client,
            call.tools,
            workspace=workspace,
            channel=need.channel,
            needs=NEEDS,
            message=message.post(need, users, zone),
        )
    except (RefusedError, SlackApiError):
        service.give_up(call.tools, workspace, number)
        raise
    except _NO_ANSWER as error:
        report(error, door="board.post")
        call.tell(message.perhaps_posted(need))
        return
    service.posted(call.tools, workspace, number, ts)
    call.tell(message.posted(need))


def keep_in_step(client: WebClient, tools: Toolbox, workspace: int, need: Need) -> None:
    """Change a need's post to how it stands; what fails there costs nobody the need.

    Where somebody joined who may not see it, the post says nothing of it any more. A post or
    channel that is gone is left alone from then on.
    """
    if not need.ts:
        return
    users, zone = service.shown_by(tools, workspace)
    if need.over(tools.now()) and need.state in (State.OPEN, State.TAKEN):
        need = replace(need, state=State.CLOSED)
    change = partial(_change, client, tools, workspace, need)
    try:
        there = change(message.post(need, users, zone), NEEDS) or change(
            message.withheld(), Permission.HELP_READ
        )
    except (SlackApiError, *_NO_ANSWER) as error:
        if slack_error(error) not in _GONE:
            report(error, door="board.post")
            return
        there = False
    if not there or need.state in (State.WITHDRAWN, State.CLOSED):
        service.posted(tools, workspace, need.id, "")


def tidy(client: WebClient, tools: Toolbox, workspace: int) -> None:
    """Bring some posts in step whose needs closed by themselves."""
    for need in service.unsettled(tools, workspace):
        keep_in_step(client, tools, workspace, need)


def _change(
    client: WebClient,
    tools: Toolbox,
    workspace: int,
    need: Need,
    told: Message,
    needs: Permission,
) -> bool:
    """Change a post; say whether everybody there may see that, and it is there."""
    try:
        update_in_channel(
            client,
            tools,
            workspace=workspace,
            channel=need.channel,
            ts=need.ts,
            needs=needs,
            message=told,
        )
    except RefusedError:
        return False
    return True
