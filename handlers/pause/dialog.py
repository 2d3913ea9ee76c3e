"""`/coalition pause`, its buttons and its dialog."""

from handlers.limits import fit_dialog
from handlers.pause import message, service
from handlers.pause.request import FieldError, PauseRequest
from handlers.surface import Call


def on_pause(call: Call) -> None:
    """Tell what is paused, with what this person may do about it."""
    call.tell(message.pauses(service.standing(call.tools, call.member)))


def on_begin(call: Call) -> None:
    """Ask what to pause, and until when."""
    view = message.pause_view(service.asking(call.tools, call.member))
    call.client.views_open(trigger_id=call.trigger, view=fit_dialog(view))


def on_begun(call: Call) -> None:
    """Begin the pause, or say at its field what to mend."""
    now = service.asking(call.tools, call.member)
    try:
        asked = PauseRequest.read(call.state, today=now.today, right=now.right)
    except FieldError as error:
        call.ack(response_action="errors", errors={error.field: str(error)})
        return
    pause = service.begin(call.tools, call.member, asked)
    call.ack(response_action="clear")
    call.tell(message.begun(pause, now))


def on_end(call: Call) -> None:
    """Resume now."""
    call.tell(message.ended(was_on=service.end(call.tools, call.member, int(call.text))))


def on_mine(call: Call) -> None:
    """Keep whether this person wants posts about shootings."""
    refused = call.text == message.REFUSE
    service.refuse_shooting_posts(call.tools, call.member, refused=refused)
    call.tell(message.kept(refused=refused))
