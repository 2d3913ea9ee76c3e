"""The buttons and the dialog of "Ready?"."""

from uuid import uuid4

from handlers import direct
from handlers.blocks import Message
from handlers.day import deciding, overview, standing, wording
from handlers.day.request import Decide, Press
from handlers.direct import Posted
from handlers.limits import fit_dialog
from handlers.surface import Call
from knowledge.events.decisions import Decision


def on_ready(call: Call) -> None:
    """Say whether an event is ready, and what is still open."""
    direct.send(call, _told(call, Press.unpacked(call.text).event))


def on_decide(call: Call) -> None:
    """Ask for the words of a decision; whether something is open is as it stands now."""
    press = Decide.unpacked(call.text).model_copy(update={"mark": str(uuid4())})
    found = overview.look(call.tools, call.member, press.event)
    if press.decision in (Decision.READY, Decision.COVERED):
        open_ = Decision.COVERED if found.lines else Decision.READY
        press = press.model_copy(update={"decision": open_})
    call.client.views_open(trigger_id=call.trigger, view=fit_dialog(wording.ask(press, found)))


def on_decided(call: Call) -> None:
    """Record a decision, or keep it until others stand for it."""
    press = Decide.unpacked(call.text)
    words, inside = (
        str(call.state.get(one) or "").strip() for one in (wording.WORDS, wording.INSIDE)
    )
    deciding.decide(
        call.tools, call.member, press.event, kind=press.decision or Decision.COVERED,
        words=words, inside=inside, mark=press.mark,
    )  # fmt: skip
    call.ack()
    direct.post(call.client, call.member.slack_user, _told(call, press.event))


def on_stand(call: Call) -> None:
    """Stand for what the lead proposed."""
    press = Decide.unpacked(call.text)
    deciding.stand(call.tools, call.member, press.event, proposal=press.proposal)
    told = _told(call, press.event)
    here = Posted(call.channel, call.origin)
    if not (call.direct and direct.update(call.client, here, told)):
        direct.send(call, told)


def _told(call: Call, event: int) -> Message:
    return standing.ready(overview.look(call.tools, call.member, event))
