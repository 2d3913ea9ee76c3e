"""The board's buttons, and the dialogs that they open."""

from collections.abc import Callable
from dataclasses import replace

from slack_sdk.errors import SlackApiError

from handlers.blocks import Block, Message, dialog, section
from handlers.board import form, message, posting, service
from handlers.board.service import Answer, Asked, Pressed
from handlers.failures import slack_error
from handlers.limits import fit_dialog
from handlers.surface import Call
from knowledge.board.need import Need
from knowledge.errors import RefusedError, UsageError
from knowledge.words import _


def on_take(call: Call) -> None:
    """Give it to who pressed first; tell everybody else who was faster."""
    number, _colon, where = call.text.partition(":")
    ts = call.origin if where == message.ON_POST else ""
    answer = service.take(call.tools, call.member, int(number), ts=ts)
    call.tell(_answered(answer))
    if answer.need is not None and answer.pressed in (Pressed.TAKEN, Pressed.OTHER, Pressed.OFF):
        _keep_in_step(call, answer.need)


def on_release(call: Call) -> None:
    """Open it again for who cannot after all."""
    need = service.release(call.tools, call.member, int(call.text))
    call.tell(message.released() if need else message.off())
    if need is not None:
        _keep_in_step(call, need)


def on_withdraw(call: Call) -> None:
    """Take it off the board for who asked."""
    need = service.withdraw(call.tools, call.member, int(call.text))
    call.tell(message.withdrawn() if need else message.off())
    if need is not None:
        _keep_in_step(call, need)


def on_thank(call: Call) -> None:
    """Remember whether they are thanked by name."""
    number, _colon, said = call.text.partition(":")
    agreed = said == message.YES
    need = service.say_thanks(call.tools, call.member, int(number), agreed=agreed)
    call.tell(message.thanks_kept(agreed=agreed) if need else message.off())


def on_ask(call: Call) -> None:
    """Open the dialog of a new need."""
    here = "" if call.direct else call.channel
    view = form.asking(channel=here)
    call.client.views_open(trigger_id=call.trigger, view=fit_dialog(view))


def on_change(call: Call) -> None:
    """Open the dialog with what was written."""
    need = service.words(call.tools, call.member, int(call.text))
    view = form.asking()
    if need is not None:
        view = form.asking(need.text, channel=need.channel, replaces=str(need.id))
    call.client.views_open(trigger_id=call.trigger, view=fit_dialog(view))


def on_post(call: Call) -> None:
    """Post it; who sees it was said before."""
    call.later(lambda: posting.post(call, int(call.text)))


def on_asked(call: Call) -> None:
    """Say at the line what to mend, or who is in the chosen channel."""
    text, channel = str(call.state[form.LINE]), str(call.state[form.ROOM])
    replaces = int(call.text) if call.text else None
    try:
        asked = service.draft(call.tools, call.member, text, channel=channel, replaces=replaces)
    except UsageError as error:
        call.ack(response_action="errors", errors={form.LINE: str(error)})
        return
    call.ack(response_action="update", view=fit_dialog(form.waiting()))
    _later(call, lambda: _next(call, asked))


def on_confirmed(call: Call) -> None:
    """Post what the dialog said."""
    call.ack(response_action="clear")
    on_post(call)


def _keep_in_step(call: Call, need: Need) -> None:
    workspace = call.member.workspace
    call.later(lambda: posting.keep_in_step(call.client, call.tools, workspace, need))


def _answered(answer: Answer) -> Message:
    need = answer.need
    if need is None or answer.pressed is Pressed.OFF:
        return message.off()
    match answer.pressed:
        case Pressed.TAKEN:
            return message.thank_you(need)
        case Pressed.OTHER:
            return message.too_late(need, answer.users)
        case Pressed.OWN:
            return message.your_own(need)
    return message.already_yours()


def _next(call: Call, asked: Asked) -> Block:
    try:
        room = posting.admitted(call, asked.need.channel)
    except RefusedError as refused:
        return form.asking(asked.need.text, replaces=str(asked.need.id), why=str(refused))
    return form.confirming(asked, room)


def _later(call: Call, make: Callable[[], Block]) -> None:
    """Fill a dialog that lies open and waits, if only with what went wrong."""

    def show(view: Block) -> None:
        # Looking can be faster than the answer leaves: then this is the answer.
        fitted = fit_dialog(view)
        call.ack(response_action="update", view=fitted)
        try:
            call.client.views_update(view_id=call.origin, view=fitted)
        except SlackApiError as error:
            if slack_error(error) != "not_found":  # they closed it
                raise

    def tell(told: Message) -> None:
        show(dialog(_("Post it?"), told.blocks or [section(told.text)], close=_("Close")))

    replace(call, tell=tell).later(lambda: show(make()))
