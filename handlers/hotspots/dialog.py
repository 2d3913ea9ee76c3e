"""The buttons of a snapshot, and the dialogs that they open."""

from collections.abc import Callable
from dataclasses import replace

from slack_sdk.errors import SlackApiError

from handlers.blocks import Block, Message, choice, dialog, escape, plain, section
from handlers.failures import slack_error
from handlers.hotspots import command, message, pickers, posting, service
from handlers.hotspots.request import SnapshotRequest
from handlers.limits import fit_dialog
from handlers.surface import Call
from knowledge.errors import RefusedError
from knowledge.words import _

WHERE = "hotspots.where"
THERE = "hotspots.there"

ROOM = "hotspots_room"


def on_share(call: Call) -> None:
    """Share in the channel where it was asked; who is there was said and confirmed."""
    request, channel = SnapshotRequest.unpacked(call.text, member=call.member)
    call.later(lambda: posting.share(call, request, channel=channel))


def on_elsewhere(call: Call) -> None:
    """Ask in which channel to share."""
    call.client.views_open(trigger_id=call.trigger, view=fit_dialog(_where(call.text)))


def on_where(call: Call) -> None:
    """Answer at once; then say who is in the chosen channel, and ask once more."""
    request, _channel = SnapshotRequest.unpacked(call.text, member=call.member)
    waits = [section(_("Looking who is in the room…"))]
    view = dialog(_("Share it?"), waits, name=WHERE, close=_("Not now"))
    call.ack(response_action="update", view=fit_dialog(view))

    def show(view: Block) -> None:
        # Looking can be faster than the answer leaves: then this is the answer.
        call.ack(response_action="update", view=view)
        _update(call, call.origin, view)

    _later(call, _("Share it?"), show, lambda: _asked(call, request))


def on_there(call: Call) -> None:
    """Share in the channel that was chosen."""
    call.ack(response_action="clear")
    on_share(call)


def on_table(call: Call) -> None:
    """Show the numbers as text, privately."""
    title = _("The numbers")
    opened = _open(call, title, [section(_("One moment…"))])
    request, _channel = SnapshotRequest.unpacked(call.text, member=call.member)

    def filled() -> Block:
        blocks = message.table(service.take_snapshot(call.tools, request))
        return dialog(title, blocks, close=_("Close"))

    _later(call, title, lambda view: _update(call, opened, view), filled)


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
    except pickers.FieldError as error:
        call.ack(response_action="errors", errors={error.field: str(error)})
        return
    call.ack()
    command.answer(call, request, asked_in=channel)


def _open(call: Call, title: str, blocks: list[Block]) -> str:
    view = fit_dialog(dialog(title, blocks, close=_("Close")))
    opened: str = call.client.views_open(trigger_id=call.trigger, view=view)["view"]["id"]
    return opened


def _later(
    call: Call, title: str, show: Callable[[Block], None], make: Callable[[], Block]
) -> None:
    """Fill a dialog that lies open and waits, if only with what went wrong."""

    def tell(told: Message) -> None:
        blocks = told.blocks or [section(told.text)]
        show(fit_dialog(dialog(title, blocks, close=_("Close"))))

    replace(call, tell=tell).later(lambda: show(fit_dialog(make())))


def _update(call: Call, view: str, shown: Block) -> None:
    try:
        call.client.views_update(view_id=view, view=shown)
    except SlackApiError as error:
        if slack_error(error) != "not_found":  # they closed it
            raise


def _asked(call: Call, request: SnapshotRequest) -> Block:
    try:
        room = posting.admitted(call, call.state[ROOM])
    except RefusedError as refused:
        return _where(call.text, why=str(refused))
    return dialog(
        _("Share it?"),
        [section(escape(message.who_sees(room)))],
        name=THERE,
        submit=_("Share"),
        close=_("Not now"),
        data=request.packed(channel=room.id),
    )


def _where(data: str, *, why: str = "") -> Block:
    """Return the dialog that asks for a channel, with why the one before cannot be."""
    channels = {
        "type": "conversations_select",
        "placeholder": plain(_("Choose a channel")),
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    return dialog(
        _("Share to a channel"),
        [*([section(escape(why))] if why else []), choice(_("Channel"), channels, block=ROOM)],
        name=WHERE,
        submit=_("Next"),
        close=_("Not now"),
        data=data,
    )
