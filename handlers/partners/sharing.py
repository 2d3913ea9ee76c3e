"""`/coalition sectors`: the sector map to the asker, and from there to a channel."""

from slack_sdk.errors import SlackApiError

from handlers import direct
from handlers.blocks import Message
from handlers.failures import report
from handlers.limits import fit_dialog
from handlers.partners import picture, seats, standing
from handlers.partners.standing import Table
from handlers.rooms.posting import post_to_channel
from handlers.surface import Call
from handlers.uploads import UnusableError, upload
from knowledge.access import Permission
from knowledge.words import _

#: What everybody who sees the map must be allowed.
_NEEDS = Permission.PARTNERS_READ


def on_sectors(call: Call) -> None:
    """Draw the sector map, and send it to the asker."""
    if not call.direct:
        call.tell(Message(_("Who is at the table comes to your direct messages with me.")))
    call.later(lambda: _deliver(call))


def on_share(call: Call) -> None:
    """Ask in which channel to share."""
    call.client.views_open(trigger_id=call.trigger, view=fit_dialog(seats.where()))


def on_where(call: Call) -> None:
    """Share in the channel that was chosen, once everybody there may see it."""
    channel = call.state[seats.ROOM]
    call.ack(response_action="clear")
    call.later(lambda: _share(call, channel))


def _deliver(call: Call) -> None:
    table = standing.table(call.tools, workspace=call.member.workspace)
    told = seats.own(table, picture=_picture(call, table))
    direct.post(call.client, call.member.slack_user, told)


def _share(call: Call, channel: str) -> None:
    table = standing.table(call.tools, workspace=call.member.workspace)
    told = seats.shared(table, picture=_picture(call, table), by=call.member.slack_user)
    post_to_channel(
        call.client,
        call.tools,
        workspace=call.member.workspace,
        channel=channel,
        needs=_NEEDS,
        message=told,
    )
    call.tell(Message(_("Shared in <#{channel}>.").format(channel=channel)))


def _picture(call: Call, table: Table) -> str | None:
    """Return the uploaded picture, or None: the same is all in the words."""
    try:
        drawn = picture.draw(table)
        return upload(call.client, drawn, name="sectors.png", alt=seats.alt_text(table))
    except (SlackApiError, OSError, UnusableError) as error:
        report(error, door="partners.picture")
        return None
