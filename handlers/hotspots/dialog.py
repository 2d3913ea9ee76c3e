"""The buttons of a snapshot, and the dialogs that they open."""

from handlers.blocks import Block, choice, dialog, escape, plain, section
from handlers.calls import Call
from handlers.hotspots import command, message, pickers, posting, service
from handlers.hotspots.request import SnapshotRequest
from handlers.limits import fit_dialog
from handlers.rooms import look
from knowledge.errors import UsageError
from knowledge.words import _

WHERE = "hotspots.where"
THERE = "hotspots.there"

ROOM = "hotspots_room"


def on_share(call: Call) -> None:
    """Share in the channel where it was asked; who is there was said and confirmed."""
    request, channel = SnapshotRequest.unpacked(call.text, member=call.member)
    call.later(lambda: posting.share(call, request, room=look(call.client, channel)))


def on_elsewhere(call: Call) -> None:
    """Ask in which channel to share."""
    call.client.views_open(trigger_id=call.trigger, view=fit_dialog(_where(call.text)))


def on_where(call: Call) -> None:
    """Say who is in the chosen channel, and ask once more."""
    request, _channel = SnapshotRequest.unpacked(call.text, member=call.member)
    room = look(call.client, call.state[ROOM])
    if room is None or not room.joined:
        call.ack(response_action="errors", errors={ROOM: message.invitation(room)})
        return
    asked = dialog(
        _("Share it?"),
        [section(escape(message.who_sees(room)))],
        name=THERE,
        submit=_("Share"),
        close=_("Not now"),
        data=request.packed(channel=room.id),
    )
    call.ack(response_action="update", view=fit_dialog(asked))


def on_there(call: Call) -> None:
    """Share in the channel that was chosen."""
    call.ack(response_action="clear")
    on_share(call)


def on_table(call: Call) -> None:
    """Show the numbers as text, privately."""
    opened = _open(call, _("The numbers"), [section(_("One moment…"))])
    request, _channel = SnapshotRequest.unpacked(call.text, member=call.member)
    call.later(lambda: _fill(call, opened, request))


def on_read(call: Call) -> None:
    """Say how the map is made."""
    _open(call, _("How to read this"), message.how_to_read())


def on_change(call: Call) -> None:
    """Offer the same question with pickers, as it stands."""
    request, _channel = SnapshotRequest.unpacked(call.text, member=call.member)
    places = service.place_choices(call.tools, workspace=call.member.workspace)
    today = service.today(call.tools, workspace=call.member.workspace)
    view = pickers.dialog_for(request, places, today=today, data=call.text)
    call.client.views_open(trigger_id=call.trigger, view=fit_dialog(view))


def on_changed(call: Call) -> None:
    """Answer what the pickers say, or show which of them to mend."""
    before, channel = SnapshotRequest.unpacked(call.text, member=call.member)
    places = service.place_choices(call.tools, workspace=call.member.workspace)
    today = service.today(call.tools, workspace=call.member.workspace)
    try:
        request = pickers.read(call.state, before, places, today=today)
    except UsageError as error:
        call.ack(response_action="errors", errors={pickers.DAYS: str(error)})
        return
    call.ack()
    command.answer(call, request, asked_in=channel)


def _open(call: Call, title: str, blocks: list[Block]) -> str:
    view = fit_dialog(dialog(title, blocks, close=_("Close")))
    opened: str = call.client.views_open(trigger_id=call.trigger, view=view)["view"]["id"]
    return opened


def _fill(call: Call, view: str, request: SnapshotRequest) -> None:
    blocks = message.table(service.take_snapshot(call.tools, request))
    filled = fit_dialog(dialog(_("The numbers"), blocks, close=_("Close")))
    call.client.views_update(view_id=view, view=filled)


def _where(data: str) -> Block:
    channels = {
        "type": "conversations_select",
        "placeholder": plain(_("Choose a channel")),
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    return dialog(
        _("Share to a channel"),
        [choice(_("Channel"), channels, block=ROOM)],
        name=WHERE,
        submit=_("Next"),
        close=_("Not now"),
        data=data,
    )
