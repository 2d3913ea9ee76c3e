"""The buttons and dialogs after an event."""

from uuid import uuid4

from pydantic import ValidationError

from handlers import direct
from handlers.aftermath import fields, message, service
from handlers.aftermath.request import After, Fix, Learned
from handlers.blocks import Block, Message
from handlers.day.request import counted
from handlers.direct import Posted
from handlers.limits import fit_dialog
from handlers.surface import Call
from knowledge.errors import UsageError
from knowledge.events.day import EntryKind
from knowledge.words import _


def on_debrief(call: Call) -> None:
    """Ask how it went."""
    _open(call, fields.debrief(_fresh(call)))


def on_review(call: Call) -> None:
    """Ask what was learned."""
    press = _fresh(call)
    _open(call, fields.review(press, service.look(call.tools, call.member, press.event)))


def on_fix(call: Call) -> None:
    """Ask for an item of the list."""
    press = _fresh(call)
    _open(call, fields.fix(press, service.look(call.tools, call.member, press.event)))


def on_debriefed(call: Call) -> None:
    """Keep the debrief."""
    _learn(call, EntryKind.DEBRIEF, _("The debrief is kept for 14 days. Thank you."))


def on_reviewed(call: Call) -> None:
    """Keep the review."""
    _learn(call, EntryKind.REVIEW, _("The review is kept. Share it within 7 days of the end."))


def on_fixed(call: Call) -> None:
    """Propose an item, or say what is missing."""
    press, state = After.unpacked(call.text), call.state
    try:
        fix = Fix.model_validate(
            {
                "text": str(state.get(fields.TEXT) or "").strip(),
                "why": str(state.get(fields.WHY) or "").strip(),
                "phase": state.get(fields.PHASE),
                "role": state.get(fields.ROLE),
                "critical": fields.YES in (state.get(fields.CRITICAL) or []),
                "everywhere": state.get(fields.WHERE) == fields.EVERYWHERE,
                "replaces": state.get(fields.REPLACES) or None,
            }
        )
        service.propose(call.tools, call.member, press, fix)
    except ValidationError:
        call.ack(response_action="errors", errors={fields.TEXT: _("One sentence on one line.")})
        return
    except UsageError as error:
        call.ack(response_action="errors", errors={fields.TEXT: str(error)})
        return
    call.ack()
    call.tell(message.kept((), _("Proposed. A coordinator decides.")))


def on_share(call: Call) -> None:
    """Keep that it is shared."""
    service.share(call.tools, call.member, After.unpacked(call.text))
    _replace(call, message.kept((), _("Noted: it is shared. Thank you.")))


def on_ok(call: Call) -> None:
    """Keep that somebody is well."""
    service.check_in(call.tools, call.member, After.unpacked(call.text), call=False)
    _replace(call, message.cared(call=False))


def on_call(call: Call) -> None:
    """Have somebody called."""
    service.check_in(call.tools, call.member, After.unpacked(call.text), call=True)
    _replace(call, message.cared(call=True))


def on_adopt(call: Call) -> None:
    """Put a proposed item on the list."""
    fix, item = service.answer(call.tools, call.member, After.unpacked(call.text), adopt=True)
    _replace(call, message.answered(fix, item))


def on_leave(call: Call) -> None:
    """Leave a proposed item."""
    fix, item = service.answer(call.tools, call.member, After.unpacked(call.text), adopt=False)
    _replace(call, message.answered(fix, item))


def _learn(call: Call, kind: EntryKind, told: str) -> None:
    state = call.state
    typed = state.get(fields.HURT)
    hurt = counted(typed)
    if typed and hurt is None:
        call.ack(response_action="errors", errors={fields.HURT: _("Enter a number, such as 0.")})
        return
    said = Learned(
        well=str(state.get(fields.WELL) or ""),
        badly=str(state.get(fields.BADLY) or ""),
        change=str(state.get(fields.CHANGE) or ""),
        hurt=hurt,
    )
    words = service.learn(call.tools, call.member, After.unpacked(call.text), kind, said)
    call.ack()
    call.tell(message.kept(words, told))


def _fresh(call: Call) -> After:
    """Return what was pressed with an id of its own for what is written now."""
    return After(event=After.unpacked(call.text).event, id=str(uuid4()))


def _open(call: Call, view: Block) -> None:
    call.client.views_open(trigger_id=call.trigger, view=fit_dialog(view))


def _replace(call: Call, told: Message) -> None:
    here = Posted(call.channel, call.origin)
    if not (call.direct and direct.update(call.client, here, told)):
        call.tell(told)
