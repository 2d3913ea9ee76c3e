"""What Slack says of channels: somebody came, or a channel ended. Nobody asked, so it is quiet."""

from handlers.rooms import accounts, message, service
from handlers.rooms.posting import post_to_channel
from handlers.rooms.reading import look, survey
from handlers.surface import Call
from knowledge.access import Permission
from knowledge.rooms import widest


def on_joined(call: Call) -> None:
    """Say hello on coming in; look at what somebody else's coming changes."""
    call.later(lambda: _move_in(call) if _is_this_bot(call) else _receive(call))


def on_closed(call: Call) -> None:
    """Remember that nothing can be posted there any more."""
    workspace, why = call.member.workspace, call.event["type"]
    service.close(call.tools, workspace=workspace, channel=call.channel, why=why)


def _is_this_bot(call: Call) -> bool:
    if call.member.person:
        return False
    return bool(call.client.auth_test()["user_id"] == call.member.slack_user)


def _move_in(call: Call) -> None:
    workspace = call.member.workspace
    room, members = survey(call.client, call.tools, workspace=workspace, channel=call.channel)
    if room is None or not room.open:
        return
    service.move_in(
        call.tools, workspace=workspace, channel=room.id, inviter=_inviter(call, room.team)
    )
    post_to_channel(
        call.client,
        call.tools,
        workspace=workspace,
        channel=room.id,
        needs=Permission.HELP_READ,
        message=message.hello(room, widest=widest(members), opened=call.member.opened),
    )


def _inviter(call: Call, team: str) -> str:
    """Return the Slack user who invited the bot, if that is a person of this workspace."""
    user = call.event.get("inviter") or ""
    if not user:
        return ""
    account = accounts.describe(call.client, team, user, call.tools.now())
    return "" if account.bot or account.stranger else user


def _receive(call: Call) -> None:
    workspace = call.member.workspace
    service.stir(call.tools, workspace=workspace, channel=call.channel)
    use = service.used(call.tools, workspace=workspace, channel=call.channel)
    room = look(call.client, call.channel) if use else None
    if use is None or room is None or not room.open:
        return
    found = accounts.present(
        call.client,
        [call.member],
        team=room.team,
        shared=room.shared,
        now=call.tools.now(),
    )
    for member in found:
        if service.narrows(use, member):
            service.tell_joined(call.tools, use=use, member=member, creator=room.creator)
